import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
} from '@/lib/json'
import { arityProblem } from '../query/intrinsics/intrinsic'
import { aws } from './aws-messages'
import { type Decoder, type Site, wrong } from './decode'
import { jsonataExpression, jsonataSource, reportUnclosed } from './jsonata'
import { belowLocation, fieldLocation } from './location'
import { looksDynamic, readIntrinsicCall, readPath } from './paths'
import type { Expression, IntrinsicCall, QueryLanguage, Template } from './state-machine'

/** Reads a template of either language. */
export function template(language: QueryLanguage): Decoder<Template> {
  return (value, site) =>
    language === 'JSONPath'
      ? jsonPathObject(value, site)
      : jsonataTemplate(value, site, fieldLocation(site.at))
}

/** The whole of a JSONPath template is an object; only its members may be anything. */
const jsonPathObject: Decoder<Template> = (value, site) => {
  if (isJsonObject(value)) return jsonPathTemplate(value, site)
  const hint =
    typeof value === 'string' && value.startsWith('$')
      ? 'A path stands behind a key of its own that ends in `.$`, such as `"order.$": "$.order"`.'
      : undefined
  return wrong(value, site, 'an object', hint)
}

/**
 * A JSONPath template: in every object, at any depth, a key that ends in `.$` has its value read from the
 * input, the context object or a variable, or computed by an intrinsic function.
 */
function jsonPathTemplate(value: JsonValue, site: Site): Template {
  if (isJsonArray(value)) return arrayTemplate(value, site, jsonPathTemplate)
  if (!isJsonObject(value)) return { kind: 'Literal', value }
  const entries = Object.entries(value).map(([key, member]) => {
    if (key.endsWith('.$')) {
      if (Object.hasOwn(value, key.slice(0, -2))) warnTwice(key, site)
      const expression = dynamicField(key, member, site)
      return { key: key.slice(0, -2), value: { kind: 'Expression', expression } as const }
    }
    if (looksDynamic(member)) warnNoDollar(key, member, site)
    return { key, value: jsonPathTemplate(member, below(site, key)) }
  })
  return objectTemplate(value, entries)
}

function dynamicField(key: string, member: JsonValue, site: Site): Expression {
  const read = typeof member === 'string' ? readDynamic(member) : 'it has to be a string'
  if (typeof read !== 'string') {
    if (read.kind === 'Intrinsic') warnArity(read.call, childPointer(site.at, key), site)
    return read
  }
  site.report({
    ...aws('notDynamic', { field: key }),
    path: site.at,
    mark: { kind: 'Value', at: childPointer(site.at, key) },
    hint:
      typeof member === 'string' && (member.startsWith('$') || member.startsWith('States.'))
        ? capitalized(read)
        : `For a fixed value leave the \`.$\` away: \`${JSON.stringify(key.slice(0, -2))}\`.`,
  })
  return { kind: 'Literal', value: null }
}

function readDynamic(written: string): Expression | string {
  if (written.startsWith('States.')) {
    const call = readIntrinsicCall(written)
    return typeof call === 'string' ? call : { kind: 'Intrinsic', call }
  }
  const path = readPath(written)
  return typeof path === 'string' ? path : { kind: 'JSONPath', path }
}

/** AWS takes any number of arguments here; the state then fails when it calls the function (measured in public). */
export function warnArity({ compiled }: IntrinsicCall, at: JsonPointer, site: Site): void {
  const problem = arityProblem(compiled)
  if (problem === undefined) return
  site.report({
    code: 'LIKELY_MISTAKE',
    severity: 'WARNING',
    path: at,
    message: problem,
    hint: 'The execution fails with `States.Runtime` when it comes to this call.',
  })
}

/** A warning that AWS's API reference lists, under its code; the words are ours. */
function warnNoDollar(key: string, member: string, site: Site): void {
  const at = childPointer(site.at, key)
  site.report({
    code: 'NO_DOLLAR',
    severity: 'WARNING',
    path: at,
    message: `\`${key}\` gets the text \`${member}\` itself, and not what it names.`,
    hint: `To have it evaluated, name the field \`${key}.$\`.`,
  })
}

/** What AWS makes of such a pair nobody has seen; here the second one counts. */
function warnTwice(key: string, site: Site): void {
  const at = childPointer(site.at, key)
  site.report({
    code: 'LIKELY_MISTAKE',
    severity: 'WARNING',
    path: at,
    mark: { kind: 'Key', at },
    message: `\`${key.slice(0, -2)}\` is given twice: as it is, and as \`${key}\`.`,
    hint: 'Only one of them can count. Remove the other.',
  })
}

/** A JSONata template: every string `{% … %}`, at any depth, is an expression. Keys are never. */
function jsonataTemplate(value: JsonValue, site: Site, location: string): Template {
  if (isJsonArray(value)) {
    return arrayTemplate(value, site, (item, below, index) =>
      jsonataTemplate(item, below, belowLocation(location, index)),
    )
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, member]) => ({
      key,
      value: jsonataTemplate(member, below(site, key), belowLocation(location, key)),
    }))
    return objectTemplate(value, entries)
  }
  reportUnclosed(value, site)
  const source = jsonataSource(value)
  const expression = source === undefined ? undefined : jsonataExpression(source, site, location)
  return expression ? { kind: 'Expression', expression } : { kind: 'Literal', value }
}

function objectTemplate(value: JsonObject, entries: readonly { key: string; value: Template }[]): Template {
  const isLiteral = entries.every((entry) => entry.value.kind === 'Literal')
  return isLiteral ? { kind: 'Literal', value } : { kind: 'Object', entries }
}

function arrayTemplate(
  value: readonly JsonValue[],
  site: Site,
  read: (item: JsonValue, site: Site, index: number) => Template,
): Template {
  const items = value.map((item, index) => read(item, below(site, index), index))
  return items.every((item) => item.kind === 'Literal')
    ? { kind: 'Literal', value }
    : { kind: 'Array', items }
}

function below(site: Site, key: string | number): Site {
  const at: JsonPointer = childPointer(site.at, key)
  return { ...site, at, name: String(key) }
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
