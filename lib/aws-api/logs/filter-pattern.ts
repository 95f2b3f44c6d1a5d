import { isJsonArray, isJsonObject, type JsonValue, ownMember } from '@/lib/json'
import { refuse } from '../refused'

export type Filter = (message: string) => boolean

/**
 * A filter pattern, as far as histories are looked through with: words and quoted phrases, all of which have to be
 * there, and `{ $.type = "TaskFailed" && $.execution_arn = "…" }` over the JSON of a line. @throws Refused for others
 */
export function filterOf(pattern: string): Filter {
  const text = pattern.trim()
  if (text === '') return () => true
  if (text.startsWith('{')) return jsonFilter(text)
  const terms = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, phrase, word]) => phrase ?? word ?? '')
  if (terms.some((term) => /^[?\-%[]/.test(term))) unsupported(pattern)
  return (message) => terms.every((term) => message.includes(term))
}

interface Comparison {
  path: readonly string[]
  isEqual: boolean
  /** With a `*` at either end for any rest. */
  value: string
}

const COMPARISON = /^\$((?:\.[\w-]+)+)\s*(=|!=)\s*(?:"((?:[^"\\]|\\.)*)"|([\w.*:/-]+))$/

function jsonFilter(pattern: string): Filter {
  const inside = /^\{(.*)\}$/s.exec(pattern)?.[1] ?? ''
  const comparisons = inside.split('&&').map((part): Comparison => {
    const [, path = '', operator, quoted, plain] = COMPARISON.exec(unwrapped(part)) ?? []
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain
    if (value === undefined) return unsupported(pattern)
    return { path: path.split('.').slice(1), isEqual: operator === '=', value }
  })
  return (message) => {
    const line = JSON.parse(message) as JsonValue
    return comparisons.every(({ path, isEqual, value }) => {
      const found = textAt(line, path)
      return found !== undefined && fits(found, value) === isEqual
    })
  }
}

function unwrapped(part: string): string {
  const text = part.trim()
  return text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text
}

function textAt(value: JsonValue, path: readonly string[]): string | undefined {
  let at: JsonValue | undefined = value
  for (const name of path) at = isJsonObject(at) ? ownMember(at, name) : undefined
  if (at === undefined || isJsonObject(at) || isJsonArray(at)) return undefined
  return typeof at === 'string' ? at : String(at)
}

function fits(text: string, wanted: string): boolean {
  const [start, end] = [wanted.startsWith('*'), wanted.endsWith('*')]
  const inner = wanted.slice(start ? 1 : 0, end ? -1 : undefined)
  if (start && end) return text.includes(inner)
  if (start) return text.endsWith(inner)
  return end ? text.startsWith(inner) : text === wanted
}

function unsupported(pattern: string): never {
  return refuse(
    'InvalidParameterException',
    `Stepwise does not simulate the filter pattern ${pattern.slice(0, 200)}`,
  )
}
