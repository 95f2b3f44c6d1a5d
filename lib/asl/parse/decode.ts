import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
} from '@/lib/json'
import { instantOf } from '../query/timestamp'
import { type AwsWords, aws } from './aws-messages'
import type { Report } from './problem'
import { suggestion } from './suggestion'

/** Where a value stands and whom to tell what is wrong with it. */
export interface Site {
  at: JsonPointer
  /** The field's name, for messages. */
  name: string
  report: Report
}

/** Reads one value. Undefined means that a problem was reported. */
export type Decoder<T> = (value: JsonValue, site: Site) => T | undefined

export const text: Decoder<string> = (value, site) =>
  typeof value === 'string' ? value : notAString(value, site)

/** Reports a value that should be a string, in AWS's words. */
export function notAString(value: JsonValue, site: Site, expected = 'a string'): undefined {
  return wrong(value, site, expected, undefined, aws('notAString'))
}

/** The name of a state that something leads to. No state is called by the empty string. */
export const target: Decoder<string> = (value, site) => {
  if (value !== '') return text(value, site)
  return wrong(value, site, 'the name of a state')
}

export const trueOrFalse: Decoder<boolean> = (value, site) =>
  typeof value === 'boolean'
    ? value
    : wrong(value, site, '`true` or `false`', unquoted(value, /^(true|false)$/))

export const object: Decoder<JsonObject> = (value, site) =>
  isJsonObject(value) ? value : wrong(value, site, 'an object')

/** A whole number from `least` to `most`, both included. */
export function whole(least: number, most = Infinity): Decoder<number> {
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`
  return (value, site) => {
    const isWhole = typeof value === 'number' && Number.isInteger(value)
    if (isWhole && value >= least && value <= most) return value
    const hint = unquoted(value, digits) ?? pathForm(value, site)
    const words = isWhole ? outside(value, String(least), String(most)) : aws('notAnInteger')
    return wrong(value, site, `a whole number ${range}`, hint, words)
  }
}

/** A number from `least` to `most`, both included; any number when neither is given. */
export function number(least = -Infinity, most = Infinity): Decoder<number> {
  const range =
    least === -Infinity ? '' : most === Infinity ? ` of at least ${least}` : ` from ${least} to ${most}`
  return (value, site) => {
    const isNumber = typeof value === 'number' && Number.isFinite(value)
    if (isNumber && value >= least && value <= most) return value
    const hint = unquoted(value, digits) ?? pathForm(value, site)
    const words = isNumber ? outside(value, asDecimal(least), asDecimal(most)) : undefined
    return wrong(value, site, `a number${range}`, hint, words)
  }
}

function outside(value: number, least: string, most: string): AwsWords {
  return value < Number(least) ? aws('tooSmall', { least }) : aws('tooLarge', { most })
}

/** As AWS writes the bounds of fields that take fractions: `Maximum value is 100.0`. */
function asDecimal(bound: number): string {
  return Number.isInteger(bound) ? bound.toFixed(1) : String(bound)
}

/** One of some words. In which order AWS would list them nobody has seen, so the words of the problem are ours. */
export function oneOf<const T extends string>(...choices: readonly T[]): Decoder<T> {
  return choice(choices)
}

/** One of some words, in the order in which AWS lists them. */
export function oneOfInAwsOrder<const T extends string>(...choices: readonly T[]): Decoder<T> {
  return choice(choices, aws('notOneOf', { values: choices.join(', ') }))
}

function choice<T extends string>(choices: readonly T[], words?: AwsWords): Decoder<T> {
  return (value, site) => {
    const found = choices.find((one) => one === value)
    if (found !== undefined) return found
    if (typeof value !== 'string') return notAString(value, site, listed(choices))
    const near = suggestion(value, choices)
    const hint = near === undefined ? undefined : `Did you mean \`${near}\`?`
    return wrong(value, site, listed(choices), hint, words)
  }
}

/** An array, each element read by `decode`; those that cannot be read are left out. */
export function list<T>(decode: Decoder<T>, options: { nonEmpty?: true } = {}): Decoder<readonly T[]> {
  return (value, site) => {
    if (!isJsonArray(value)) {
      const hint =
        isJsonObject(value) || typeof value === 'string' ? 'Put it between `[` and `]`.' : undefined
      return wrong(value, site, 'an array', hint)
    }
    if (options.nonEmpty && value.length === 0)
      return wrong(value, site, 'an array with at least one element', undefined, aws('empty'))
    return value
      .map((item, index) =>
        decode(item, { ...site, at: childPointer(site.at, index), name: `${site.name}[${index}]` }),
      )
      .filter((item) => item !== undefined)
  }
}

/** A moment such as `2026-03-14T01:59:00Z`. */
export const timestamp: Decoder<string> = (value, site) => {
  if (typeof value !== 'string') return notAString(value, site)
  if (instantOf(value) !== undefined) return value
  site.report({
    ...aws('notATimestamp'),
    path: site.at,
    hint: 'Write date, a capital `T`, time, and `Z` or an offset: `2026-03-14T01:59:00Z`.',
  })
  return undefined
}

/**
 * Reports a value of the wrong kind. What was expected is the message, or where AWS's words are known, for those are
 * short, the beginning of the hint.
 */
export function wrong(
  value: JsonValue,
  site: Site,
  expected: string,
  hint?: string,
  words?: AwsWords,
): undefined {
  const ours = `\`${site.name}\` has to be ${expected}, but it is ${kindOf(value)}.`
  if (words) {
    site.report({ ...words, path: site.at, hint: hint === undefined ? ours : `${ours} ${hint}` })
  } else {
    const problem = { code: 'SCHEMA_VALIDATION_FAILED', path: site.at, message: ours } as const
    site.report(hint === undefined ? problem : { ...problem, hint })
  }
  return undefined
}

/** A number or truth value that stands in quotes by mistake. */
function unquoted(value: JsonValue, wanted: RegExp): string | undefined {
  return typeof value === 'string' && wanted.test(value) ? `Without quotes: \`${value}\`.` : undefined
}

/** Fields of numbers that have a twin for paths. */
const withPathForm = /^(Seconds|TimeoutSeconds|HeartbeatSeconds|MaxConcurrency|Numeric\w+)$/

function pathForm(value: JsonValue, { name }: Site): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('$') || !withPathForm.test(name)) return undefined
  return `To read it from the input, use \`${name}Path\`.`
}

const digits = /^-?\d{1,15}(\.\d{1,15})?$/

function kindOf(value: JsonValue): string {
  if (value === null) return '`null`'
  if (isJsonArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? 'an empty object' : 'an object'
  if (typeof value === 'string') return value.length > 40 ? 'a string' : `the string ${JSON.stringify(value)}`
  return Number.isFinite(value) || typeof value === 'boolean' ? `\`${value}\`` : 'too large a number'
}

/** `a`, `b` or `c` */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
