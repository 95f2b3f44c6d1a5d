import * as z from 'zod/mini'

/** The simulated account as it stands in `exercise.json`: data, and names of files beside it. */

export const patterned = (pattern: RegExp, what: string) =>
  z.string().check(z.regex(pattern, `has to be ${what}.`), z.describe(what))

const seconds = z.number().check(z.nonnegative(), z.maximum(31_536_000))
const count = z.int().check(z.minimum(1), z.maximum(10_000))
const name = patterned(/^[\w.-]{1,80}$/, 'a name of letters, digits, dots, hyphens and underscores')
const errorName = patterned(/^[A-Za-z][\w.]*$/, 'an error name such as S3.NoSuchKeyException')
const texts = z.record(z.string(), z.string())

/** The `Resource` without `arn:aws:states:::` and without the pattern. */
const called = patterned(
  /^(aws-sdk:)?[a-z][a-z0-9-]*:[a-z][A-Za-z0-9]*$/,
  'a service and an action without a pattern, such as sqs:sendMessage or aws-sdk:s3:getObject',
)

const handlerFile = patterned(/^functions\/[a-z0-9-]+\.mjs$/, 'a file of the folder functions, *.mjs')

const functionFile = z.strictObject({
  file: handlerFile,
  timeoutSeconds: z.exactOptional(z.int().check(z.minimum(1), z.maximum(900))),
  memoryMiB: z.exactOptional(z.int().check(z.minimum(128), z.maximum(10_240))),
  durationMs: z.exactOptional(z.int().check(z.minimum(0))),
  coldStartMs: z.exactOptional(z.int().check(z.minimum(0))),
  versions: z.exactOptional(z.record(z.string(), z.strictObject({ file: handlerFile }))),
  aliases: z.exactOptional(texts),
})

const attribute = z.strictObject({ name: z.string(), type: z.enum(['S', 'N', 'B']) })

const indexFile = z.strictObject({
  partitionKey: z.exactOptional(attribute),
  sortKey: z.exactOptional(attribute),
  projection: z.exactOptional(z.union([z.enum(['ALL', 'KEYS_ONLY']), z.array(z.string())])),
})

const tableFile = z.strictObject({
  partitionKey: attribute,
  sortKey: z.exactOptional(attribute),
  indexes: z.exactOptional(z.record(z.string(), indexFile)),
  timeToLive: z.exactOptional(z.string()),
  items: z.exactOptional(z.array(z.record(z.string(), z.json()))),
})

const workFile = z.strictObject({
  where: z.exactOptional(z.json()),
  takesSeconds: z.exactOptional(seconds),
  heartbeatEverySeconds: z.exactOptional(z.number().check(z.positive())),
  does: z.exactOptional(z.enum(['Succeed', 'Fail', 'Vanish'])),
  output: z.exactOptional(z.json()),
  error: z.exactOptional(z.string()),
  cause: z.exactOptional(z.string()),
  function: z.exactOptional(name),
})

const activityFile = z.strictObject({
  workers: z.exactOptional(
    z.record(
      z.string(),
      z.strictObject({
        asksAfterSeconds: z.exactOptional(seconds),
        works: z.array(workFile).check(z.minLength(1)),
      }),
    ),
  ),
})

const machineFile = z.strictObject({
  file: patterned(/^machines\/[a-z0-9-]+\.asl\.json$/, 'a file of the folder machines, *.asl.json'),
  type: z.exactOptional(z.enum(['STANDARD', 'EXPRESS'])),
})

const callbackFile = z.strictObject({
  on: called,
  where: z.exactOptional(z.json()),
  acts: z
    .array(
      z.strictObject({
        afterSeconds: seconds,
        send: z.exactOptional(z.enum(['Success', 'Failure', 'Heartbeat'])),
        output: z.exactOptional(z.json()),
        error: z.exactOptional(z.string()),
        cause: z.exactOptional(z.string()),
        function: z.exactOptional(name),
        token: z.exactOptional(z.string()),
      }),
    )
    .check(z.minLength(1)),
})

const jobFile = z.strictObject({
  on: called,
  where: z.exactOptional(z.json()),
  seconds: z.exactOptional(seconds),
  fails: z.exactOptional(
    z.strictObject({
      status: z.exactOptional(z.string()),
      reason: z.exactOptional(z.string()),
      error: z.exactOptional(errorName),
      cause: z.exactOptional(z.string()),
    }),
  ),
  refuses: z.exactOptional(z.strictObject({ error: errorName, cause: z.exactOptional(z.string()) })),
  details: z.exactOptional(z.record(z.string(), z.json())),
})

const answerFile = z.strictObject({
  on: called,
  where: z.exactOptional(z.json()),
  replies: z
    .array(
      z.strictObject({
        output: z.exactOptional(z.json()),
        error: z.exactOptional(errorName),
        cause: z.exactOptional(z.string()),
        seconds: z.exactOptional(seconds),
      }),
    )
    .check(z.minLength(1)),
})

const connectionFile = z.strictObject({
  auth: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('API_KEY'), name: z.string(), value: z.string() }),
    z.strictObject({ type: z.literal('BASIC'), username: z.string(), password: z.string() }),
    z.strictObject({
      type: z.literal('OAUTH_CLIENT_CREDENTIALS'),
      clientId: z.string(),
      clientSecret: z.string(),
      authorizationEndpoint: z.exactOptional(z.string()),
      method: z.exactOptional(z.enum(['GET', 'POST', 'PUT'])),
      tokenParameters: z.exactOptional(
        z.strictObject({
          headers: z.exactOptional(texts),
          query: z.exactOptional(texts),
          body: z.exactOptional(texts),
        }),
      ),
      accessToken: z.exactOptional(z.string()),
    }),
  ]),
  headers: z.exactOptional(texts),
  query: z.exactOptional(texts),
  body: z.exactOptional(texts),
  state: z.exactOptional(z.enum(['AUTHORIZED', 'AUTHORIZING', 'DEAUTHORIZED'])),
})

