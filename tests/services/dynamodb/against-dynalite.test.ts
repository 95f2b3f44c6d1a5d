import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { newTable, type Table } from '@/lib/services/dynamodb'
import { requestDynamoDb } from '@/lib/services/dynamodb/request'
import { type Answered, createTable, type Dynalite, startDynalite } from './dynalite-server'
import { RandomRequests, tables as setups } from './random-requests'

/** Requests altogether: a share of them in `npm test`, all in `npm run test:long`. */
const REQUESTS = Number(process.env.DYNALITE_REQUESTS) || (process.env.STEPWISE_LONG ? 10_000 : 1_500)
const SEED = Number(process.env.DYNALITE_SEED) || 4

/** Where we differ and why; the patterns are looked for in the JSON texts. */
interface KnownDifference {
  id: string
  reason: string
  request?: string
  ours?: string
  dynalite?: string
}

const known: readonly KnownDifference[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'differences-from-dynalite.json'), 'utf8'),
)

test(`${REQUESTS} random requests get the answers that dynalite gives`, { timeout: 600_000 }, async () => {
  const dynalite = await startDynalite()
  const tables = new Map(Object.entries(setups).map(([name, setup]) => [name, newTable(name, setup)]))
  try {
    for (const [name, setup] of Object.entries(setups)) await createTable(dynalite, name, setup)
    const requests = new RandomRequests(SEED)
    const uses = new Map<string, number>()
    const unexplained: unknown[] = []
    let refusals = 0
    for (let count = 0; count < REQUESTS && unexplained.length < 10; count++) {
      const { action, parameters } = requests.next()
      const reply = requestDynamoDb(tables, action, parameters, 0)
      const ours = normal(
        'notSimulated' in reply
          ? { code: '', message: reply.notSimulated }
          : reply.ok
            ? { response: reply.response }
            : reply.error,
      )
      const operation = `${action.charAt(0).toUpperCase()}${action.slice(1)}`
      const theirs = normal(await dynalite.request(operation, parameters))
      if ('code' in ours) refusals++
      if (isSame(ours, theirs)) continue
      const difference = explanation(parameters, ours, theirs)
      if (difference) uses.set(difference, (uses.get(difference) ?? 0) + 1)
      else unexplained.push({ count, action, parameters, ours, theirs })
      for (const table of tables.values()) await align(dynalite, table)
    }
    if (process.env.DYNALITE_REPORT) console.log({ refusals, differences: Object.fromEntries(uses) })
    expect(unexplained).toEqual([])
    expect(refusals / REQUESTS).toBeLessThan(0.5)
    const explained = [...uses.values()].reduce((sum, count) => sum + count, 0)
    expect(explained / REQUESTS).toBeLessThan(0.06)
    for (const table of tables.values()) expect(await itemsIn(dynalite, table)).toEqual(new Map(table.items))
  } finally {
    await dynalite.close()
  }
})

function explanation(parameters: JsonObject, ours: Answered, theirs: Answered): string | undefined {
  const fits = (pattern: string | undefined, value: unknown) =>
    pattern === undefined || new RegExp(pattern).test(JSON.stringify(value))
  return known.find(
    (each) => fits(each.request, parameters) && fits(each.ours, ours) && fits(each.dynalite, theirs),
  )?.id
}

function isSame(ours: Answered, theirs: Answered): boolean {
  return JSON.stringify(ours) === JSON.stringify(theirs)
}

/** Members in one order; sets too, which have none. Of syntax errors only that they are some. */
function normal(answered: Answered): Answered {
  if ('response' in answered) return { response: sorted(answered.response) }
  const { code, message } = answered
  return { code, message: message.replace(/(Syntax error;) .*$/s, '$1') }
}

function sorted(value: JsonValue, name = ''): JsonValue {
  if (isJsonArray(value)) {
    const members = value.map((member) => sorted(member))
    if (!['SS', 'NS', 'BS', 'Responses'].includes(name)) return members
    return members.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((each) => [each, sorted(value[each] ?? null, name === 'Responses' ? 'Responses' : each)]),
  )
}

/** After a difference dynalite gets our items, so that one difference does not bring others. */
async function align(dynalite: Dynalite, table: Table): Promise<void> {
  const theirs = await itemsIn(dynalite, table)
  for (const [key, item] of table.items) {
    if (JSON.stringify(sorted(theirs.get(key) ?? null)) !== JSON.stringify(sorted(item))) {
      await dynalite.request('PutItem', { TableName: table.name, Item: item })
    }
  }
  for (const [key, item] of theirs) {
    if (table.items.has(key)) continue
    const names = table.keys.flatMap((each) => each?.name ?? [])
    const Key = Object.fromEntries(names.map((name) => [name, (item as JsonObject)[name] ?? null]))
    await dynalite.request('DeleteItem', { TableName: table.name, Key })
  }
}

async function itemsIn(dynalite: Dynalite, table: Table): Promise<Map<string, JsonValue>> {
  const scanned = await dynalite.request('Scan', { TableName: table.name })
  const { Items = [] } = ('response' in scanned ? scanned.response : {}) as { Items?: JsonObject[] }
  const names = table.keys.flatMap((each) => each?.name ?? [])
  const keyOf = (item: JsonObject) =>
    JSON.stringify(names.map((name) => Object.values((item[name] ?? {}) as JsonObject)[0] ?? null))
  return new Map(Items.map((item) => [keyOf(item), item]))
}
