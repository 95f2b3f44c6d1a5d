import type { JsonObject } from '@/lib/json'
import { attributeOf, type Item, readItem, typeOf } from './attribute-value'
import {
  COLLECTION_METRICS,
  CONSUMED_CAPACITY,
  Constraints,
  ON_CONDITION_CHECK_FAILURE,
  RETURN_VALUES,
} from './constraints'
import {
  type Condition,
  holds,
  parseCondition,
  parseUpdate,
  pathsOfUpdate,
  References,
  readExpression,
  typeOfUpdateValue,
  type UpdateAction,
  updated,
} from './expressions'
import { checkKeyPaths } from './key-paths'
import { checkMembers, given, text } from './parameters'
import { invalid, refuse } from './refuse'
import { ITEM_BYTES_AT_MOST, sizeOf } from './size'
import { checkIndexKeys, checkItem, checkKey, indexMismatch, keyText, namesOf, type Table } from './table'

/** One change of one item, read and checked as far as that goes without its table. */
export interface Write {
  kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck'
  tableName: string
  /** The item to put, or the key of the item to change. */
  subject: Item
  condition: Condition | undefined
  actions: readonly UpdateAction[]
  /** Whether a failed condition shows the item that failed it. */
  showsFailed: boolean
}

const SUBJECT = { Put: 'Item', Update: 'Key', Delete: 'Key', ConditionCheck: 'Key' } as const

const EXPECTED = { Expected: 'ConditionExpression', ConditionalOperator: 'ConditionExpression' }
const LEGACY = {
  Put: EXPECTED,
  Update: { AttributeUpdates: 'UpdateExpression', ...EXPECTED },
  Delete: EXPECTED,
  ConditionCheck: {},
}

/** Reads a request to put, update or delete, or the part of a transaction that does. @throws Refused, NotSimulated */
export function readWrite(kind: Write['kind'], parameters: JsonObject): Write {
  const subject = SUBJECT[kind]
  const constraints = new Constraints(parameters)
  if (kind !== 'Update') constraints.oneOf('ReturnValues', RETURN_VALUES)
  constraints.oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
  if (kind === 'Update') constraints.oneOf('ReturnValues', RETURN_VALUES)
  constraints
    .oneOf('ReturnItemCollectionMetrics', COLLECTION_METRICS)
    .oneOf('ReturnValuesOnConditionCheckFailure', ON_CONDITION_CHECK_FAILURE)
    .tableName()
    .required(subject)
    .check()
  checkMembers(parameters, {
    expressions: kind === 'Update' ? ['UpdateExpression', 'ConditionExpression'] : ['ConditionExpression'],
    others: [
      'TableName',
      subject,
      'ReturnValues',
      'ReturnConsumedCapacity',
      'ReturnItemCollectionMetrics',
      'ReturnValuesOnConditionCheckFailure',
    ],
    legacy: LEGACY[kind],
  })
  const item = readItem(given(parameters, subject) ?? {})
  const returned = text(parameters, 'ReturnValues') ?? 'NONE'
  if (kind !== 'Update' && returned !== 'NONE' && returned !== 'ALL_OLD') {
    invalid('ReturnValues can only be ALL_OLD or NONE')
  }
  if (kind === 'Put' && sizeOf(item) > ITEM_BYTES_AT_MOST) {
    invalid('Item size has exceeded the maximum allowed size')
  }
  const references = new References(
    given(parameters, 'ExpressionAttributeNames'),
    given(parameters, 'ExpressionAttributeValues'),
  )
  const actions =
    kind === 'Update' ? readExpression(parameters, 'UpdateExpression', parseUpdate, references) : undefined
  const condition = readExpression(parameters, 'ConditionExpression', parseCondition, references)
  references.checkUse()
  return {
    kind,
    tableName: text(parameters, 'TableName') ?? '',
    subject: item,
    condition,
    actions: actions ?? [],
    showsFailed: text(parameters, 'ReturnValuesOnConditionCheckFailure') === 'ALL_OLD',
  }
}

/** Checks a write against its table's keys. What the changed item is kept under. @throws Refused */
export function checkWrite(table: Table, { kind, subject, actions }: Write): string {
  if (kind === 'Put') checkItem(table, subject)
  else checkKey(table.keys, subject)
  if (kind === 'Update') checkActions(table, actions)
  return keyText(table.keys, subject)
}

function checkActions(table: Table, actions: readonly UpdateAction[]): void {
  for (const name of namesOf(table.keys)) {
    if (actions.some(({ path }) => path[0] === name)) {
      invalid(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      )
    }
  }
  for (const { keys, name } of table.indexes) {
    for (const key of keys) {
      const action = actions.find(({ path }) => path.length === 1 && path[0] === key?.name)
      const type = action && typeOfAction(action)
      if (key && type && type !== key.type) invalid(indexMismatch(key, type, name))
    }
  }
  checkKeyPaths(table, pathsOfUpdate(actions))
}

function typeOfAction(action: UpdateAction): ReturnType<typeof typeOf> | undefined {
  if (action.kind === 'Remove') return undefined
  return action.kind === 'Set' ? typeOfUpdateValue(action.to, typeOf) : typeOf(action.value)
}

/** The item after the write; nothing after a deletion. @throws Refused when the condition or the update fails */
export function outcomeOf(table: Table, write: Write, before: Item | undefined): Item | undefined {
  const { kind, subject, condition, actions, showsFailed } = write
  if (condition && !holds(condition, before ?? {})) {
    refuse(
      'ConditionalCheckFailedException',
      'The conditional request failed',
      showsFailed && before ? { Item: before } : undefined,
    )
  }
  switch (kind) {
    case 'Put':
      return subject
    case 'Delete':
      return undefined
    case 'ConditionCheck':
      return before
    case 'Update': {
      const after = updated(before ?? subject, actions)
      if (sizeOf(after) > ITEM_BYTES_AT_MOST) {
        invalid('Item size to update has exceeded the maximum allowed size')
      }
      for (const index of table.indexes) checkUpdatedIndexKeys(index, after, before)
      return after
    }
  }
}

function checkUpdatedIndexKeys(index: Table['indexes'][number], after: Item, before: Item | undefined): void {
  const isTouched = index.keys.some(
    (key) => key && attributeOf(after, key.name) !== (before && attributeOf(before, key.name)),
  )
  if (isTouched) checkIndexKeys(index, after)
}
