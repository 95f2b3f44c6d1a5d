import { describe, expect, test } from 'vitest'
import { accountProblems, exerciseFileSchema } from '@/lib/exercises/schemas'
import type { JsonObject, JsonValue } from '@/lib/json'

/** An exercise whose account holds one of everything, all of it fitting together. */
const sound = {
  kind: 'repair',
  title: 'Everything',
  summary: 'An account with one of everything.',
  minutes: 5,
  concepts: ['everything'],
  examTasks: { 'DVA-C02': ['1.1'], 'DVA-C03': ['1.1'] },
  account: {
    functions: {
      price: {
        file: 'functions/price.mjs',
        versions: { 1: { file: 'functions/price.mjs' } },
        aliases: { live: '1' },
      },
    },
    tables: { orders: { partitionKey: { name: 'id', type: 'S' }, items: [{ id: { S: 'o-1' } }] } },
    queues: {
      packing: { deadLetter: { queue: 'dead', maxReceiveCount: 3 }, trigger: { function: 'price' } },
      dead: {},
    },
    topics: {
      paid: {
        subscriptions: [
          { queue: 'packing', filter: { total: [{ numeric: ['>', 10] }] } },
          { function: 'price' },
        ],
      },
    },
    buses: {
      default: {
        rules: { all: { pattern: { source: ['shop'] }, targets: [{ machine: 'pack' }, { topic: 'paid' }] } },
      },
    },
    buckets: { lists: { objects: { 'a.json': '{}' } } },
    activities: { pack: { workers: { anna: { works: [{ function: 'price' }] } } } },
    machines: { pack: { file: 'machines/pack.asl.json' } },
    callbacks: [{ on: 'sqs:sendMessage', acts: [{ afterSeconds: 1, function: 'price' }] }],
    jobs: [{ on: 'glue:startJobRun', seconds: 60 }],
    answers: [{ on: 'aws-sdk:translate:translateText', replies: [{ output: {} }] }],
    connections: {
      shop: {
        auth: {
          type: 'OAUTH_CLIENT_CREDENTIALS',
          clientId: 'c',
          clientSecret: 's',
          authorizationEndpoint: 'https://login.example/token',
        },
      },
    },
    endpoints: [{ url: 'https://login.example/*', function: 'price' }],
    faults: [
      { on: 'dynamodb:putItem', fault: 'Throttle' },
      { on: 'arn:aws:lambda:us-east-1:111122223333:function:price', fault: 'Slow' },
    ],
    role: {
      policies: [
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: '*',
              Resource: [
                'arn:aws:lambda:us-east-1:111122223333:function:price:live',
                'arn:aws:dynamodb:us-east-1:111122223333:table/orders/index/*',
                'arn:aws:s3:::lists/*',
                'arn:aws:iam::444455556666:role/writer',
                'arn:aws:sqs:us-east-1:111122223333:pack*',
              ],
            },
          ],
        },
      ],
    },
    otherAccount: {
      queues: { inbox: {} },
      roles: {
        writer: {
          policies: [
            {
              Version: '2012-10-17',
              Statement: {
                Effect: 'Allow',
                Action: 'sqs:*',
                Resource: 'arn:aws:sqs:us-east-1:444455556666:inbox',
              },
            },
          ],
          trust: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:role/StateMachine-role' },
              Action: 'sts:AssumeRole',
              Condition: {
                StringEquals: {
                  'sts:ExternalId': 'arn:aws:states:us-east-1:111122223333:stateMachine:StateMachine',
                },
              },
            },
          },
        },
      },
    },
  },
  scenarios: [{ id: 'one', title: 'One order', input: {} }],
  checks: [
    {
      id: 'holds',
      title: 'The queue holds it',
      expect: { kind: 'QueueHolds', queue: 'inbox', messages: [], account: 'other' },
      teaching: 'It is what it is.',
      hints: ['one', 'two', 'three', 'four'],
    },
  ],
  mistakes: [
    { name: 'first', file: 'mistakes/a.asl.json', caughtBy: 'holds' },
    { name: 'second', file: 'mistakes/b.asl.json', caughtBy: 'holds' },
  ],
} satisfies JsonObject

type Path = (string | number)[]

/** The sound exercise with one member changed. */
function withChange(path: Path, value: JsonValue): JsonValue {
  const changed: JsonValue = structuredClone(sound)
  let at: JsonValue = changed
  for (const step of path.slice(0, -1)) at = (at as Record<string | number, JsonValue>)[step] ?? null
  ;(at as Record<string | number, JsonValue>)[path.at(-1) ?? ''] = value
  return changed
}

async function problems(file: JsonValue) {
  return accountProblems(exerciseFileSchema.parse(file))
}

test('nothing is wrong with an account that fits together', async () => {
  expect(await problems(sound)).toEqual([])
})

