import { describe, expect, test } from 'vitest'
import type { HandlerOutcome, HandlerRequest } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import { ACCOUNT_ID, perform, viewOf } from '@/lib/services'
import { AT, account, call, integration, steady, worldAt } from './account'

const outcome = (value: object) => ({ source: JSON.stringify(value) })
const setup = {
  functions: {
    echo: { source: 'echo' },
    slow: { source: 'echo', durationMs: 2500, timeoutSeconds: 2 },
    late: { source: 'echo', durationMs: 2500 },
    declined: outcome({
      kind: 'Threw',
      errorType: 'Card.Declined',
      errorMessage: 'no',
      trace: ['Card.Declined: no'],
    }),
    stuck: { ...outcome({ kind: 'TimedOut', billedMs: 3000 }) },
    hungry: outcome({ kind: 'OutOfMemory' }),
    gone: outcome({ kind: 'Exited', errorType: 'Runtime.NodeJsExit', errorMessage: 'never settled' }),
  },
}

/** A Task whose `Resource` is the ARN of the function. */
async function callByArn(
  name: string,
  payload: JsonValue,
  more: { account?: string; qualifier?: string } = {},
) {
  const { account: owner = ACCOUNT_ID, qualifier } = more
  const resource = {
    kind: 'LambdaFunction' as const,
    functionName: name,
    region: 'us-east-1',
    account: owner,
    ...(qualifier !== undefined && { qualifier }),
  }
  return perform(account(setup), { resource, resourceArn: 'arn', payload }, worldAt(AT))
}

describe('a function by its ARN', () => {
  test.each([null, 'HelloWorld', 0.1, [], { a: 1 }] as JsonValue[])(
    'gets %j and answers just its payload',
    async (payload) => {
      expect(await callByArn('echo', payload)).toEqual({ kind: 'Succeeded', output: payload, durationMs: 20 })
    },
  )

  test('that throws fails the task with the error as JSON text (recorded shape)', async () => {
    expect(await callByArn('declined', {})).toEqual({
      kind: 'Failed',
      durationMs: 20,
      failure: {
        error: 'Card.Declined',
        cause: '{"errorType":"Card.Declined","errorMessage":"no","trace":["Card.Declined: no"]}',
      },
    })
  })

  test.each([
    ['stuck', 'Sandbox.Timedout', /^RequestId: [\w-]{36} Error: Task timed out after 3\.00 seconds$/, 3000],
    ['slow', 'Sandbox.Timedout', /^RequestId: [\w-]{36} Error: Task timed out after 2\.00 seconds$/, 2000],
    [
      'hungry',
      'Runtime.OutOfMemory',
      /^RequestId: [\w-]{36} Error: Runtime exited with error: signal: killed$/,
      20,
    ],
    ['gone', 'Runtime.NodeJsExit', /^never settled$/, 20],
  ])('%s fails with %s', async (name, error, message, durationMs) => {
    const answer = await callByArn(name, {})
    expect(answer).toMatchObject({ kind: 'Failed', failure: { error }, durationMs })
    const { errorType, errorMessage } = JSON.parse((answer.kind === 'Failed' && answer.failure.cause) || '{}')
    expect(errorType).toBe(error)
    expect(errorMessage).toMatch(message)
  })

  test('takes the time that its setup says, on top of what its code takes', async () => {
    expect(await callByArn('late', 1)).toMatchObject({ kind: 'Succeeded', durationMs: 2520 })
  })

  test.each([{ qualifier: '$LATEST' }, {}])('is found under $LATEST', async (more) => {
    expect(await callByArn('echo', 1, more)).toMatchObject({ kind: 'Succeeded' })
  })

  test.each([
    ['nothing', {}, 'Lambda.ResourceNotFoundException', 'function:nothing:$LATEST'],
    ['echo', { qualifier: 'live' }, 'Lambda.ResourceNotFoundException', 'function:echo:live'],
    ['__proto__', {}, 'Lambda.ResourceNotFoundException', 'function:__proto__:$LATEST'],
    [
      'echo',
      { account: '999999999999' },
      'Lambda.AWSLambdaException',
      'is not authorized to perform: lambda:InvokeFunction',
    ],
  ])('%s with %j is refused', async (name, more, error, words) => {
    const answer = await callByArn(name, 1, more)
    expect(answer).toMatchObject({
      kind: 'Failed',
      failure: { error, cause: expect.stringContaining(words) },
    })
  })
})

