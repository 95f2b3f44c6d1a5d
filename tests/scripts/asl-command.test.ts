import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asl } from '../../scripts/asl/asl'

const root = path.resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-asl-'))
const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 86400, End: true },
  },
}
const WAITING = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'https://queue.example', 'MessageBody.$': '$$.Task.Token' },
      End: true,
    },
  },
}

/** Written into a folder of their own, which is where the commands run. */
const FILES: Readonly<Record<string, string>> = {
  'order.json': JSON.stringify(ORDER),
  'waiting.json': JSON.stringify(WAITING),
  'jsonata.json': JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Sum',
    States: { Sum: { Type: 'Pass', Output: '{% $sum($states.input.prices) %}', End: true } },
  }),
  'started.json':
    '{"StartAt":"A","States":{"A":{"Type":"Pass","OutputPath":"$$.Execution.StartTime","End":true}}}',
  'wrong.json': '{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Pass", "Next": "B" } }\n}\n',
  'broken.json': '{ "StartAt": ',
  'hello.yaml': 'StartAt: Hello\nStates:\n  Hello: { Type: Pass, Result: { hello: world }, End: true }\n',
  'wrong.yml': 'StartAt: Hello\nStates:\n  Hello:\n    Type: Pass\n    Next: Wrld\n',
  'not-yaml.yaml': 'StartAt: [',
  'circle.yaml': '&a { StartAt: *a }\n',
  'prices.json': '{ "prices": [1, 2, 3] }',
  'by-state.json': JSON.stringify({ Charge: { 0: { Throw: { Error: 'Down' } }, '1-2': { Return: 'paid' } } }),
  'submitted.json': JSON.stringify({ Ask: { 0: { Submitted: { MessageId: 'm' } } } }),
  'local.json': JSON.stringify({
    StateMachines: {
      Order: {
        TestCases: { Happy: { Charge: 'Flaky' }, Sad: { Charge: 'Broken' }, Lost: { Charge: 'Gone' } },
      },
    },
    MockedResponses: {
      Flaky: { '0-1': { Throw: { Error: 'Down', Cause: 'busy' } }, 2: { Return: { Payload: 'paid' } } },
      Broken: { '0-2': { Throw: { Error: 'Down', Cause: 'busy' } } },
    },
  }),
  'latin.json': '',
}

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text)
  writeFileSync(path.join(folder, 'latin.json'), Buffer.from([0x22, 0xe9, 0x22]))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function called(args: readonly string[]) {
  let out = ''
  let err = ''
  const status = await asl([...args], {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    folder,
  })
  return { status, out, err }
}

interface Case {
  args: string[]
  status: number
  /** Contained in the JSON on standard output; nothing is there unless given. */
  out?: object
  /** Each stands on standard error; nothing does unless given. */
  err?: string[]
}

