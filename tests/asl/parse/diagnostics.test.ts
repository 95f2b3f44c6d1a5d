import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Diagnostic, parse } from '@/lib/asl'

/**
 * One file per concern; in it cases as data, parted by lines of `====`: a name, the definition as a learner
 * writes it, `----`, and what is reported, one line each:
 *
 *     LINE:COLUMN `UNDERLINED` SEVERITY CODE PATH aws|ours MESSAGE » HINT
 */
const folder = path.join(import.meta.dirname, 'cases')

interface Case {
  name: string
  definition: string
  expected: string
}

function casesOf(file: string): Case[] {
  const text = readFileSync(path.join(folder, file), 'utf8')
  return text
    .split(/^====\n/m)
    .slice(1)
    .map((block) => {
      const [head = '', expected = ''] = block.split(/^----\n/m)
      const [name = '', ...lines] = head.split('\n')
      return { name, definition: lines.join('\n').trimEnd(), expected: expected.trim() }
    })
}

function reported(definition: string): string {
  const parsed = parse(definition)
  const found = parsed.ok ? parsed.warnings : parsed.diagnostics
  return found.map((diagnostic) => asLine(definition, diagnostic)).join('\n')
}

function asLine(
  definition: string,
  { range, severity, code, path, wording, message, hint }: Diagnostic,
): string {
  const marked = definition.slice(range.from, range.to).replace(/\s+/g, ' ')
  const shown = marked.length > 40 ? `${marked.slice(0, 40)}…` : marked
  const place = `${range.line}:${range.column} \`${shown}\``
  return `${place} ${severity} ${code} ${path || '/'} ${wording} ${message}${hint === undefined ? '' : ` » ${hint}`}`
}

describe.each(readdirSync(folder).map((file) => ({ file })))('$file', ({ file }) => {
  test.each(casesOf(file))('$name', ({ definition, expected }) => {
    expect(reported(definition)).toBe(expected)
  })
})
