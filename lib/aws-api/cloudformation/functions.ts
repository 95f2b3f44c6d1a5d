import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { refuseStack } from './problem'

/** What names stand for while a template is evaluated. */
export interface Scope {
  /** `Ref` of a parameter, a pseudo parameter or a resource. */
  ref(name: string): JsonValue | undefined
  /** `Fn::GetAtt`; undefined when the resource has no such attribute. */
  attribute(resource: string, name: string): JsonValue | undefined
}

/** What `AWS::NoValue` becomes: the member or element that holds it is left out. */
const NOTHING = Symbol('no value')
type Evaluated = JsonValue | typeof NOTHING

/** Nested deeper than any template that people write. */
const DEPTH_AT_MOST = 50

/** A value of a template with its functions evaluated. @throws StackRefused */
export function evaluated(value: JsonValue, scope: Scope): JsonValue {
  const result = evaluate(value, scope, DEPTH_AT_MOST)
  return result === NOTHING ? null : result
}

/** The resources, parameters and pseudo parameters that a value names. */
export function namesIn(value: JsonValue): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(namesIn)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, argument]) => {
    if (name === 'Ref') return typeof argument === 'string' ? [argument] : []
    if (name === 'Fn::GetAtt') return namesInGetAtt(argument)
    return name === 'Fn::Sub' ? [...namesInSub(argument), ...namesIn(argument)] : namesIn(argument)
  })
}

function namesInGetAtt(argument: JsonValue): readonly string[] {
  const [resource] =
    typeof argument === 'string' ? argument.split('.') : isJsonArray(argument) ? argument : []
  return typeof resource === 'string' ? [resource] : []
}

function namesInSub(argument: JsonValue): readonly string[] {
  const [text, own = {}] = isJsonArray(argument) ? argument : [argument]
  if (typeof text !== 'string' || !isJsonObject(own)) return []
  const inside = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim())
  return inside.filter((name) => !Object.hasOwn(own, name)).map((name) => name.split('.', 1)[0] ?? '')
}

function evaluate(value: JsonValue, scope: Scope, depth: number): Evaluated {
  if (depth === 0) return refuseStack('Template format error: the template is nested too deeply.')
  if (isJsonArray(value)) return list(value, scope, depth)
  if (!isJsonObject(value)) return value
  const [only, ...more] = Object.entries(value)
  if (only && more.length === 0) {
    const [name, argument] = only
    if (name === 'Ref') return refOf(argument, scope)
    if (name.startsWith('Fn::')) return call(name, argument, scope, depth)
  }
  const members = Object.entries(value).map(([name, member]) => [name, evaluate(member, scope, depth - 1)])
  return Object.fromEntries(members.filter(([, member]) => member !== NOTHING)) as JsonObject
}

function list(values: readonly JsonValue[], scope: Scope, depth: number): JsonValue[] {
  return values.map((one) => evaluate(one, scope, depth - 1)).filter((one) => one !== NOTHING)
}

function refOf(name: JsonValue, { ref }: Scope): Evaluated {
  if (typeof name !== 'string')
    return refuseStack('Template error: every Ref object must have a single String value.')
  if (name === 'AWS::NoValue') return NOTHING
  return ref(name) ?? unresolved(name)
}

function call(name: string, argument: JsonValue, scope: Scope, depth: number): Evaluated {
  switch (name) {
    case 'Fn::GetAtt':
      return getAtt(argument, scope)
    case 'Fn::Sub':
      return sub(argument, scope, depth)
    case 'Fn::Join': {
      const [delimiter, parts] = argumentsOf(name, argument, scope, depth)
      if (typeof delimiter !== 'string' || !isJsonArray(parts)) return malformed(name)
      return parts.map(textOf).join(delimiter)
    }
    case 'Fn::Split': {
      const [delimiter, text] = argumentsOf(name, argument, scope, depth)
      if (typeof delimiter !== 'string' || delimiter === '') return malformed(name)
      return textOf(text ?? '').split(delimiter)
    }
    case 'Fn::Select': {
      const [index, options] = argumentsOf(name, argument, scope, depth)
      if (!isJsonArray(options)) return malformed(name)
      return (
        options[Number(index)] ??
        refuseStack('Template error: Fn::Select cannot select nonexistent value at index')
      )
    }
    case 'Fn::Base64': {
      const text = evaluate(argument, scope, depth - 1)
      const bytes = new TextEncoder().encode(text === NOTHING ? '' : textOf(text))
      return btoa(String.fromCharCode(...bytes))
    }
    default:
      return refuseStack(`Stepwise does not simulate the function ${name} of a template.`)
  }
}

function argumentsOf(name: string, argument: JsonValue, scope: Scope, depth: number): JsonValue[] {
  return isJsonArray(argument) ? list(argument, scope, depth) : malformed(name)
}

/** `[resource, attribute]`, or one text with a dot between. */
function getAtt(argument: JsonValue, scope: Scope): JsonValue {
  const parts = typeof argument === 'string' ? argument.split('.') : isJsonArray(argument) ? argument : []
  const [resource, ...rest] = parts.map((part) => (typeof part === 'string' ? part : ''))
  const attribute = rest.join('.')
  if (!resource || attribute === '') return malformed('Fn::GetAtt')
  return (
    scope.attribute(resource, attribute) ??
    refuseStack(
      `Template error: resource ${resource} does not support attribute type ${attribute} in Fn::GetAtt`,
    )
  )
}

/** `${Name}`, `${Name.Attribute}` and `${!Literal}`, and names of its own where a second argument has them. */
function sub(argument: JsonValue, scope: Scope, depth: number): JsonValue {
  const [text, own = {}] = isJsonArray(argument) ? argument : [argument]
  if (typeof text !== 'string' || !isJsonObject(own)) return malformed('Fn::Sub')
  return text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, inside: string) => {
    if (literal !== '') return `\${${inside}}`
    const name = inside.trim()
    if (Object.hasOwn(own, name)) {
      const value = evaluate(own[name] ?? '', scope, depth - 1)
      return value === NOTHING ? '' : textOf(value)
    }
    return textOf(name.includes('.') ? getAtt(name, scope) : (scope.ref(name) ?? unresolved(name)))
  })
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value))
}

/** AWS's words for a name that nothing has. */
export function unresolved(name: string): never {
  return refuseStack(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
  )
}

function malformed(name: string): never {
  return refuseStack(`Template error: ${name} is not written as it has to be.`)
}
