import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import { evaluated, namesIn, type Scope, unresolved } from './functions'
import { PropertyProblem, refuseStack } from './problem'
import type { Stack, StackOutput } from './stack'
import type { Blueprint, Place } from './step'
import { readTemplate, type Template } from './template'
import { resourceTypes } from './types'
import { documentOfManagedPolicy } from './types/iam'

/** All that a stack is going to be, before anything of it is made. */
export interface Plan {
  template: Template
  /** Dependencies first. */
  resources: readonly Planned[]
  outputs: readonly StackOutput[]
  /** As DescribeStacks tells them. */
  parameters: readonly { key: string; value: string }[]
}

export interface Planned {
  logicalId: string
  type: string
  isRetained: boolean
  properties: JsonObject
  /** How it is made, or why it cannot be. */
  made: { ok: true; blueprint: Blueprint } | { ok: false; problem: string }
}

export interface Surroundings {
  accountId: string
  region: string
  /** Managed policies that other stacks have made, by ARN. */
  policies: ReadonlyMap<string, JsonObject>
}

type Planable = Pick<Stack, 'name' | 'stackId' | 'template' | 'parameters' | 'suffix' | 'tags'>

/**
 * What comes of a template. The same stack has the same plan each time, names that it makes up included, so work
 * that was cut off can be gone on with. @throws StackRefused for what CloudFormation refuses at once
 */
export async function planOf(stack: Planable, around: Surroundings): Promise<Plan> {
  const template = await readTemplate(stack.template)
  const parameters = parametersOf(template, stack.parameters)
  const known = new Map<string, Blueprint>()
  const policies = new Map(around.policies)
  const scope = scopeOf(stack, around, template, parameters, known)
  const resources = inOrder(template, scope).map((logicalId): Planned => {
    const { type, properties, deletionPolicy } = declared(template, logicalId)
    const value = evaluated(properties, scope)
    const given = isJsonObject(value) ? value : {}
    const made = blueprintOf(type, given, placeOf(stack, logicalId, around, policies))
    if (made.ok) known.set(logicalId, made.blueprint)
    else known.set(logicalId, NOTHING_YET)
    if (made.ok && type === 'AWS::IAM::ManagedPolicy') {
      policies.set(made.blueprint.ref, documentOfManagedPolicy(given) ?? {})
    }
    return { logicalId, type, isRetained: deletionPolicy.startsWith('Retain'), properties: given, made }
  })
  return {
    template,
    resources,
    outputs: resources.every(({ made }) => made.ok) ? outputsOf(template, scope) : [],
    parameters: [...parameters].map(([key, value]) => ({
      key,
      value: template.parameters.get(key)?.isSecret ? '****' : value,
    })),
  }
}

/** For the sake of those that depend on a resource that cannot be made: they are never begun. */
const NOTHING_YET: Blueprint = { ref: '', attributes: {}, make: [], unmake: [] }

function blueprintOf(type: string, properties: JsonObject, place: Place): Planned['made'] {
  const resourceType = resourceTypes.get(type)
  if (!resourceType)
    return { ok: false, problem: `Stepwise does not simulate resources of the type ${type}.` }
  try {
    return { ok: true, blueprint: resourceType(properties, place) }
  } catch (thrown) {
    if (thrown instanceof PropertyProblem) return { ok: false, problem: thrown.message }
    throw thrown
  }
}

function placeOf(
  { name, stackId, suffix, tags }: Planable,
  logicalId: string,
  { accountId, region }: Surroundings,
  policies: ReadonlyMap<string, JsonObject>,
): Place {
  const digits = bytesToHex(sha256(utf8ToBytes(`${suffix} ${logicalId}`)))
  return {
    accountId,
    region,
    // The names that AWS makes up are cut so that they fit everywhere.
    madeUpName: `${name.slice(0, 24)}-${logicalId.slice(0, 24)}-${lettersOf(digits)}`,
    digits,
    tags: [
      ...tags,
      { key: 'aws:cloudformation:stack-name', value: name },
      { key: 'aws:cloudformation:stack-id', value: stackId },
      { key: 'aws:cloudformation:logical-id', value: logicalId },
    ],
    policyOf: (arn) => policies.get(arn),
  }
}

