import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { refuseStack } from './problem'

/** A template, read as far as it can be without its parameters. */
export interface Template {
  description?: string
  parameters: ReadonlyMap<string, ParameterDeclaration>
  resources: ReadonlyMap<string, ResourceDeclaration>
  outputs: ReadonlyMap<string, OutputDeclaration>
}

export interface ParameterDeclaration {
  type: string
  preset?: string
  allowed?: readonly string[]
  isSecret: boolean
}

export interface ResourceDeclaration {
  type: string
  properties: JsonObject
  dependsOn: readonly string[]
  /** `Delete` unless given. */
  deletionPolicy: string
}

export interface OutputDeclaration {
  value: JsonValue
  description?: string
  exportName?: JsonValue
}

/** AWS's limit of a template in a request, in bytes. */
const BYTES_AT_MOST = 51_200
const RESOURCES_AT_MOST = 500

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
]
/** Sections of AWS that would change what is made, and that nobody evaluates here. */
const NOT_HERE = ['Conditions', 'Mappings', 'Transform']

/** JSON or YAML to a template. @throws StackRefused, where a source gives AWS's words in them */
export async function readTemplate(body: string): Promise<Template> {
  if (new TextEncoder().encode(body).length > BYTES_AT_MOST) {
    refuseStack(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${BYTES_AT_MOST}`,
    )
  }
  const template = /^\s*\{/.test(body) ? fromJson(body) : await fromYaml(body)
  if (!isJsonObject(template)) refuseStack('Template format error: unsupported structure.')
  const unknown = Object.keys(template).filter((name) => ![...SECTIONS, ...NOT_HERE].includes(name))
  if (unknown.length > 0) refuseStack(`Invalid template property or properties [${unknown.join(', ')}]`)
  const missing = NOT_HERE.find((name) => template[name] !== undefined)
  if (missing) refuseStack(`Stepwise does not simulate the section ${missing} of a template.`)
  const { Description: description } = template
  return {
    ...(typeof description === 'string' && { description }),
    parameters: mapped(template, 'Parameters', parameterOf),
    resources: resourcesOf(template),
    outputs: mapped(template, 'Outputs', outputOf),
  }
}

function fromJson(body: string): JsonValue {
  try {
    return JSON.parse(body) as JsonValue
  } catch {
    return refuseStack('Template format error: JSON not well-formed.')
  }
}

async function fromYaml(body: string): Promise<JsonValue> {
  const { readYaml } = await import('./yaml')
  return readYaml(body) ?? refuseStack('Template format error: YAML not well-formed.')
}

function resourcesOf(template: JsonObject): Template['resources'] {
  const resources = mapped(template, 'Resources', resourceOf)
  if (resources.size === 0)
    refuseStack('Template format error: At least one Resources member must be defined.')
  if (resources.size > RESOURCES_AT_MOST) {
    refuseStack(
      `Template format error: Number of resources, ${resources.size}, is greater than maximum allowed, ${RESOURCES_AT_MOST}`,
    )
  }
  const unknown = [...new Set([...resources.values()].map(({ type }) => type))].filter(
    (type) => !/^(?:AWS|Alexa|Custom)::\w/.test(type),
  )
  if (unknown.length > 0)
    refuseStack(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`)
  return resources
}

function resourceOf(name: string, declared: JsonObject): ResourceDeclaration {
  if (!/^[A-Za-z0-9]+$/.test(name)) {
    refuseStack(`Template format error: Resource name ${name} is non alphanumeric.`)
  }
  const { Type: type, Properties: properties = {}, DependsOn: dependsOn = [], DeletionPolicy } = declared
  if (typeof type !== 'string') {
    return refuseStack(
      `Template format error: [/Resources/${name}] Every Resources object must contain a Type member.`,
    )
  }
  if (declared.Condition !== undefined) refuseStack('Stepwise does not simulate conditions of resources.')
  const others = isJsonArray(dependsOn) ? dependsOn : [dependsOn]
  return {
    type,
    properties: isJsonObject(properties) ? properties : {},
    dependsOn: others.filter((one) => typeof one === 'string'),
    deletionPolicy: typeof DeletionPolicy === 'string' ? DeletionPolicy : 'Delete',
  }
}

function parameterOf(name: string, declared: JsonObject): ParameterDeclaration {
  const { Type: type, Default: preset, AllowedValues: allowed, NoEcho: noEcho } = declared
  if (typeof type !== 'string')
    return refuseStack(
      `Template format error: Every Parameters object must contain a Type member (${name} has none).`,
    )
  return {
    type,
    ...(preset !== undefined && { preset: textOf(preset) }),
    ...(isJsonArray(allowed) && { allowed: allowed.map(textOf) }),
    isSecret: noEcho === true || noEcho === 'true',
  }
}

function outputOf(name: string, { Value, Description, Export }: JsonObject): OutputDeclaration {
  if (Value === undefined)
    return refuseStack(`Template format error: Output ${name} is malformed. The Value attribute is missing.`)
  const exportName = isJsonObject(Export) ? Export.Name : undefined
  return {
    value: Value,
    ...(typeof Description === 'string' && { description: Description }),
    ...(exportName !== undefined && { exportName }),
  }
}

function mapped<T>(
  template: JsonObject,
  section: string,
  read: (name: string, declared: JsonObject) => T,
): Map<string, T> {
  const declared = template[section] ?? {}
  if (!isJsonObject(declared)) return refuseStack(`Template format error: ${section} must be an object.`)
  return new Map(
    Object.entries(declared).map(([name, one]) => {
      if (!isJsonObject(one))
        return refuseStack(`Template format error: Every ${section} member must be an object.`)
      return [name, read(name, one)]
    }),
  )
}

/** A list is one text with commas, as parameters of lists are. */
function textOf(value: JsonValue): string {
  if (isJsonArray(value)) return value.map(textOf).join(',')
  return typeof value === 'string' ? value : String(JSON.stringify(value))
}
