import { describe, expect, test } from 'vitest'
import { choiceOperators, optimizedIntegrations, parse } from '@/lib/asl'
import { intrinsicNames } from '@/lib/asl/query/intrinsics/intrinsic'
import { library } from '@/lib/asl/query/jsonata/library'
import { errorNames } from '@/lib/language/facts/error-names'
import { intrinsics } from '@/lib/language/facts/intrinsics'
import { jsonataFunctions } from '@/lib/language/facts/jsonata-functions'
import { operatorFact } from '@/lib/language/facts/operators'
import { optimizedParameters } from '@/lib/language/facts/optimized-parameters'

describe('the tables of the editor tell what the interpreter does', () => {
  test('every intrinsic function', () => {
    expect([...intrinsics.keys()].sort()).toEqual([...intrinsicNames].sort())
  })

  test('every function of JSONata, and no `$eval`', async () => {
    const known = [...(await library())].flatMap(([name, made]) => (made ? [`$${name}`] : []))
    expect([...jsonataFunctions.keys()].sort()).toEqual(known.sort())
  })

  test('every operator of a choice rule', () => {
    expect(choiceOperators.filter((name) => !/^\S.*\S\.$/.test(operatorFact(name)?.help ?? ''))).toEqual([])
  })

  test('the parameters of every optimized integration', () => {
    const actions = [...optimizedIntegrations].flatMap(([service, of]) =>
      [...of.keys()].map((action) => `${service}:${action}`),
    )
    expect(actions.filter((action) => !optimizedParameters.has(action))).toEqual([])
  })

  test('no error is listed that the validator has never heard of', () => {
    const retry = [...errorNames.keys()]
      .filter((name) => name !== 'States.ALL')
      .map((name) => ({ ErrorEquals: [name] }))
    const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f', End: true }
    const parsed = parse(JSON.stringify({ StartAt: 'T', States: { T: { ...task, Retry: retry } } }))
    expect(parsed.ok && parsed.warnings).toEqual([])
  })

  test.each([...intrinsics.values()])('the example of $name is one', ({ example = '' }) => {
    const state = { Type: 'Pass', Parameters: { 'a.$': example }, End: true }
    const parsed = parse(JSON.stringify({ StartAt: 'P', States: { P: state } }))
    expect(parsed).toMatchObject({ ok: true, warnings: [] })
  })
})