/** Twelve letters and digits, as AWS appends them. */
function lettersOf(digits: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const pairs = digits.slice(0, 24).match(/../g) ?? []
  return pairs.map((pair) => alphabet.charAt(Number.parseInt(pair, 16) & 31)).join('')
}

function scopeOf(
  { name, stackId }: Planable,
  { accountId, region }: Surroundings,
  template: Template,
  parameters: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, Blueprint>,
): Scope {
  const pseudo = new Map<string, JsonValue>(
    Object.entries({
      'AWS::AccountId': accountId,
      'AWS::NotificationARNs': [],
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackId': stackId,
      'AWS::StackName': name,
      'AWS::URLSuffix': 'amazonaws.com',
    }),
  )
  return {
    ref(wanted) {
      const given = parameters.get(wanted)
      if (given === undefined) return pseudo.get(wanted) ?? known.get(wanted)?.ref
      const isList = /^(?:CommaDelimitedList|List<)/.test(template.parameters.get(wanted)?.type ?? '')
      return isList ? given.split(',').map((item) => item.trim()) : given
    },
    attribute(resource, wanted) {
      const blueprint = known.get(resource) ?? unresolved(resource)
      if (blueprint === NOTHING_YET) return ''
      return ownMember(blueprint.attributes, wanted)
    },
  }
}

function parametersOf(
  { parameters }: Template,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const unknown = Object.keys(given).filter((name) => !parameters.has(name))
  if (unknown.length > 0) refuseStack(`Parameters: [${unknown.join(', ')}] do not exist in the template`)
  const values = [...parameters].map(([name, { preset }]) => [name, given[name] ?? preset] as const)
  const missing = values.filter(([, value]) => value === undefined).map(([name]) => name)
  if (missing.length > 0) refuseStack(`Parameters: [${missing.join(', ')}] must have values`)
  for (const [name, value = ''] of values) {
    const { allowed } = parameters.get(name) ?? {}
    if (allowed && !allowed.includes(value)) refuseStack(`Parameter '${name}' must be one of AllowedValues`)
  }
  return new Map(values.map(([name, value = '']) => [name, value]))
}

/** Dependencies first, otherwise in the order of the template. @throws StackRefused for a circle or a name of nothing */
function inOrder(template: Template, scope: Scope): string[] {
  const needs = new Map(
    [...template.resources].map(([logicalId, { properties, dependsOn }]) => {
      const named = namesIn(properties).filter((name) => !isOutside(name, template, scope))
      return [logicalId, new Set([...named, ...dependsOn])]
    }),
  )
  const unknown = [...new Set([...needs.values()].flatMap((names) => [...names]))].filter(
    (name) => !template.resources.has(name),
  )
  if (unknown.length > 0) unresolved(unknown.join(', '))
  const ordered: string[] = []
  while (needs.size > 0) {
    const ready = [...needs].filter(([, names]) => [...names].every((name) => !needs.has(name)))
    if (ready.length === 0) {
      refuseStack(`Circular dependency between resources: [${[...needs.keys()].join(', ')}]`)
    }
    for (const [logicalId] of ready) {
      ordered.push(logicalId)
      needs.delete(logicalId)
    }
  }
  return ordered
}

/** A parameter, or a name such as `AWS::Region`. */
function isOutside(name: string, template: Template, scope: Scope): boolean {
  if (template.resources.has(name)) return false
  return name === 'AWS::NoValue' || template.parameters.has(name) || scope.ref(name) !== undefined
}

function outputsOf({ outputs }: Template, scope: Scope): StackOutput[] {
  return [...outputs].map(([key, { value, description, exportName }]) => ({
    key,
    value: textOf(evaluated(value, scope)),
    ...(description !== undefined && { description }),
    ...(exportName !== undefined && { exportName: textOf(evaluated(exportName, scope)) }),
  }))
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value))
}

function declared({ resources }: Template, logicalId: string) {
  return resources.get(logicalId) ?? unresolved(logicalId)
}
