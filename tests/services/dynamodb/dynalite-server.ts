import type { AddressInfo } from 'node:net'
import dynalite from 'dynalite'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { TableSetup } from '@/lib/services'

/** What either implementation answered, in a form in which equal answers are equal. */
export type Answered = { response: JsonValue } | { code: string; message: string }

export interface Dynalite {
  request: (operation: string, parameters: JsonObject) => Promise<Answered>
  close: () => Promise<void>
}

/** An independent DynamoDB in memory, behind HTTP as the real one. */
export async function startDynalite(): Promise<Dynalite> {
  const server = dynalite({ createTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    request: async (operation, parameters) => {
      const reply = await fetch(`http://127.0.0.1:${port}`, {
        method: 'POST',
        headers: {
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-date': '20261201T000000Z',
          authorization:
            'AWS4-HMAC-SHA256 Credential=x/20261201/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x',
        },
        body: JSON.stringify(parameters),
      })
      const body = await reply.text()
      const json = body.startsWith('{') ? JSON.parse(body) : { __type: `HTTP ${reply.status}`, message: body }
      if (reply.status === 200) return { response: json }
      return { code: String(json.__type).replace(/^.*#/, ''), message: json.message ?? json.Message ?? '' }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export async function createTable(server: Dynalite, name: string, setup: TableSetup): Promise<void> {
  const { partitionKey, sortKey, indexes = {} } = setup
  const schema = (partition: typeof partitionKey, sort: typeof sortKey) => [
    { AttributeName: partition.name, KeyType: 'HASH' },
    ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' }] : []),
  ]
  const index = ([IndexName, given]: [string, NonNullable<TableSetup['indexes']>[string]]) => ({
    IndexName,
    KeySchema: schema(given.partitionKey ?? partitionKey, given.sortKey),
    Projection: { ProjectionType: 'ALL' },
  })
  const entries = Object.entries(indexes)
  const global = entries.filter(([, { partitionKey }]) => partitionKey).map(index)
  const local = entries.filter(([, { partitionKey }]) => !partitionKey).map(index)
  const attributes = [
    partitionKey,
    sortKey,
    ...entries.flatMap(([, { partitionKey, sortKey }]) => [partitionKey, sortKey]),
  ]
  const types = new Map(attributes.flatMap((key) => (key ? [[key.name, key.type] as const] : [])))
  const made = await server.request('CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: schema(partitionKey, sortKey),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
  })
  if (!('response' in made)) throw new Error(`dynalite cannot make ${name}: ${made.message}`)
  for (;;) {
    const described = await server.request('DescribeTable', { TableName: name })
    if (JSON.stringify(described).includes('"TableStatus":"ACTIVE"')) return
  }
}
