import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { conditionOperator } from './condition-operators'

/** A policy as it is written: JSON. */
export type PolicyDocument = JsonObject

export interface Policy {
  /** Variables such as `${aws:PrincipalAccount}` are there since 2012-10-17; before, they are plain text. */
  hasVariables: boolean
  statements: readonly Statement[]
}

export interface Statement {
  sid?: string
  effect: 'Allow' | 'Deny'
  actions: { not: boolean; patterns: readonly string[] }
  /** Absent in trust policies: they are about the role that they belong to. */
  resources?: { not: boolean; patterns: readonly string[] }
  /** Only in trust policies. */
  principals?: readonly Principal[]
  conditions: readonly Condition[]
}

export interface Principal {
  type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser'
  value: string
}

export interface Condition {
  operator: string
  key: string
  values: readonly string[]
}

export type ReadPolicy = { ok: true; policy: Policy } | { ok: false; problem: string }

/** Bounds of IAM: a role's policies together, and a trust policy at its highest quota. */
const CHARACTERS_AT_MOST = 10_240

class Malformed extends Error {}

/** Reads an identity policy, or with `trust` the policy that says who may assume a role. */
export function readPolicy(written: JsonValue, { trust = false }: { trust?: boolean } = {}): ReadPolicy {
  try {
    return { ok: true, policy: policyOf(written, trust) }
  } catch (thrown) {
    if (thrown instanceof Malformed) return { ok: false, problem: thrown.message }
    throw thrown
  }
}

function policyOf(written: JsonValue, trust: boolean): Policy {
  if (!isJsonObject(written)) return malformed('A policy is a JSON object.')
  if (JSON.stringify(written).length > CHARACTERS_AT_MOST)
    malformed(`A policy has at most ${CHARACTERS_AT_MOST} characters.`)
  const { Version = '2008-10-17', Statement } = written
  if (Version !== '2012-10-17' && Version !== '2008-10-17')
    malformed('Version is "2012-10-17" or "2008-10-17".')
  refuseOthers(written, ['Version', 'Id', 'Statement'])
  const statements = isJsonArray(Statement) ? Statement : [Statement]
  return {
    hasVariables: Version === '2012-10-17',
    statements: statements.map((statement) => statementOf(statement, trust)),
  }
}

const MEMBERS = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition']

function statementOf(statement: JsonValue | undefined, trust: boolean): Statement {
  if (!isJsonObject(statement)) return malformed('A policy needs at least one Statement, an object.')
  refuseOthers(statement, [...MEMBERS, ...(trust ? ['Principal'] : ['Resource', 'NotResource'])])
  const { Sid, Effect } = statement
  if (Effect !== 'Allow' && Effect !== 'Deny') return malformed('Effect is "Allow" or "Deny".')
  const resources = trust ? undefined : eitherOf(statement, 'Resource', 'NotResource')
  return {
    ...(typeof Sid === 'string' && { sid: Sid }),
    effect: Effect,
    actions: eitherOf(statement, 'Action', 'NotAction'),
    ...(resources && { resources }),
    ...(trust && { principals: principalsOf(statement.Principal) }),
    conditions: conditionsOf(statement.Condition),
  }
}

function eitherOf(
  statement: JsonObject,
  name: string,
  negated: string,
): { not: boolean; patterns: readonly string[] } {
  const [plain, not] = [statement[name], statement[negated]]
  if ((plain === undefined) === (not === undefined))
    malformed(`A Statement has either ${name} or ${negated}.`)
  return { not: not !== undefined, patterns: strings(plain ?? not, plain ? name : negated) }
}

function principalsOf(value: JsonValue | undefined): Principal[] {
  if (value === '*') return [{ type: 'AWS', value: '*' }]
  if (!isJsonObject(value)) return malformed('A trust policy needs a Principal.')
  return Object.entries(value).flatMap(([type, names]) => {
    if (type !== 'AWS' && type !== 'Service' && type !== 'Federated' && type !== 'CanonicalUser')
      return malformed(`"${type}" is no type of Principal.`)
    return strings(names, 'Principal').map((name): Principal => ({ type, value: name }))
  })
}

/** `{ operator: { key: value or values } }`; all of them have to hold. */
function conditionsOf(value: JsonValue | undefined): Condition[] {
  if (value === undefined) return []
  if (!isJsonObject(value)) return malformed('Condition is an object of operators.')
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!conditionOperator(operator)) malformed(`"${operator}" is no condition operator.`)
    if (!isJsonObject(keys)) return malformed(`The condition ${operator} is an object of keys.`)
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values, key) }))
  })
}

function strings(value: JsonValue | undefined, name: string): readonly string[] {
  const list = isJsonArray(value) ? value : [value]
  return list.map((text) =>
    typeof text === 'string' && text !== '' ? text : malformed(`${name} holds texts.`),
  )
}

/** Numbers and booleans may stand without quotation marks. */
function texts(value: JsonValue | undefined, name: string): readonly string[] {
  const list = isJsonArray(value) ? value : [value]
  return list.map((member) => {
    if (typeof member === 'string') return member
    if (typeof member === 'number' || typeof member === 'boolean') return String(member)
    return malformed(`The values of the condition key ${name} are texts.`)
  })
}

function refuseOthers(object: JsonObject, known: readonly string[]): void {
  const other = Object.keys(object).find((name) => !known.includes(name))
  if (other !== undefined) malformed(`The policy element "${other}" is not known here.`)
}

function malformed(problem: string): never {
  throw new Malformed(problem)
}
