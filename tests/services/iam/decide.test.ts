import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/json'
import { contextOf } from '@/lib/services/iam/context'
import { decide } from '@/lib/services/iam/decide'
import { readPolicy } from '@/lib/services/iam/policy-document'
import { fits, patternOf } from '@/lib/services/wildcard'
import { type DecisionRow, decisions, defaults, pages } from './decisions'

function policyOf(statements: readonly JsonObject[], version = '2012-10-17') {
  const read = readPolicy({
    ...(version !== '' && { Version: version }),
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      ...(statement.NotAction === undefined && { Action: '*' }),
      ...(statement.NotResource === undefined && { Resource: '*' }),
      ...statement,
    })),
  })
  if (!read.ok) throw new Error(read.problem)
  return read.policy
}

function decided({ statements, boundary, version, action, resource, context }: DecisionRow) {
  const identity = {
    policies: [policyOf(statements, version)],
    ...(boundary && { boundary: policyOf(boundary) }),
  }
  return decide(identity, {
    action: action ?? defaults.action,
    resource: resource ?? defaults.resource,
    context: contextOf({
      'aws:PrincipalAccount': '111122223333',
      'aws:RequestedRegion': 'us-east-1',
      ...context,
    }),
  }).effect
}

describe('IAM decides', () => {
  test('about enough cases, each with its page', () => {
    expect(decisions.length).toBeGreaterThanOrEqual(80)
  })

  test.each(decisions.map((row) => [row.what, row.is, row] as const))('%s: %s', (_, is, row) => {
    expect(decided(row), pages[row.source]).toBe(is)
  })

  test('a Deny ends every request that it fits, whatever else is attached', () => {
    const extra = fc.array(
      fc.record({
        Action: fc.constantFrom('*', 'lambda:*', 'sqs:*'),
        Resource: fc.constantFrom('*', 'arn:*'),
      }),
    )
    fc.assert(
      fc.property(extra, extra, (before, after) => {
        const statements = [...before, { Effect: 'Deny' }, ...after]
        expect(decided({ what: '', source: 'logic', is: 'ExplicitDeny', statements })).toBe('ExplicitDeny')
      }),
    )
  })

  test.each([
    ['no object', [], 'A policy is a JSON object.'],
    ['no statement', { Version: '2012-10-17' }, 'A policy needs at least one Statement, an object.'],
    ['another version', { Version: '2020-01-01', Statement: [] }, 'Version is "2012-10-17" or "2008-10-17".'],
    [
      'no effect',
      { Statement: { Effect: 'allow', Action: '*', Resource: '*' } },
      'Effect is "Allow" or "Deny".',
    ],
    [
      'both Action and NotAction',
      { Statement: { Effect: 'Allow', Action: '*', NotAction: '*', Resource: '*' } },
      'A Statement has either Action or NotAction.',
    ],
    [
      'an operator that IAM does not have',
      {
        Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringContains: { a: 'b' } } },
      },
      '"StringContains" is no condition operator.',
    ],
    [
      'an operator called like a member of every object',
      { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { constructor: { a: 'b' } } } },
      '"constructor" is no condition operator.',
    ],
    [
      'NotPrincipal',
      { Statement: { Effect: 'Allow', Action: '*', Resource: '*', NotPrincipal: '*' } },
      'The policy element "NotPrincipal" is not known here.',
    ],
  ] as [string, JsonObject, string][])('a policy with %s is refused', (_, document, problem) => {
    expect(readPolicy(document)).toEqual({ ok: false, problem })
  })
})

describe('a text with wildcards', () => {
  const part = fc.constantFrom('a', 'b', ':', '/', '.', '*', '?', '(', '\\')

  test('fits as the same regular expression would', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(part, { maxLength: 10 }), (units, given) => {
        const source = units
          .map((unit) =>
            unit === '*' ? '[^]*' : unit === '?' ? '[^]' : `\\u{${unit.charCodeAt(0).toString(16)}}`,
          )
          .join('')
        const text = given.join('')
        expect(fits(patternOf(units.join('')), text)).toBe(new RegExp(`^${source}$`, 'u').test(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('ends also where a regular expression would not', () => {
    expect(fits(patternOf('*a'.repeat(200)), `${'a'.repeat(20_000)}b`)).toBe(false)
  })
})