const httpWants = z.strictObject({
  headers: z.exactOptional(texts),
  query: z.exactOptional(z.record(z.string(), z.json())),
  body: z.exactOptional(z.json()),
})

const endpointFile = z.strictObject({
  method: z.exactOptional(z.enum(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])),
  url: patterned(
    /^https:\/\/[^\s?]+$/,
    'an https address without a query; a * at its end stands for any rest',
  ),
  requires: z.exactOptional(httpWants),
  where: z.exactOptional(httpWants),
  replies: z.exactOptional(
    z
      .array(
        z.strictObject({
          status: z.exactOptional(z.int().check(z.minimum(100), z.maximum(599))),
          headers: z.exactOptional(texts),
          body: z.exactOptional(z.json()),
          seconds: z.exactOptional(seconds),
        }),
      )
      .check(z.minLength(1)),
  ),
  function: z.exactOptional(name),
})

const faultFile = z.strictObject({
  on: z.string().check(z.minLength(3)),
  where: z.exactOptional(z.json()),
  fault: z.enum(['Throttle', 'ServerError', 'NeverAnswers', 'Slow', 'Duplicate', 'Poison']),
  calls: z.exactOptional(z.array(count).check(z.minLength(1))),
  percent: z.exactOptional(z.int().check(z.minimum(1), z.maximum(100))),
  seconds: z.exactOptional(seconds),
  error: z.exactOptional(errorName),
  cause: z.exactOptional(z.string()),
})

const queueFile = z.strictObject({
  fifo: z.exactOptional(z.boolean()),
  contentBasedDeduplication: z.exactOptional(z.boolean()),
  visibilityTimeoutSeconds: z.exactOptional(z.int().check(z.minimum(0), z.maximum(43_200))),
  delaySeconds: z.exactOptional(z.int().check(z.minimum(0), z.maximum(900))),
  deadLetter: z.exactOptional(
    z.strictObject({ queue: name, maxReceiveCount: z.int().check(z.minimum(1), z.maximum(1000)) }),
  ),
  trigger: z.exactOptional(
    z.strictObject({
      function: name,
      batchSize: z.exactOptional(z.int().check(z.minimum(1), z.maximum(10_000))),
      reportBatchItemFailures: z.exactOptional(z.boolean()),
    }),
  ),
})

const json = z.record(z.string(), z.json())

const topicFile = z.strictObject({
  fifo: z.exactOptional(z.boolean()),
  subscriptions: z.exactOptional(
    z.array(
      z.strictObject({
        queue: z.exactOptional(name),
        function: z.exactOptional(name),
        filter: z.exactOptional(json),
        filterScope: z.exactOptional(z.enum(['MessageAttributes', 'MessageBody'])),
        raw: z.exactOptional(z.boolean()),
      }),
    ),
  ),
})

const ruleFile = z.strictObject({
  pattern: json,
  disabled: z.exactOptional(z.boolean()),
  targets: z
    .array(
      z.strictObject({
        queue: z.exactOptional(name),
        function: z.exactOptional(name),
        topic: z.exactOptional(name),
        machine: z.exactOptional(name),
        groupId: z.exactOptional(z.string()),
        input: z.exactOptional(z.json()),
        inputPath: z.exactOptional(z.string()),
        inputTransformer: z.exactOptional(z.strictObject({ paths: texts, template: z.string() })),
      }),
    )
    .check(z.minLength(1), z.maxLength(5)),
})

const busFile = z.strictObject({ rules: z.exactOptional(z.record(name, ruleFile)) })

/** Policies in IAM's own JSON. */
const roleFile = z.strictObject({
  policies: z.array(json),
  boundary: z.exactOptional(json),
  trust: z.exactOptional(json),
})

const things = {
  functions: z.exactOptional(z.record(z.string(), functionFile)),
  tables: z.exactOptional(z.record(z.string(), tableFile)),
  queues: z.exactOptional(z.record(z.string(), queueFile)),
  topics: z.exactOptional(z.record(name, topicFile)),
  buses: z.exactOptional(z.record(name, busFile)),
  buckets: z.exactOptional(z.record(z.string(), z.strictObject({ objects: z.exactOptional(texts) }))),
  activities: z.exactOptional(z.record(name, activityFile)),
  machines: z.exactOptional(z.record(name, machineFile)),
  callbacks: z.exactOptional(z.array(callbackFile)),
  jobs: z.exactOptional(z.array(jobFile)),
  answers: z.exactOptional(z.array(answerFile)),
  connections: z.exactOptional(z.record(name, connectionFile)),
  endpoints: z.exactOptional(z.array(endpointFile)),
  faults: z.exactOptional(z.array(faultFile)),
  roles: z.exactOptional(z.record(name, roleFile)),
}

const otherAccountFile = z.strictObject({
  accountId: z.exactOptional(patterned(/^\d{12}$/, 'an account id of twelve digits')),
  ...things,
})

export const accountFile = z.strictObject({
  ...things,
  role: z.exactOptional(roleFile),
  otherAccount: z.exactOptional(otherAccountFile),
})

export type AccountFile = z.infer<typeof accountFile>
