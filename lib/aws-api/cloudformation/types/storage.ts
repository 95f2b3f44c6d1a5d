import { isJsonArray, type JsonObject } from '@/lib/json'
import type { TableSetup } from '@/lib/services'
import { badProperty } from '../problem'
import { flagOf, objectOf, objectsOf, required, textOf } from '../properties'
import type { ResourceType } from '../step'

export const table: ResourceType = (properties, { accountId, region, madeUpName }) => {
  const name = textOf(properties, 'TableName') ?? madeUpName
  const setup = tableSetup(properties)
  return {
    ref: name,
    attributes: { Arn: `arn:aws:dynamodb:${region}:${accountId}:table/${name}` },
    make: [{ on: 'account', change: { act: 'Make', kind: 'tables', name, setup } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'tables', name, setup } }],
  }
}

/** Names are in lower case; a bucket that holds something is not deleted, as on AWS. */
export const bucket: ResourceType = (properties, { region, madeUpName }) => {
  const name = textOf(properties, 'BucketName') ?? madeUpName.toLowerCase()
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    },
    make: [{ on: 'account', change: { act: 'Make', kind: 'buckets', name, setup: {} } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'buckets', name, setup: {} } }],
  }
}

/** The setup of a table from what CreateTable and CloudFormation both call by the same names. */
function tableSetup(properties: JsonObject): TableSetup {
  const types = new Map(
    objectsOf(properties, 'AttributeDefinitions').map((one) => [
      textOf(one, 'AttributeName') ?? '',
      textOf(one, 'AttributeType') ?? '',
    ]),
  )
  const keys = keysOf(properties, types)
  if (!keys.partitionKey) return badProperty('Property KeySchema needs a key of the type HASH.')
  const expiry = objectOf(properties, 'TimeToLiveSpecification')
  const timeToLive =
    expiry && flagOf(expiry, 'Enabled') === true ? textOf(expiry, 'AttributeName') : undefined
  const indexes = [
    ...objectsOf(properties, 'GlobalSecondaryIndexes').map((one) => indexOf(one, types, false)),
    ...objectsOf(properties, 'LocalSecondaryIndexes').map((one) => indexOf(one, types, true)),
  ]
  return {
    partitionKey: keys.partitionKey,
    ...(keys.sortKey && { sortKey: keys.sortKey }),
    ...(timeToLive !== undefined && { timeToLive }),
    ...(indexes.length > 0 && { indexes: Object.fromEntries(indexes) }),
  }
}

type Index = NonNullable<TableSetup['indexes']>[string]

function indexOf(
  properties: JsonObject,
  types: ReadonlyMap<string, string>,
  isLocal: boolean,
): [string, Index] {
  const { partitionKey, sortKey } = keysOf(properties, types)
  const projection = objectOf(properties, 'Projection') ?? {}
  const { NonKeyAttributes: held } = projection
  const kind = textOf(projection, 'ProjectionType')
  return [
    required(textOf(properties, 'IndexName'), 'IndexName'),
    {
      ...(partitionKey && !isLocal && { partitionKey }),
      ...(sortKey && { sortKey }),
      ...(kind === 'KEYS_ONLY' && { projection: 'KEYS_ONLY' as const }),
      ...(kind === 'INCLUDE' && isJsonArray(held) && { projection: held.map(String) }),
    },
  ]
}

type Key = TableSetup['partitionKey']

function keysOf(
  properties: JsonObject,
  types: ReadonlyMap<string, string>,
): { partitionKey?: Key; sortKey?: Key } {
  const keys = objectsOf(properties, 'KeySchema').map((one) => {
    const name = required(textOf(one, 'AttributeName'), 'AttributeName')
    const type = types.get(name)
    if (type !== 'S' && type !== 'N' && type !== 'B')
      return badProperty(`The attribute ${name} of KeySchema has to be among the AttributeDefinitions.`)
    return { key: { name, type }, role: textOf(one, 'KeyType') } as const
  })
  const partitionKey = keys.find(({ role }) => role === 'HASH')?.key
  const sortKey = keys.find(({ role }) => role === 'RANGE')?.key
  return { ...(partitionKey && { partitionKey }), ...(sortKey && { sortKey }) }
}