describe('lambda:invoke', () => {
  const invoke = (payload: JsonValue) => call(account(setup), 'lambda:invoke', payload)

  test('answers an envelope (recorded: services/test_lambda_task_service)', async () => {
    const headers = {
      'X-Amz-Executed-Version': '$LATEST',
      'x-amzn-Remapped-Content-Length': '0',
      Connection: 'keep-alive',
      'x-amzn-RequestId': '…',
      'Content-Length': '13',
      Date: '…',
      'X-Amzn-Trace-Id': '…',
      'Content-Type': 'application/json',
    }
    expect(steady(await invoke({ FunctionName: 'echo', Payload: '"HelloWorld!"' }))).toEqual({
      kind: 'Succeeded',
      durationMs: 20,
      output: {
        ExecutedVersion: '$LATEST',
        Payload: 'HelloWorld!',
        SdkHttpMetadata: {
          AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
          HttpHeaders: headers,
          HttpStatusCode: 200,
        },
        SdkResponseMetadata: { RequestId: '…' },
        StatusCode: 200,
      },
    })
  })

  const events: { payload?: JsonValue; event: JsonValue }[] = [
    { payload: { a: [1] }, event: { a: [1] } },
    { payload: null, event: null },
    { event: {} },
    { payload: 'true', event: true },
    { payload: '{}', event: {} },
    { payload: "\"'{'Hello':'World'}'\"", event: "'{'Hello':'World'}'" },
  ]
  test.each(events)('$payload reaches the function as $event', async ({ payload, event }) => {
    const answer = await invoke({ FunctionName: 'echo', ...(payload !== undefined && { Payload: payload }) })
    expect(answer).toMatchObject({ kind: 'Succeeded', output: { Payload: event } })
  })

  test.each([
    'echo',
    'echo:$LATEST',
    'arn:aws:lambda:us-east-1:111122223333:function:echo',
    '111122223333:function:echo',
    'function:echo',
  ])('finds %s', async (FunctionName) => {
    expect(await invoke({ FunctionName })).toMatchObject({ kind: 'Succeeded' })
  })

  test('a missing function (recorded: error_handling/test_task_service_lambda/test_no_such_function)', async () => {
    expect(steady(await invoke({ FunctionName: 'no_such', Payload: null }))).toEqual({
      kind: 'Failed',
      durationMs: 15,
      failure: {
        error: 'Lambda.ResourceNotFoundException',
        cause:
          'Function not found: arn:aws:lambda:us-east-1:111122223333:function:no_such:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: …; Proxy: null)',
      },
    })
  })

  const refused: { parameters: JsonValue; error: string }[] = [
    { parameters: {}, error: 'Lambda.AWSLambdaException' },
    { parameters: { FunctionName: 'a b' }, error: 'Lambda.AWSLambdaException' },
    {
      parameters: { FunctionName: 'echo', Payload: 'no JSON' },
      error: 'Lambda.InvalidRequestContentException',
    },
    { parameters: { FunctionName: 'echo', Qualifier: '7' }, error: 'Lambda.ResourceNotFoundException' },
  ]
  test.each(refused)('$parameters fails with $error', async ({ parameters, error }) => {
    expect(await invoke(parameters)).toMatchObject({ kind: 'Failed', failure: { error } })
  })
})

test('the view counts invocations and keeps the log, bounded', async () => {
  const owner = account(setup)
  for (let i = 0; i < 1200; i++) await call(owner, 'lambda:invoke', { FunctionName: 'echo', Payload: { i } })
  const view = viewOf(owner).functions.echo
  expect(view?.invocations).toBe(1200)
  expect(view?.logs.length).toBe(1000)
  expect(view?.logs[0]).toBe('called with {"i":0}')
})

test('the same seed makes up the same ids', async () => {
  const ask = (seed: number) => call(account(setup, seed), 'lambda:invoke', { FunctionName: 'echo' })
  expect(await ask(1)).toEqual(await ask(1))
  expect(await ask(1)).not.toEqual(await ask(2))
})