const CASES: Readonly<Record<string, Case>> = {
  'a mock file of Step Functions Local, with a test case': {
    args: ['run', 'order.json', '--mocks', 'local.json#Happy', '--start-at', '2026-01-01T00:00:00Z'],
    status: 0,
    out: {
      status: 'SUCCEEDED',
      output: { Payload: 'paid' },
      startDate: '2026-01-01T00:00:00.000Z',
      stopDate: '2026-01-02T00:00:03.000Z',
    },
  },
  'a failed execution': {
    args: ['run', 'order.json', '--mocks', 'local.json', '--test-case', 'Order#Sad'],
    status: 1,
    out: { status: 'FAILED', error: 'Down', cause: 'busy' },
  },
  'mocks by state': {
    args: ['run', 'order.json', '--mocks', 'by-state.json'],
    status: 0,
    out: { output: 'paid' },
  },
  'JSONata, and the input from a file': {
    args: ['run', 'jsonata.json', '--input', '@prices.json', '--type', 'EXPRESS'],
    status: 0,
    out: { output: 6 },
  },
  'an instant to start at': {
    args: ['run', 'started.json', '--start-at', '2026-01-01T00:00:00Z'],
    status: 0,
    out: { output: '2026-01-01T00:00:00.000Z' },
  },
  'a definition in YAML': { args: ['run', 'hello.yaml'], status: 0, out: { output: { hello: 'world' } } },
  'until an event': {
    args: ['run', 'order.json', '--mocks', 'by-state.json', '--until', '2'],
    status: 0,
    out: { status: 'RUNNING', events: [{ id: 1 }, { id: 2, type: 'TaskStateEntered' }] },
  },
  'until the first event of a type': {
    args: ['run', 'order.json', '--mocks', 'by-state.json', '--until', 'TaskScheduled'],
    status: 0,
    out: { status: 'RUNNING', events: [{ id: 1 }, { id: 2 }, { id: 3, type: 'TaskScheduled' }] },
  },
  'until a state is entered': {
    args: ['run', 'hello.yaml', '--until', 'Hello'],
    status: 0,
    out: { status: 'RUNNING', events: [{ id: 1 }, { id: 2, type: 'PassStateEntered' }] },
  },
  'until the end': {
    args: ['run', 'hello.yaml', '--until', 'ExecutionSucceeded'],
    status: 0,
    out: { status: 'SUCCEEDED', output: { hello: 'world' } },
  },
  'until an event that does not come': {
    args: ['run', 'hello.yaml', '--until', '999'],
    status: 0,
    out: { status: 'SUCCEEDED' },
  },
  'a callback that nobody sends': {
    args: ['run', 'waiting.json', '--mocks', 'submitted.json'],
    status: 1,
    out: { status: 'TIMED_OUT' },
  },
  'a task without a mock': {
    args: ['run', 'order.json'],
    status: 2,
    out: { status: 'RUNNING' },
    err: ['misuse: the task of the state "Charge"', '{"Charge":{"0":{"Return":{"some":"output"}}}}'],
  },
  'an invalid definition': {
    args: ['run', 'wrong.json'],
    status: 2,
    err: ['wrong.json:3:', 'error MISSING_TRANSITION_TARGET', '\n    3 |   "States"', '^^^'],
  },
  'a text that is no definition': { args: ['run', 'broken.json'], status: 2, err: ['broken.json:1:'] },
  'an invalid definition in YAML': {
    args: ['validate', 'wrong.yml'],
    status: 2,
    out: { result: 'FAIL', diagnostics: [{ location: '/States/Hello/Next' }, { code: 'MISSING_END_STATE' }] },
    err: ['wrong.yml:5:11: error', '    5 |     Next: Wrld\n      |           ^^^^'],
  },
  'a valid definition': {
    args: ['validate', 'order.json'],
    status: 0,
    out: { result: 'OK', diagnostics: [] },
  },
  'no YAML': { args: ['validate', 'not-yaml.yaml'], status: 2, err: ['misuse: not-yaml.yaml is not YAML'] },
  'YAML that goes in a circle': {
    args: ['validate', 'circle.yaml'],
    status: 2,
    err: ['misuse: circle.yaml cannot be written as JSON'],
  },
  'one state': {
    args: ['test-state', '--definition', '{"Type":"Pass","End":true}', '--input', '[1]'],
    status: 0,
    out: { status: 'SUCCEEDED', output: '[1]' },
  },
  'one state of a file, its task mocked': {
    args: [
      'test-state',
      ...['--definition', 'order.json', '--state-name', 'Charge', '--inspection-level', 'DEBUG'],
      ...['--mock', '{"errorOutput":{"error":"Down","cause":"busy"}}'],
    ],
    status: 0,
    out: { status: 'RETRIABLE', error: 'Down' },
  },
  'one state that fails': {
    args: ['test-state', '--definition', '{"Type":"Fail","Error":"No"}'],
    status: 1,
    out: { status: 'FAILED', error: 'No' },
  },
  'a refused request': {
    args: ['test-state', '--definition', '{"Type":"Pass"}', '--inspection-level', 'LOUD'],
    status: 2,
    out: { error: { code: 'ValidationException' } },
    err: ['refused: ValidationException'],
  },
  'no command': { args: ['frobnicate'], status: 2, err: ['misuse: there is no command "frobnicate"'] },
  'an unknown option': {
    args: ['run', 'order.json', '--loud'],
    status: 2,
    err: ["misuse: Unknown option '--loud'"],
  },
  'no file': { args: ['run'], status: 2, err: ['misuse: a file with the definition is missing'] },
  'two files': { args: ['run', 'order.json', 'wrong.json'], status: 2, err: ['misuse: one file is enough'] },
  'a file that is not there': {
    args: ['run', 'none.json'],
    status: 2,
    err: ['cannot read none.json: there is no such file'],
  },
  'a folder': { args: ['run', '.'], status: 2, err: ['cannot read .: it is a folder'] },
  'a file that is not UTF-8': { args: ['run', 'latin.json'], status: 2, err: ['it is not UTF-8'] },
  'an input that is not JSON': {
    args: ['run', 'order.json', '--input', '{'],
    status: 2,
    err: ['misuse: --input is not JSON'],
  },
  'a test case that is not there': {
    args: ['run', 'order.json', '--mocks', 'local.json#Hapy'],
    status: 2,
    err: ['The test case "Hapy" is not there', '"Order#Happy"'],
  },
  'a test case with a response that is not there': {
    args: ['run', 'order.json', '--mocks', 'local.json#Lost'],
    status: 2,
    err: ['names the response "Gone", which is not there'],
  },
  'a number that is none': {
    args: ['run', 'order.json', '--until', 'soon'],
    status: 2,
    err: ['--until: no event has the type "soon", and no state the name.'],
  },
}