const policy = ['account', 'role', 'policies', 0]
const resource = [...policy, 'Statement', 0, 'Resource', 0]
const expectation = ['checks', 0, 'expect']

/** [member changed, to what, where it is reported unless there, what is said, the way out] */
const cases: [Path, JsonValue, Path | undefined, RegExp, RegExp][] = [
  [
    ['account', 'queues', 'packing', 'deadLetter', 'queue'],
    'ded',
    undefined,
    /no queue called "ded"/,
    /packing, dead/,
  ],
  [
    ['account', 'queues', 'packing', 'deadLetter', 'queue'],
    'packing',
    undefined,
    /its own dead-letter/,
    /another/,
  ],
  [
    ['account', 'queues', 'packing', 'fifo'],
    true,
    ['account', 'queues', 'packing', 'deadLetter', 'queue'],
    /FIFO queue has to be one/,
    /fifo of "dead"/,
  ],
  [
    ['account', 'queues', 'packing', 'trigger', 'function'],
    'prise',
    undefined,
    /no function called "prise"/,
    /Write one of: price\./,
  ],
  [
    ['account', 'topics', 'paid', 'subscriptions', 0, 'queue'],
    'pack',
    undefined,
    /no queue called "pack"/,
    /packing/,
  ],
  [
    ['account', 'topics', 'paid', 'subscriptions', 0],
    { queue: 'packing', function: 'price' },
    undefined,
    /exactly one of queue, function; this names queue and function/,
    /two/,
  ],
  [['account', 'topics', 'paid', 'subscriptions', 0], {}, undefined, /this names none/, /Add one of/],
  [
    ['account', 'topics', 'paid', 'subscriptions', 0, 'filter'],
    { total: [] },
    undefined,
    /no filter policy: The list of "total" is empty/,
    /SNS/,
  ],
  [
    ['account', 'buses', 'default', 'rules', 'all', 'pattern'],
    { source: 'shop' },
    undefined,
    /no event pattern/,
    /EventBridge/,
  ],
  [
    ['account', 'buses', 'default', 'rules', 'all', 'targets', 0, 'machine'],
    'unpack',
    undefined,
    /no state machine called "unpack"/,
    /pack/,
  ],
  [
    ['account', 'buses', 'default', 'rules', 'all', 'targets', 1, 'topic'],
    'paied',
    undefined,
    /no topic called "paied"/,
    /paid/,
  ],
  [
    ['account', 'activities', 'pack', 'workers', 'anna', 'works', 0, 'function'],
    'pack',
    undefined,
    /no function called "pack"/,
    /price/,
  ],
  [
    ['account', 'callbacks', 0, 'acts', 0, 'function'],
    'constructor',
    undefined,
    /no function called "constructor"/,
    /price/,
  ],
  [
    ['account', 'callbacks', 0, 'on'],
    'dynamodb:putItem',
    undefined,
    /No task token goes out with dynamodb:putItem/,
    /./,
  ],
  [
    ['account', 'callbacks', 0, 'on'],
    'aws-sdk:ssm:sendComand',
    undefined,
    /SDK of ssm has no action sendComand/,
    /sendCommand/,
  ],
  [
    ['account', 'jobs', 0, 'on'],
    'glue:startJobrun',
    undefined,
    /no job by glue:startJobrun/,
    /Did you mean glue:startJobRun/,
  ],
  [['account', 'jobs', 0, 'on'], 'sqs:sendMessage', undefined, /no job by sqs:sendMessage/, /./],
  [
    ['account', 'answers', 0, 'on'],
    'aws-sdk:translat:translateText',
    undefined,
    /no service translat/,
    /translate/,
  ],
  [
    ['account', 'answers', 0, 'on'],
    'dynamodb:query',
    undefined,
    /no optimized integration dynamodb:query/,
    /./,
  ],
  [
    ['account', 'faults', 0, 'on'],
    'dynamodb:puttItem',
    undefined,
    /no optimized integration/,
    /dynamodb:putItem/,
  ],
  [
    ['account', 'faults', 1, 'on'],
    'arn:aws:lambda:us-east-1:111122223333:function:pric',
    undefined,
    /no function called "pric"/,
    /price/,
  ],
  [
    ['account', 'faults', 1, 'on'],
    'arn:aws:sqs:us-east-1:111122223333:packing',
    undefined,
    /Only a function's ARN/,
    /./,
  ],
  [['account', 'endpoints', 0, 'function'], 'prices', undefined, /no function called "prices"/, /price/],
  [
    ['account', 'endpoints', 0, 'replies'],
    [{}],
    ['account', 'endpoints', 0],
    /by replies or by a function/,
    /Keep one/,
  ],
  [
    ['account', 'endpoints', 0, 'url'],
    'https://api.example/*',
    ['account', 'connections', 'shop', 'auth', 'authorizationEndpoint'],
    /No endpoint .* answers https:\/\/login/,
    /api\.example/,
  ],
  [
    ['account', 'connections', 'shop', 'auth'],
    { type: 'OAUTH_CLIENT_CREDENTIALS', clientId: 'c', clientSecret: 's' },
    undefined,
    /has no token/,
    /accessToken/,
  ],
  [
    ['account', 'functions', 'price', 'aliases', 'live'],
    '2',
    undefined,
    /version 2, which "price" does not have/,
    /1, \$LATEST/,
  ],
  [
    ['account', 'tables', 'orders', 'items', 0],
    { number: { S: 'o-1' } },
    ['account', 'tables', 'orders', 'items'],
    /orders cannot hold/,
    /keys/,
  ],
  [
    policy,
    { Statement: { Effect: 'Alow', Action: '*', Resource: '*' } },
    undefined,
    /not an identity policy: Effect is/,
    /IAM/,
  ],
  [
    resource,
    'arn:aws:lambda:us-east-1:111122223333:function:prise',
    undefined,
    /no function called "prise" in the account 111122223333/,
    /price/,
  ],
  [
    resource,
    'arn:aws:lambda:us-east-1:444455556666:function:price',
    undefined,
    /no function called "price" in the account 444455556666/,
    /none/,
  ],
  [
    resource,
    'arn:aws:lambda:us-east-1:999988887777:function:price',
    undefined,
    /account 999988887777 is none/,
    /111122223333, 444455556666/,
  ],
  [resource, 'arn:aws:iam::444455556666:role/reader', undefined, /no role called "reader"/, /writer/],
  [resource, 'arn:aws:s3:::list/*', undefined, /no bucket called "list"/, /lists/],
  [
    ['account', 'otherAccount', 'roles', 'writer', 'trust', 'Statement', 'Principal', 'AWS'],
    'arn:aws:iam::111122223333:role/Machine-role',
    undefined,
    /no role called "Machine-role"/,
    /StateMachine-role/,
  ],
  [
    ['account', 'otherAccount', 'roles', 'writer', 'trust'],
    { Statement: {} },
    undefined,
    /not a trust policy/,
    /IAM/,
  ],
  [
    expectation,
    { kind: 'QueueHolds', queue: 'inbox', messages: [] },
    [...expectation, 'queue'],
    /no queue called "inbox" in the account/,
    /packing, dead/,
  ],
  [
    expectation,
    { kind: 'TableHolds', table: 'order', items: [] },
    [...expectation, 'table'],
    /no table called "order"/,
    /orders/,
  ],
  [
    expectation,
    { kind: 'JobEnded', job: 'ecs:runTask', as: 'Failed' },
    [...expectation, 'job'],
    /No job .* ecs:runTask/,
    /glue:startJobRun/,
  ],
  [
    expectation,
    { kind: 'LogIncludes', function: 'prize', text: 'x' },
    [...expectation, 'function'],
    /no function called "prize"/,
    /price/,
  ],
  [
    expectation,
    { kind: 'EventsPut', bus: 'shop', events: [] },
    [...expectation, 'bus'],
    /no bus called "shop"/,
    /default/,
  ],
]