describe('settings of lambda:invoke', () => {
  const answers = (payload: string) => JSON.stringify({ kind: 'Returned', payload })
  const setup = {
    functions: {
      price: {
        source: answers('latest'),
        versions: { '1': { source: answers('one') } },
        aliases: { live: '1' },
        coldStartMs: 300,
      },
    },
  }
  const invoke = (more: object, owner = account(setup)) =>
    call(owner, 'lambda:invoke', { FunctionName: 'price', ...more })

  test.each([
    [{}, 'latest', '$LATEST'],
    [{ Qualifier: '1' }, 'one', '1'],
    [{ Qualifier: 'live' }, 'one', '1'],
    [{ FunctionName: 'price:live' }, 'one', '1'],
  ])('%j runs the version that it names', async (more, Payload, ExecutedVersion) => {
    expect(await invoke(more)).toMatchObject({ output: { Payload, ExecutedVersion } })
  })

  test('a version that does not exist is not found', async () => {
    expect(await invoke({ Qualifier: '2' })).toMatchObject({
      failure: { error: 'Lambda.ResourceNotFoundException' },
    })
  })

  test('the first invocation starts cold', async () => {
    const owner = account(setup)
    expect((await invoke({}, owner)).durationMs).toBe(320)
    expect((await invoke({}, owner)).durationMs).toBe(20)
  })

  test('LogType Tail brings the end of the log', async () => {
    const answer = await invoke({ LogType: 'Tail' })
    const log = answer.kind === 'Succeeded' ? (answer.output as { LogResult: string }).LogResult : ''
    expect(atob(log)).toMatch(/^START RequestId: \S+ Version: \$LATEST\ncalled with {}\nEND .*\nREPORT /)
  })

  test('LogType Tail tells of a cold start, which is billed', async () => {
    const owner = account(setup)
    const lines = []
    for (let number = 0; number < 2; number++) {
      const answer = await invoke({ LogType: 'Tail' }, owner)
      const log = answer.kind === 'Succeeded' ? (answer.output as { LogResult: string }).LogResult : ''
      lines.push(/\tDuration.*/.exec(atob(log))?.[0].split('\t').slice(1))
    }
    expect(lines).toEqual([
      ['Duration: 20.00 ms', 'Billed Duration: 320 ms', 'Memory Size: 128 MB', 'Init Duration: 300.00 ms'],
      ['Duration: 20.00 ms', 'Billed Duration: 20 ms', 'Memory Size: 128 MB'],
    ])
  })

  test('a function sees what ClientContext holds, and by which version and name it was invoked', async () => {
    const seen: unknown[] = []
    const world = {
      ...worldAt(AT),
      runHandler: ({ clientContext, functionArn, functionVersion }: HandlerRequest): HandlerOutcome => {
        seen.push([clientContext, functionArn.split(':').slice(6).join(':'), functionVersion])
        return { kind: 'Returned', payload: null, logs: [], billedMs: 1 }
      },
    }
    const resource = integration('lambda:invoke')
    const context = btoa('{"custom":{"tenant":"t1"}}')
    for (const more of [{ ClientContext: context }, { Qualifier: 'live' }]) {
      const payload = { FunctionName: 'price', ...more }
      await perform(
        account(setup),
        { resource, resourceArn: 'arn:aws:states:::lambda:invoke', payload },
        world,
      )
    }
    expect(seen).toEqual([
      [{ custom: { tenant: 't1' } }, 'price', '$LATEST'],
      [undefined, 'price:live', '1'],
    ])
  })

  test.each(['{"a":1}', btoa('7'), 'ä', 7])('ClientContext %j is refused', async (ClientContext) => {
    expect(await invoke({ ClientContext })).toMatchObject({
      failure: {
        error: 'Lambda.InvalidRequestContentException',
        cause: expect.stringMatching(
          /^Client context must be a valid Base64-encoded JSON object\. \(Service/,
        ),
      },
    })
  })

  test.each([
    ['Event', 202],
    ['DryRun', 204],
  ])('InvocationType %s answers %i before the function has run', async (InvocationType, StatusCode) => {
    const owner = account(setup)
    expect(await invoke({ InvocationType }, owner)).toMatchObject({ output: { Payload: '', StatusCode } })
    expect(viewOf(owner).functions.price?.invocations).toBe(0)
  })
})
