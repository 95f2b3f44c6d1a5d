import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { exercises } from '@/lib/curriculum/server'
import { whyScenarioIsNotOnAws } from '@/lib/exercises'
import { commonJs } from '@/lib/runners/aws/common-js'
import { fromReal, type RealPlace, toReal } from '@/lib/runners/aws/names'
import { boundaryArnBeside, serverRoleTemplate } from '@/lib/runners/aws/server-role'
import { templateFor } from '@/lib/runners/aws/template'

const all = exercises()
const scenarios = all.flatMap((exercise) =>
  exercise.scenarios
    .filter((scenario) => whyScenarioIsNotOnAws({ ...scenario, hidden: false }) === undefined)
    .map((scenario) => ({ id: `${exercise.id} ${scenario.id}`, scenario })),
)

const prefix = 'stepwise-abcdefghjk-1'
const place: RealPlace = {
  prefix,
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '444455556666',
  queueUrls: { packing: 'https://sqs.eu-west-1.amazonaws.com/444455556666/stepwise-abcdefghjk-1-packing' },
}

const resources = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  'arn:aws:states:::dynamodb:putItem',
  'arn:aws:states:::states:startExecution.sync:2',
]

describe('what an exercise needs, as a template', () => {
  test('there are exercises that can run on AWS', () => {
    expect(scenarios.length).toBeGreaterThan(5)
  })

  test.each(scenarios)('$id bears its prefix, its tags, and names nothing of the sandbox', ({ scenario }) => {
    const tags = { 'stepwise:run': 'abcdefghjk' }
    const made = templateFor({ account: scenario.account, resources, type: 'STANDARD', prefix, tags })
    if (!made) throw new Error('A role at least is made.')
    expect(JSON.stringify(made)).not.toContain('111122223333')
    for (const { Type, Properties } of Object.values(made.Resources)) {
      const named = Object.entries(Properties).filter(([name]) => /^(\w+Name|Name)$/.test(name))
      expect(named.length, Type).toBeGreaterThan(0)
      for (const [, name] of named) expect(String(name)).toContain(prefix)
      expect(Properties.Tags, Type).toEqual([{ Key: 'stepwise:run', Value: 'abcdefghjk' }])
    }
  })

  test('the role may do what the tasks do, on the exercise’s things, and nothing else', () => {
    const made = templateFor({
      account: {
        functions: { price: { source: 'export const handler = () => 1' } },
        queues: { packing: {} },
      },
      resources: [
        'arn:aws:lambda:us-east-1:111122223333:function:price',
        'arn:aws:states:::dynamodb:putItem',
      ],
      type: 'STANDARD',
      prefix,
      tags: {},
    })
    const arn = (rest: string) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:${rest}`,
    })
    expect(made?.Resources.StateMachineRole?.Properties.Policies).toEqual([
      {
        PolicyName: 'exercise',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['lambda:InvokeFunction'],
              Resource: [arn(`function:${prefix}-price`), arn(`function:${prefix}-price:*`)],
            },
          ],
        },
      },
    ])
  })

  test('a role that is there already is used as it is, and a boundary is put on every role made', () => {
    const request = { account: {}, resources: [], type: 'STANDARD' as const, prefix, tags: {} }
    expect(
      templateFor({ ...request, executionRoleArn: 'arn:aws:iam::444455556666:role/mine' }),
    ).toBeUndefined()
    const functions = { price: { source: 'export const handler = () => 1' } }
    const boundaryArn = boundaryArnBeside('arn:aws:iam::444455556666:role/stepwise-server')
    expect(boundaryArn).toBe('arn:aws:iam::444455556666:policy/stepwise-boundary')
    const made = templateFor({ ...request, account: { functions }, boundaryArn })
    const roles = Object.values(made?.Resources ?? {}).filter(({ Type }) => Type === 'AWS::IAM::Role')
    expect(roles.map(({ Properties }) => Properties.PermissionsBoundary)).toEqual([boundaryArn, boundaryArn])
  })
})

describe('handlers as CommonJS', () => {
  const functions = all.flatMap(({ id, scenarios: own }) =>
    own.flatMap(({ account }) =>
      Object.entries(account.functions ?? {}).map(([name, { source }]) => ({
        name: `${id} ${name}`,
        source,
      })),
    ),
  )

  test.each(functions)('$name exports its handler, line by line as it was', ({ source }) => {
    const made = commonJs(source)
    const exported: { handler?: unknown } = {}
    new Script(made).runInNewContext({ exports: exported, console, setTimeout, Buffer })
    expect(typeof exported.handler).toBe('function')
    expect(made.startsWith(source.replace(/^export /gm, '').trimEnd())).toBe(true)
  })

  test.each(["import fs from 'node:fs'", 'export default () => 1', 'export { a as handler }'])(
    '%s is refused',
    (source) => {
      expect(() => commonJs(source)).toThrow()
    },
  )
})

describe('names', () => {
  const account = {
    functions: { 'price-order': { source: '' } },
    queues: { packing: {} },
    tables: { orders: { partitionKey: { name: 'id', type: 'S' as const } } },
  }

  test.each([
    [
      'arn:aws:lambda:us-east-1:111122223333:function:price-order',
      `arn:aws:lambda:eu-west-1:444455556666:function:${prefix}-price-order`,
    ],
    ['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke'],
    ['https://sqs.us-east-1.amazonaws.com/111122223333/packing', place.queueUrls.packing],
    [
      'a text about arn:aws:sqs:us-east-1:111122223333:packing.',
      `a text about arn:aws:sqs:eu-west-1:444455556666:${prefix}-packing.`,
    ],
    ['price-order', 'price-order'],
  ])('%s becomes %s, and is told back', (sandbox, real) => {
    const made = toReal({ text: sandbox }, account, place)
    expect(made).toEqual({ text: real })
    expect(fromReal(made, place)).toEqual({ text: sandbox })
  })

  test('stand as names of things only in parameters that name one', () => {
    const parameters = {
      FunctionName: 'price-order',
      TableName: 'orders',
      Payload: { FunctionName: 'another', note: 'orders' },
    }
    const real = toReal({ Parameters: parameters }, account, place)
    expect(real).toEqual({
      Parameters: {
        FunctionName: `${prefix}-price-order`,
        TableName: `${prefix}-orders`,
        Payload: { FunctionName: 'another', note: 'orders' },
      },
    })
    expect(fromReal(real, place)).toEqual({ Parameters: parameters })
  })

  test('`__proto__` and `constructor` are names like any other', () => {
    const value = JSON.parse('{"__proto__": {"TableName": "constructor"}, "constructor": "toString"}')
    expect(JSON.stringify(toReal(value, account, place))).toBe(JSON.stringify(value))
  })
})

describe('the role of a shared server', () => {
  const template = serverRoleTemplate({ externalId: 'stepwise-x', serverAccountId: '777788889999' })
  const text = JSON.stringify(template)
  const statements: {
    Effect: string
    Action: string | string[]
    Resource: unknown
    Condition?: unknown
    Sid: string
  }[] = JSON.parse(text).Resources.Role.Properties.Policies[0].PolicyDocument.Statement

  test('trusts this server with the external id only', () => {
    expect(text).toContain('"Condition":{"StringEquals":{"sts:ExternalId":{"Ref":"ExternalId"}}}')
  })

  test('hands roles to Step Functions and Lambda only, and makes none without the boundary', () => {
    const about = (action: string) =>
      statements.filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action))
    expect(about('iam:PassRole').map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { 'iam:PassedToService': ['states.amazonaws.com', 'lambda.amazonaws.com'] } },
    ])
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy']) {
      expect(about(action).map(({ Condition }) => Condition)).toEqual([
        { StringEquals: { 'iam:PermissionsBoundary': { Ref: 'Boundary' } } },
      ])
    }
  })

  test('reaches nothing that has not our prefix, but for lists and log delivery', () => {
    const wide = statements.filter(
      ({ Effect, Resource }) =>
        Effect === 'Allow' && [Resource].flat().some((one) => !JSON.stringify(one).includes('stepwise-')),
    )
    expect(wide.map(({ Sid }) => Sid)).toEqual(['Lists', 'LogDelivery'])
    expect(text).not.toContain('"Action":"*"')
  })
})
