import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Diagnostic, parse } from '@/lib/asl'
import { fixesFor } from '@/lib/fixes'
import { applyEdits } from '@/lib/studio'

const read = async (source: string): Promise<readonly Diagnostic[]> => {
  const parsed = parse(source)
  return parsed.ok ? parsed.warnings : parsed.diagnostics
}

/** Mistakes that a hand makes; undefined where the text has nothing to make it in. */
const mistakes: readonly (readonly [what: string, make: (source: string) => string | undefined])[] = [
  ['a letter too many in Next', (source) => changed(source, /"Next": "([^"]+)"/, '"Next": "$1x"')],
  ['a letter too few in StartAt', (source) => changed(source, /"StartAt": "(\w{3,})\w"/, '"StartAt": "$1"')],
  ['Next misspelt', (source) => changed(source, /"Next": /, '"Nxt": ')],
  ['Type misspelt', (source) => changed(source, /"Type": "(Task|Pass|Choice)"/, '"Typ": "$1"')],
  ['a state type misspelt', (source) => changed(source, /"Type": "(\w+)(\w)"/, '"Type": "$1$2$2"')],
  ['End left out', (source) => changed(source, /,\s*"End": true/, '')],
  ['End as text', (source) => changed(source, /"End": true/, '"End": "true"')],
  ['a comma at the end', (source) => changed(source, /(\s*)\}\s*$/, ',$1}\n')],
  ['a comma left out', (source) => changed(source, /("StartAt": "[^"]+"),/, '$1')],
  ['the last brace left out', (source) => changed(source, /\}\s*$/, '')],
  ['States.ALL with another name', (source) => changed(source, /("ErrorEquals": \[)/, '$1"States.ALL", ')],
  ['True', (source) => changed(source, /: true/, ': True')],
]

function changed(source: string, what: RegExp, to: string): string | undefined {
  return what.test(source) ? source.replace(what, to) : undefined
}

const files = readdirSync('content/exercises', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('solution.asl.json'))
  .map((file) => path.join('content/exercises', file))

describe.each(mistakes)('%s', (_, make) => {
  const broken = files.flatMap((file) => make(readFileSync(file, 'utf8')) ?? [])

  test('is there to be made', () => {
    expect(broken.length).toBeGreaterThan(0)
  })

  test('has a fix that makes the definition right again', async () => {
    for (const source of broken) {
      const problems = (await read(source)).filter(({ severity }) => severity === 'ERROR')
      const results = await Promise.all(problems.map((problem) => fixesFor(source, problem, read)))
      const mended = results.flat().filter(({ edits }) => parse(applyEdits(source, edits)).ok)
      expect(mended, source).not.toEqual([])
    }
  })
})
