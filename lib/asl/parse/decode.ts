import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
} from '@/lib/json'
import { instantOf } from '../query/timestamp'
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
  typeof value === 'string' ? value : wrong(value, site, 'a string')

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
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): Decoder<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return (value, site) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : wrong(value, site, `a whole number ${range}`, unquoted(value, digits) ?? pathForm(value, site))
}

/** A number from `least` to `most`, both included; any number when neither is given. */
export function number(least = -Infinity, most = Infinity): Decoder<number> {
  const range =
    least === -Infinity ? '' : most === Infinity ? ` of at least ${least}` : ` from ${least} to ${most}`
  return (value, site) =>
    typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most
      ? value
      : wrong(value, site, `a number${range}`, unquoted(value, digits) ?? pathForm(value, site))
}

export function oneOf<const T extends string>(...choices: readonly T[]): Decoder<T> {
  return (value, site) => {
    const found = choices.find((choice) => choice === value)
    if (found !== undefined) return found
    const near = typeof value === 'string' ? suggestion(value, choices) : undefined
    return wrong(value, site, listed(choices), near === undefined ? undefined : `Did you mean \`${near}\`?`)
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
      return wrong(value, site, 'an array with at least one element')
    return value
      .map((item, index) =>
        decode(item, { ...site, at: childPointer(site.at, index), name: `${site.name}[${index}]` }),
      )
      .filter((item) => item !== undefined)
  }
}

/** A moment such as `2026-03-14T01:59:00Z`. */
export const timestamp: Decoder<string> = (value, site) => {
  if (typeof value !== 'string') return wrong(value, site, 'a string')
  if (instantOf(value) !== undefined) return value
  site.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: site.at,
    message: 'String does not match RFC3339 timestamp',
    wording: 'aws',
    hint: 'Write date, a capital `T`, time, and `Z` or an offset: `2026-03-14T01:59:00Z`.',
  })
  return undefined
}

/** Reports a value of the wrong kind. */
export function wrong(value: JsonValue, site: Site, expected: string, hint?: string): undefined {
  site.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: site.at,
    message: `\`${site.name}\` has to be ${expected}, but it is ${kindOf(value)}.`,
    ...(hint === undefined ? {} : { hint }),
  })
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
  if (isJsonObject(value)) return 'an object'
  if (typeof value === 'string') return value.length > 40 ? 'a string' : `the string ${JSON.stringify(value)}`
  return Number.isFinite(value) || typeof value === 'boolean' ? `\`${value}\`` : 'too large a number'
}

/** `a`, `b` or `c` */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
