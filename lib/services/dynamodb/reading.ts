import type { JsonObject } from '@/lib/json'
import { attributeOf, type Item, readItem } from './attribute-value'
import { CONSUMED_CAPACITY, type Constraints } from './constraints'
import {
  type Condition,
  type Path,
  parseCondition,
  parseProjection,
  pathsOf,
  References,
  readExpression,
} from './expressions'
import { checkKeyPaths } from './key-paths'
import { given, text } from './parameters'
import { invalid, Refused } from './refuse'
import type { Source } from './source'
import { checkKeyValues, namesOf } from './table'

/** What queries and scans have in common: how they are asked, and how their start keys are checked. */

const SELECTS = ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES']

export const READING_MEMBERS = [
  'TableName',
  'IndexName',
  'Select',
  'Limit',
  'ExclusiveStartKey',
  'ConsistentRead',
  'ReturnConsumedCapacity',
]

export function constrainReading(constraints: Constraints): Constraints {
  return constraints
    .oneOf('Select', SELECTS)
    .oneOf('ReturnConsumedCapacity', CONSUMED_CAPACITY)
    .tableName()
    .atLeast('Limit', 1)
}

export interface ReadingExpressions {
  keyCondition: Condition | undefined
  filter: Condition | undefined
  projection: readonly Path[] | undefined
}

/** @throws Refused */
export function readExpressions(parameters: JsonObject): ReadingExpressions {
  const references = new References(
    given(parameters, 'ExpressionAttributeNames'),
    given(parameters, 'ExpressionAttributeValues'),
  )
  const expressions = {
    keyCondition: readExpression(parameters, 'KeyConditionExpression', parseCondition, references),
    filter: readExpression(parameters, 'FilterExpression', parseCondition, references),
    projection: readExpression(parameters, 'ProjectionExpression', parseProjection, references),
  }
  references.checkUse()
  return expressions
}

/** @throws Refused */
export function checkSelect(
  parameters: JsonObject,
  source: Source,
  projection: readonly Path[] | undefined,
): void {
  const { index } = source
  const select = text(parameters, 'Select')
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && !index) {
    invalid(
      'One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
    )
  }
  if (select === 'SPECIFIC_ATTRIBUTES' && !projection) {
    invalid(
      'One or more parameter values were invalid: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    )
  }
  if (projection && select !== undefined && select !== 'SPECIFIC_ATTRIBUTES') {
    const what = select === 'COUNT' ? 'only the Count' : select
    invalid(
      `One or more parameter values were invalid: Cannot specify the ProjectionExpression when choosing to get ${what}`,
    )
  }
  if (!index || index.isLocal || index.projection === 'ALL') return
  if (select === 'ALL_ATTRIBUTES') {
    invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    )
  }
  const there = new Set([...source.startKeyNames, ...index.projection])
  const missing = (projection ?? []).map(([name]) => name).filter((name) => !there.has(name))
  if (missing.length > 0) {
    invalid(
      `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${missing.join(', ')}]`,
    )
  }
}

/** @throws Refused */
export function checkReadPaths(source: Source, { filter, projection }: ReadingExpressions): void {
  checkKeyPaths(source.table, projection ?? [])
  checkKeyPaths(source.table, filter ? pathsOf(filter) : [])
}

const STARTING_KEY = 'The provided starting key is invalid'

/** What is wrong with a value, said with or without a beginning, as DynamoDB does; why it differs nobody knows. */
const plainComplaint = /contains duplicates|number set|numeric value|significant digits|number with magnitude/

/** @throws Refused */
export function readStartKey(parameters: JsonObject): Item | undefined {
  const key = given(parameters, 'ExclusiveStartKey')
  if (key === undefined) return undefined
  return complaining(
    (message) => (plainComplaint.test(message) ? message : `${STARTING_KEY}: ${message}`),
    () => readItem(key),
  )
}

/** Whether a start key has the members of the source's, of their types. @throws Refused */
export function checkStartKey(source: Source, key: Item, where: 'Query' | 'Scan'): void {
  const keys = [...source.table.keys, ...source.keys].flatMap((each) => each ?? [])
  const hasMembers =
    Object.keys(key).length === source.startKeyNames.length &&
    keys.every(({ name }) => Object.hasOwn(key, name))
  const hasTypes = keys.every(({ name, type }) => type in (attributeOf(key, name) ?? {}))
  const mismatch = 'The provided key element does not match the schema'
  const isScanOfTable = where === 'Scan' && !source.index
  if (!hasMembers) invalid(isScanOfTable ? `${STARTING_KEY}: ${mismatch}` : STARTING_KEY)
  if (!hasTypes) invalid(where === 'Scan' ? `${STARTING_KEY}: ${mismatch}` : mismatch)
  complaining(
    (message) => `${STARTING_KEY}: ${message}`,
    () => checkKeyValues(source.table.keys, key),
  )
}

function complaining<T>(words: (message: string) => string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.error.code === 'ValidationException') {
      return invalid(words(thrown.message))
    }
    throw thrown
  }
}

/** @throws Refused when a filter names a key of the source: that is what key conditions are for. */
export function checkFilterOfQuery(source: Source, filter: Condition | undefined): void {
  if (!filter) return
  const heads = new Set(pathsOf(filter).map(([name]) => name))
  const key = namesOf(source.keys).find((name) => heads.has(name))
  if (key === undefined) return
  invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`)
}
