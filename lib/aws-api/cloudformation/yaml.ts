import { parseDocument, type ScalarTag } from 'yaml'
import type { JsonValue } from '@/lib/json'

/** The short forms of functions: `!Ref Name`, `!GetAtt Queue.Arn`, `!Sub "${Queue}"`. */
const FUNCTIONS = ['Base64', 'FindInMap', 'GetAtt', 'GetAZs', 'ImportValue', 'Join', 'Select', 'Split', 'Sub']

const full = (name: string, value: unknown) => ({ [name]: value })

/** Aliases could make a small text a large one. */
const ALIASES_AT_MOST = 100

const tags = ['Ref', 'Condition', ...FUNCTIONS].flatMap((name) => {
  const long = FUNCTIONS.includes(name) ? `Fn::${name}` : name
  const scalar: ScalarTag = {
    tag: `!${name}`,
    resolve: (text) => full(long, name === 'GetAtt' ? splitOnce(text) : text),
  }
  const list = {
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (node: { toJSON(): unknown }) => full(long, node.toJSON()),
  }
  return [scalar, list]
})

/** A template in YAML as JSON; undefined when it is not well-formed. */
export function readYaml(text: string): JsonValue | undefined {
  try {
    const document = parseDocument(text, {
      // A version such as 2012-10-17 stays the text that it is.
      schema: 'core',
      customTags: tags as never,
      logLevel: 'silent',
    })
    if (document.errors.length > 0) return undefined
    const value: unknown = document.toJS({ maxAliasCount: ALIASES_AT_MOST })
    return JSON.parse(JSON.stringify(value)) as JsonValue
  } catch {
    return undefined
  }
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('.')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
