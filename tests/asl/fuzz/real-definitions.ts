import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Definitions that people wrote: our own exercises', and those that AWS was seen to run, where they are at hand. */
export function realDefinitions(): string[] {
  const root = path.resolve(import.meta.dirname, '../../..')
  const ours = filesIn(path.join(root, 'content'), '.asl.json').map((file) => readFileSync(file, 'utf8'))
  const recorded = filesIn(path.join(root, '../shared/conformance/cases'), '.json').flatMap(definitionIn)
  return [...new Set([...ours, ...recorded])].filter(isJson)
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => path.join(folder, file))
}

function definitionIn(file: string): string[] {
  const { definition } = JSON.parse(readFileSync(file, 'utf8'))
  return typeof definition === 'string' ? [definition] : []
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
