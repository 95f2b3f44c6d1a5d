import type { Instant } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import type { Item } from '../attribute-value'
import { consumed, writeUnits } from '../capacity'
import { COLLECTION_METRICS, CONSUMED_CAPACITY, Constraints } from '../constraints'
import { findTable } from '../find-table'
import { checkMembers, given, list, object, text } from '../parameters'
import { invalid, Refused, refuse } from '../refuse'
import { sizeOf } from '../size'
import { checkKeyValues, keyText, type Table, type Tables } from '../table'
import { checkWrite, outcomeOf, readWrite, type Write } from '../write'
import { replace } from './write-items'

const ACTIONS_AT_MOST = 100
const BYTES_AT_MOST = 4 * 1_048_576
const KINDS = ['ConditionCheck', 'Put', 'Delete', 'Update'] as const

/** For so long a token stands for its request. */
const TOKEN_MS = 600_000

interface Action {
  table: Table
  write: Write
}

type Outcome =
  | { ok: true; key: string; before: Item | undefined; after: Item | undefined }
  | { ok: false; reason: JsonObject }

/** All or nothing. A failure tells, action by action, what stood in the way. */
export function transactWriteItems(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  const actions = readActions(tables, parameters, at)
  const isRepeated = rememberToken(actions, parameters, at)
  const outcomes = isRepeated ? [] : actions.map(carriedOut)
  if (outcomes.some(({ ok }) => !ok)) cancel(outcomes)
  const units = new Map<string, number>()
  outcomes.forEach((outcome, index) => {
    const action = actions[index]
    if (!outcome.ok || !action) return
    const { table, write } = action
    if (write.kind !== 'ConditionCheck') replace(table, outcome.key, outcome.after)
    const cost = 2 * writeUnits(outcome.before, outcome.after)
    units.set(table.name, (units.get(table.name) ?? 0) + cost)
  })
  const ConsumedCapacity = [...units].flatMap(([table, cost]) => consumed(parameters, table, cost) ?? [])
  return ConsumedCapacity.length > 0 ? { ConsumedCapacity } : {}
}

function readActions(tables: Tables, parameters: JsonObject, at: Instant): readonly Action[] {
  new Constraints(parameters)
    .oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
    .oneOf('ReturnItemCollectionMetrics', COLLECTION_METRICS)
    .required('TransactItems')
    .check()
  checkMembers(parameters, {
    expressions: [],
    others: ['TransactItems', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics', 'ClientRequestToken'],
    legacy: {},
  })
  const items = list(given(parameters, 'TransactItems') ?? [])
  checkLength(items, ACTIONS_AT_MOST)
  const writes = items.map(readAction)
  const actions = writes.map((write) => ({ table: findTable(tables, write.tableName, at), write }))
  for (const { table, write } of actions) checkKeyValues(table.keys, write.subject)
  const targets = actions.map(({ table, write }) => `${table.name} ${keyText(table.keys, write.subject)}`)
  if (new Set(targets).size < targets.length) {
    invalid('Transaction request cannot include multiple operations on one item')
  }
  if (writes.reduce((sum, { subject }) => sum + sizeOf(subject), 0) > BYTES_AT_MOST) {
    invalid('Collective size of items in transaction exceeds 4 MB')
  }
  return actions
}

/** @throws Refused */
export function checkLength(items: readonly JsonValue[], most: number): void {
  const constraint =
    items.length < 1
      ? 'greater than or equal to 1'
      : items.length > most
        ? `less than or equal to ${most}`
        : ''
  if (constraint === '') return
  invalid(
    `1 validation error detected: Value '${JSON.stringify(items)}' at 'transactItems' failed to satisfy constraint: Member must have length ${constraint}`,
  )
}

function readAction(value: JsonValue): Write {
  const action = object(value)
  const [kind, another] = KINDS.filter((each) => given(action, each) !== undefined)
  if (!kind || another) {
    return invalid('TransactItems can only contain one of Check, Put, Update or Delete')
  }
  const parameters = object(given(action, kind) ?? {})
  if (kind === 'ConditionCheck') new Constraints(parameters).required('ConditionExpression').check()
  if (kind === 'Update') new Constraints(parameters).required('UpdateExpression').check()
  return readWrite(kind, parameters)
}

function carriedOut({ table, write }: Action): Outcome {
  try {
    const key = checkWrite(table, write)
    const before = table.items.get(key)
    return { ok: true, key, before, after: outcomeOf(table, write, before) }
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    const { code, message, details } = thrown.error
    const Code = code === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError'
    return { ok: false, reason: { Code, ...details, Message: message } }
  }
}

function cancel(outcomes: readonly Outcome[]): never {
  const reasons = outcomes.map((outcome): JsonObject => (outcome.ok ? { Code: 'None' } : outcome.reason))
  return refuse(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  )
}

/**
 * Whether the request was made before, with the same token. It is remembered at the first action's table, where
 * the same request looks again.
 */
function rememberToken(actions: readonly Action[], parameters: JsonObject, at: Instant): boolean {
  const token = text(parameters, 'ClientRequestToken')
  const { transactions } = actions[0]?.table ?? {}
  if (token === undefined || !transactions) return false
  const request = JSON.stringify(parameters)
  const earlier = transactions.get(token)
  if (!earlier || earlier.at + TOKEN_MS < at) {
    transactions.set(token, { request, at })
    return false
  }
  if (earlier.request === request) return true
  return refuse(
    'IdempotentParameterMismatchException',
    'Provided client request token ClientRequestToken is already in use for another request with different parameters',
  )
}
