import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type DynamoDbAction, newTable } from '@/lib/services/dynamodb'
import { requestDynamoDb } from '@/lib/services/dynamodb/request'

interface Case {
  /** A key of `sources`: who says that AWS says so. */
  source: string
  action: DynamoDbAction
  request: JsonObject
  /** `ValidationException` unless given. */
  code?: string
  message: string
  details?: JsonObject
}

const { sources, cases }: { sources: Record<string, string>; cases: Case[] } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'refusals.json'), 'utf8'),
)

const tables = () =>
  new Map(
    [
      newTable('t', {
        partitionKey: { name: 'pk', type: 'S' },
        items: [{ pk: { S: 'one' }, txt: { S: 'x' } }, { pk: { S: 'two' } }],
      }),
      newTable('sorted', {
        partitionKey: { name: 'pk', type: 'S' },
        sortKey: { name: 'sk', type: 'S' },
        indexes: { byText: { partitionKey: { name: 'txt', type: 'S' }, projection: 'KEYS_ONLY' } },
      }),
    ].map((table) => [table.name, table]),
  )

describe('what DynamoDB refuses, word by word', () => {
  test.each(cases)('$action: $message', ({ source, action, request, code, message, details }) => {
    expect(Object.keys(sources)).toContain(source)
    const before = tables()
    const after = tables()
    const error = { code: code ?? 'ValidationException', message, status: 400, ...(details && { details }) }
    expect(requestDynamoDb(after, action, request, 0)).toEqual({ ok: false, error })
    expect(after).toEqual(before)
  })
})

describe('limits of expressions', () => {
  const filtered = (FilterExpression: string, values?: Record<string, JsonValue>) =>
    requestDynamoDb(
      tables(),
      'scan',
      { TableName: 't', FilterExpression, ...(values && { ExpressionAttributeValues: values }) },
      0,
    )

  test('4 KB', () => {
    const expression = `a = :v${' '.repeat(4090)}`
    expect(filtered(expression.slice(0, 4096), { ':v': { S: 'x' } }).ok).toBe(true)
    expect(filtered(`${expression} `, { ':v': { S: 'x' } })).toMatchObject({
      error: { message: expect.stringContaining('Expression size has exceeded the maximum allowed size') },
    })
  })

  test('300 operators and functions (aws-sdk-js issue 3721: "operator count: 301")', () => {
    const joined = (count: number) => Array.from({ length: count }, () => 'a = :v').join(' OR ')
    expect(filtered(joined(150), { ':v': { S: 'x' } }).ok).toBe(true)
    expect(filtered(joined(151), { ':v': { S: 'x' } })).toMatchObject({
      error: {
        message: 'Invalid FilterExpression: The expression contains too many operators; operator count: 301',
      },
    })
  })

  test.each([
    ['parentheses', '('.repeat(4096)],
    ['closed parentheses', `${'('.repeat(2000)}a = :v${')'.repeat(2000)}`],
    ['negations', `${'NOT '.repeat(1000)}a = :v`],
    ['functions', `${'size('.repeat(800)}`],
    ['nested groups', `${'(NOT '.repeat(600)}a = :v${')'.repeat(600)}`],
    ['a long path', `a${'.b'.repeat(2000)} = :v`],
    ['a huge index', 'a[99999999999999999999] = :v'],
    ['other signs', '💥 \u0000 ~ ` \\'],
  ])('%s are refused, and soon', (_, expression) => {
    const reply = filtered(expression, { ':v': { S: 'x' } })
    expect(reply).toMatchObject({ ok: false, error: { code: 'ValidationException' } })
  })

  test('101 candidates of IN', () => {
    const names = Array.from({ length: 101 }, (_, index) => `:v${index}`)
    const values = Object.fromEntries(names.map((name) => [name, { S: name }]))
    expect(filtered(`a IN (${names.join()})`, values)).toMatchObject({
      error: {
        message:
          'Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101',
      },
    })
  })
})

test('predecessors of expressions are named, and what does the same today', () => {
  const key = { TableName: 't', Key: { pk: { S: 'one' } } }
  expect(requestDynamoDb(tables(), 'updateItem', { ...key, AttributeUpdates: {} }, 0)).toEqual({
    ok: false,
    notSimulated: 'the legacy parameter AttributeUpdates (use UpdateExpression instead)',
  })
})