describe('what does not fit together', () => {
  test.each(cases)('%j to %j', async (path, value, at, says, hint) => {
    expect(await problems(withChange(path, value))).toEqual([
      { path: at ?? path, message: expect.stringMatching(says), hint: expect.stringMatching(hint) },
    ])
  })
})

describe('scenarios', () => {
  const scenario = (account: JsonObject) => ({ ...sound.scenarios[0], account })
  const acts = { callbacks: [{ on: 'sqs:sendMessage', acts: [{ afterSeconds: 1, function: 'late' }] }] }
  const late = { functions: { late: { file: 'functions/late.mjs' } } }

  test('may name what the exercise holds, and what they bring along', async () => {
    expect(await problems({ ...sound, scenarios: [scenario({ ...acts, ...late })] })).toEqual([])
  })

  test('are told of what neither holds', async () => {
    expect(await problems({ ...sound, scenarios: [scenario(acts)] })).toMatchObject([
      { path: ['scenarios', 0, 'account', 'callbacks', 0, 'acts', 0, 'function'] },
    ])
  })

  test('bring along what the exercise names, when all of them do', async () => {
    const account = { ...sound.account, ...acts }
    const both = [scenario(late), { ...scenario(late), id: 'two' }]
    expect(await problems({ ...sound, account, scenarios: both })).toEqual([])
    const [first, second] = both
    expect(
      await problems({ ...sound, account, scenarios: [first ?? {}, { ...second, account: {} }] }),
    ).toMatchObject([{ path: ['account', 'callbacks', 0, 'acts', 0, 'function'] }])
  })
})