describe('the command line', () => {
  test.each(Object.entries(CASES))('%s', async (_, { args, status, out, err }) => {
    const ended = await called(args)
    expect(ended).toMatchObject({ status })
    if (out) expect(JSON.parse(ended.out)).toMatchObject(out)
    else expect(ended.out).toBe('')
    for (const text of err ?? []) expect(ended.err).toContain(text)
    if (!err) expect(ended.err).toBe('')
  })

  test.each([[['--help']], [['run', '--help']], [['validate', '-h']], [['test-state', '--help']]])(
    '%j',
    async (args) => {
      const { status, out, err } = await called(args)
      expect({ status, err }).toEqual({ status: 0, err: '' })
      expect(out).toContain('npm run --silent asl --')
    },
  )
})

describe('as a program', () => {
  const { npm_lifecycle_event: _, ...env } = process.env
  const program = [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    ...['--tsconfig', path.join(root, 'tsconfig.json'), '--conditions=react-server'],
    path.join(root, 'scripts/asl/main.ts'),
  ]

  function run(args: readonly string[], input = '') {
    return new Promise<{ status: number; out: string; err: string }>((resolve) => {
      const words = [...program, ...args]
      const child = execFile(process.execPath, words, { cwd: folder, env }, (problem, out, err) =>
        resolve({ status: Number(problem?.code ?? 0), out, err }),
      )
      child.stdin?.end(input)
    })
  }

  test.concurrent('it reads standard input, and prints only JSON on standard output', async () => {
    const { status, out, err } = await run(['run', '-', '--history'], FILES['started.json'])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(JSON.parse(out).events.map(({ type }: { type: string }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ])
  })

  test.concurrent.each([
    [1, ['run', 'order.json', '--mocks', 'local.json#Sad']],
    [2, ['validate', 'wrong.json']],
    [2, ['run', 'none.json']],
  ])('its exit status is %d for %j', async (status, args) => {
    expect(await run(args)).toMatchObject({ status })
  })

  test.concurrent('a reader that has enough ends it without a word', async () => {
    const child = spawn(process.execPath, [...program, 'run', 'hello.yaml', '--history'], {
      cwd: folder,
      env,
    })
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', (part) => {
      err += part
    })
    const status = await new Promise((resolve) => child.on('exit', resolve))
    expect({ status, err }).toEqual({ status: 0, err: '' })
  })
})
