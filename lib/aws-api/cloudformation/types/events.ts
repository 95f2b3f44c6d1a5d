import type { JsonObject } from '@/lib/json'
import { type ConnectionSetup, type RuleSetup, type RuleTargetSetup, readPattern } from '@/lib/services'
import { badProperty } from '../problem'
import { documentOf, objectOf, objectsOf, required, textOf } from '../properties'
import type { ResourceType } from '../step'
import { nameIn, uuidOf } from './messaging'

export const eventBus: ResourceType = (properties, { accountId, region }) => {
  const name = required(textOf(properties, 'Name'), 'Name')
  return {
    ref: name,
    attributes: { Arn: `arn:aws:events:${region}:${accountId}:event-bus/${name}`, Name: name },
    make: [{ on: 'account', change: { act: 'Make', kind: 'buses', name, setup: {} } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'buses', name, setup: {} } }],
  }
}

export const rule: ResourceType = (properties, { accountId, region, madeUpName }) => {
  const name = textOf(properties, 'Name') ?? madeUpName
  const bus = (textOf(properties, 'EventBusName') ?? 'default').split('/').at(-1) ?? 'default'
  const path = `${bus}/${name}`
  const setup = ruleSetup(properties)
  const place = bus === 'default' ? name : path
  return {
    ref: bus === 'default' ? name : `${bus}|${name}`,
    attributes: { Arn: `arn:aws:events:${region}:${accountId}:rule/${place}` },
    make: [{ on: 'account', change: { act: 'Make', kind: 'rules', name: path, setup } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'rules', name: path, setup } }],
  }
}

export const connection: ResourceType = (properties, { accountId, region, madeUpName, digits }) => {
  const name = textOf(properties, 'Name') ?? madeUpName
  const setup = connectionSetup(properties)
  const id = uuidOf(digits)
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:events:${region}:${accountId}:connection/${name}/${id}`,
      SecretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:events!connection/${name}/${id}-${digits.slice(0, 6)}`,
    },
    make: [{ on: 'account', change: { act: 'Make', kind: 'connections', name, setup } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'connections', name, setup } }],
  }
}

function ruleSetup(properties: JsonObject): RuleSetup {
  const pattern = documentOf(properties, 'EventPattern')
  if (!pattern) return badProperty('Stepwise has rules with an EventPattern only, none by a schedule.')
  const read = readPattern(pattern, 'EventBridge')
  if (!read.ok) badProperty(`Event pattern is not valid. Reason: ${read.problem}`)
  return {
    pattern,
    ...(textOf(properties, 'State') === 'DISABLED' && { disabled: true }),
    targets: objectsOf(properties, 'Targets').map(targetOf),
  }
}

/** Services by the third part of a target's ARN, and what a setup calls what they have. */
const KINDS = new Map([
  ['sqs', 'queue'],
  ['lambda', 'function'],
  ['sns', 'topic'],
  ['states', 'machine'],
])

function targetOf(target: JsonObject): RuleTargetSetup {
  const arn = required(textOf(target, 'Arn'), 'Arn')
  const kind = KINDS.get(arn.split(':')[2] ?? '')
  if (!kind) return badProperty(`Stepwise has no targets such as ${arn}.`)
  const input = textOf(target, 'Input')
  const inputPath = textOf(target, 'InputPath')
  const transformer = objectOf(target, 'InputTransformer')
  const groupId = textOf(objectOf(target, 'SqsParameters') ?? {}, 'MessageGroupId')
  return {
    [kind]: nameIn(arn),
    ...(groupId !== undefined && { groupId }),
    ...(input !== undefined && { input: jsonOf(input) }),
    ...(inputPath !== undefined && { inputPath }),
    ...(transformer && {
      inputTransformer: {
        paths: (objectOf(transformer, 'InputPathsMap') ?? {}) as Record<string, string>,
        template: required(textOf(transformer, 'InputTemplate'), 'InputTemplate'),
      },
    }),
  }
}

function jsonOf(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject
  } catch {
    return badProperty('Value of property Input must be valid JSON text.')
  }
}

function connectionSetup(properties: JsonObject): ConnectionSetup {
  const parameters = objectOf(properties, 'AuthParameters') ?? {}
  const more = objectOf(parameters, 'InvocationHttpParameters') ?? {}
  const [headers, query, body] = ['HeaderParameters', 'QueryStringParameters', 'BodyParameters'].map((name) =>
    keyed(more, name),
  )
  return {
    auth: authOf(textOf(properties, 'AuthorizationType'), parameters),
    ...(headers && { headers }),
    ...(query && { query }),
    ...(body && { body }),
  }
}

function authOf(type: string | undefined, parameters: JsonObject): ConnectionSetup['auth'] {
  switch (type) {
    case 'API_KEY': {
      const key = objectOf(parameters, 'ApiKeyAuthParameters') ?? {}
      return {
        type,
        name: required(textOf(key, 'ApiKeyName'), 'ApiKeyName'),
        value: required(textOf(key, 'ApiKeyValue'), 'ApiKeyValue'),
      }
    }
    case 'BASIC': {
      const basic = objectOf(parameters, 'BasicAuthParameters') ?? {}
      return {
        type,
        username: required(textOf(basic, 'Username'), 'Username'),
        password: required(textOf(basic, 'Password'), 'Password'),
      }
    }
    case 'OAUTH_CLIENT_CREDENTIALS': {
      const oAuth = objectOf(parameters, 'OAuthParameters') ?? {}
      const client = objectOf(oAuth, 'ClientParameters') ?? {}
      const method = textOf(oAuth, 'HttpMethod')
      return {
        type,
        clientId: required(textOf(client, 'ClientID'), 'ClientID'),
        clientSecret: required(textOf(client, 'ClientSecret'), 'ClientSecret'),
        authorizationEndpoint: required(textOf(oAuth, 'AuthorizationEndpoint'), 'AuthorizationEndpoint'),
        ...((method === 'GET' || method === 'POST' || method === 'PUT') && { method }),
      }
    }
    default:
      return badProperty(`AuthorizationType is API_KEY, BASIC or OAUTH_CLIENT_CREDENTIALS, not ${type}.`)
  }
}

function keyed(parameters: JsonObject, name: string): Record<string, string> | undefined {
  const entries = objectsOf(parameters, name).map((one): [string, string] => [
    required(textOf(one, 'Key'), 'Key'),
    textOf(one, 'Value') ?? '',
  ])
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
