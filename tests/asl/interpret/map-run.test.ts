import { describe, expect, test } from 'vitest'
import { type HistoryEvent, parse, type StateMachine } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Driven, type DriveOptions, drive } from '../../support/drive'
import { brokenInvariants } from '../../support/history-invariants'
import { scripted } from '../cases/scripted-tasks'

/** A machine of one distributed Map. Its processor passes items on unless `states` says otherwise. */
function machine(map: JsonObject, states: JsonObject = { Item: { Type: 'Pass', End: true } }): StateMachine {
  const definition = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'L',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: Object.keys(states)[0] ?? '',
          States: states,
        },
        End: true,
        ...map,
      },
    },
  }
  const parsed = parse(JSON.stringify(definition))
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'))
  return parsed.machine
}

function run(
  map: JsonObject,
  input: JsonValue,
  more: Partial<DriveOptions> & { states?: JsonObject } = {},
): Driven {
  const { states, ...options } = more
  const driven = drive({ machine: machine(map, states), input, seed: 7, ...options })
  for (const history of [driven.history, ...driven.children.values()]) {
    expect(brokenInvariants(history)).toEqual([])
  }
  return driven
}

const types = (history: readonly HistoryEvent[] = []) => history.map(({ type }) => type)
const call = {
  Item: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f', End: true },
}
const output = ({ ended }: Driven) => (ended?.status === 'SUCCEEDED' ? ended.output : ended)
const reader = (config: JsonObject, key = 'items') => ({
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: config,
    Parameters: { Bucket: 'in', Key: key },
  },
})
const csv = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }

describe('a child', () => {
  test('has a history of its own, and the parent none of its events', () => {
    const { history, children } = run({}, ['a', 'b'])
    expect(types(history)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ])
    expect(children.size).toBe(2)
    for (const child of children.values()) {
      expect(child.map(({ id }) => id)).toEqual([1, 2, 3, 4])
      expect(types(child)).toEqual([
        'ExecutionStarted',
        'PassStateEntered',
        'PassStateExited',
        'ExecutionSucceeded',
      ])
    }
  })

  test('is an execution of the machine and the label, and sees itself in the context object', () => {
    const states = { Item: { Type: 'Pass', Parameters: { 'c.$': '$$' }, End: true } }
    const driven = run({}, ['a'], { states })
    const [arn = ''] = driven.children.keys()
    expect(arn).toMatch(/^arn:aws:states:us-east-1:111122223333:execution:StateMachine\/L:[0-9a-f-]{36}$/)
    expect(output(driven)).toEqual([
      {
        c: expect.objectContaining({
          Execution: expect.objectContaining({ Id: arn, Name: arn.split(':').at(-1), Input: 'a' }),
          StateMachine: {
            Id: 'arn:aws:states:us-east-1:111122223333:stateMachine:StateMachine/L',
            Name: 'StateMachine/L',
          },
        }),
      },
    ])
    const [mapRunArn] = driven.mapRuns.keys()
    expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:111122223333:mapRun:StateMachine\/L:[0-9a-f-]{36}$/)
  })

  test('of type Express has an ARN of that kind, and five minutes', () => {
    const map = {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Item',
        States: { Item: { Type: 'Wait', Seconds: 301, End: true } },
      },
    }
    const driven = run(map, [1])
    const [[arn = '', child] = []] = driven.children
    expect(arn).toContain(':express:StateMachine/L:')
    expect(types(child).at(-1)).toBe('ExecutionTimedOut')
    expect([...driven.mapRuns.values()][0]?.executionCounts).toMatchObject({ timedOut: 1, total: 1 })
  })

  test('does not see the variables outside', () => {
    const parsed = parse(
      JSON.stringify({
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Each' },
          Each: {
            Type: 'Map',
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'Item',
              States: { Item: { Type: 'Pass', Parameters: { 'x.$': '$outer' }, End: true } },
            },
            End: true,
          },
        },
      }),
    )
    if (!parsed.ok) return
    const { ended } = drive({ machine: parsed.machine, input: [1], seed: 1 })
    expect(ended).toMatchObject({ status: 'FAILED' })
  })

  test('may run a map of its own', () => {
    const inner = machine({ ItemsPath: '$' }).states.get('Each')
    expect(inner).toBeDefined()
    const states = {
      Inner: {
        Type: 'Map',
        Label: 'Inner',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Deep',
          States: { Deep: { Type: 'Wait', SecondsPath: '$', End: true } },
        },
        End: true,
      },
    }
    const driven = run({}, [[1, 2], [3]], { states })
    expect(output(driven)).toEqual([[1, 2], [3]])
    expect(driven.children.size).toBe(5)
    expect(driven.mapRuns.size).toBe(3)
  })
})

describe('concurrency', () => {
  test('children beyond MaxConcurrency wait', () => {
    const states = { Item: { Type: 'Wait', Seconds: 10, End: true } }
    const { children, ended } = run({ MaxConcurrency: 2 }, [1, 2, 3], { states })
    expect([...children.values()].map(([first]) => first?.timestamp)).toEqual([0, 0, 10_000])
    expect(ended?.stopDate).toBe(20_000)
  })

  test('the results are in the order of the items', () => {
    const states = { Item: { Type: 'Wait', SecondsPath: '$', End: true } }
    expect(output(run({}, [3, 1, 2], { states }))).toEqual([3, 1, 2])
  })
})

describe('an ItemReader', () => {
  const read = (config: JsonObject, text: string, map: JsonObject = {}) =>
    output(run({ ...reader(config), ...map }, {}, { objects: { in: { items: text } } }))

  test('reads CSV with quotes, other delimiters and line ends', () => {
    expect(read(csv, 'a,b\r\n"1,""x""\n",2\r\n\r\n3\r\n')).toEqual([
      { a: '1,"x"\n', b: '2' },
      { a: '3', b: '' },
    ])
    expect(read({ ...csv, CSVDelimiter: 'TAB' }, 'a\tb\n1,2\t3')).toEqual([{ a: '1,2', b: '3' }])
    expect(read(csv, 'constructor,__proto__\n1,2')).toEqual([
      Object.fromEntries([
        ['constructor', '1'],
        ['__proto__', '2'],
      ]),
    ])
  })

  test('reads JSON Lines, and JSON at a pointer', () => {
    expect(read({ InputType: 'JSONL' }, '{"a":1}\n\n[2]\n')).toEqual([{ a: 1 }, [2]])
    expect(read({ InputType: 'JSON', ItemsPointer: '/x~1y/1' }, '{"x/y":[0,["i"]]}')).toEqual(['i'])
  })

  test.each([
    ['no JSON', { InputType: 'JSON' }, '['],
    ['a bad line', { InputType: 'JSONL' }, '{}\n{'],
    ['no array', { InputType: 'JSON' }, '{"a":[]}'],
    ['nothing at the pointer', { InputType: 'JSON', ItemsPointer: '/b' }, '{"a":[]}'],
    ['doubled headers', csv, 'a,a\n1,2'],
  ])('fails on %s', (_, config, text) => {
    expect(read(config, text)).toMatchObject({ failure: { error: 'States.ItemReaderFailed' } })
  })

  test('fails when there is no such object, and that can be caught', () => {
    const map = {
      ...reader({ InputType: 'JSON' }, 'other'),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Each2' }],
    }
    const parsed = parse(
      JSON.stringify({
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'I',
              States: { I: { Type: 'Pass', End: true } },
            },
            End: true,
            ...map,
          },
          Each2: { Type: 'Succeed' },
        },
      }),
    )
    if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
    const { history, ended } = drive({ machine: parsed.machine, input: {}, seed: 1, objects: { in: {} } })
    expect(types(history).slice(3)).toEqual([
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'MapStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ])
    expect(ended).toMatchObject({ output: { Error: 'States.ItemReaderFailed' } })
  })

  test('lists objects, and loads them', () => {
    const list = (config: JsonObject) => ({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        ...(Object.keys(config).length > 0 && { ReaderConfig: config }),
        Parameters: { Bucket: 'in', Prefix: 'd/' },
      },
    })
    const objects = { in: { 'd/2': '3\n4', 'd/': '', 'd/1': '1\n2', e: '9' } }
    const listed = output(run(list({ MaxItems: 2 }), {}, { objects }))
    expect(listed).toMatchObject([
      { Key: 'd/', Size: 0 },
      { Key: 'd/1', Size: 3, StorageClass: 'STANDARD' },
    ])
    const flat = list({ InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN', MaxItems: 3 })
    expect(output(run(flat, {}, { objects }))).toEqual([1, 2, 3])
  })

  test('reads the files that a manifest names', () => {
    const inventory = {
      sourceBucket: 'in',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size',
      files: [{ key: 'data/1.csv' }],
    }
    const objects = {
      in: {
        'manifest.json': JSON.stringify(inventory),
        'data/1.csv': '"in","a b","3"\n"in","c","4"\n',
        'athena.csv': 's3://in/data/2\ns3://in/data/3\n',
        'data/2': '1',
        'data/3': '2\n3',
      },
    }
    const s3 = reader({ InputType: 'MANIFEST' }, 'manifest.json')
    expect(output(run(s3, {}, { objects }))).toEqual([
      { Bucket: 'in', Key: 'a b', Size: '3' },
      { Bucket: 'in', Key: 'c', Size: '4' },
    ])
    const athena = reader({ ManifestType: 'ATHENA_DATA', InputType: 'JSONL' }, 'athena.csv')
    expect(output(run(athena, {}, { objects }))).toEqual([1, 2, 3])
  })

  test('says of every item where it comes from', () => {
    const selector = { ItemSelector: { 'i.$': '$$.Map.Item' } }
    expect(read({ InputType: 'JSON' }, '["x"]', selector)).toEqual([
      { i: { Index: 0, Value: 'x', Source: 's3://in/items' } },
    ])
    expect(output(run(selector, { a: 1 }))).toEqual([
      { i: { Index: 0, Key: 'a', Value: 1, Source: 'STATE_DATA' } },
    ])
  })
})

describe('an ItemBatcher', () => {
  const inputs = (batcher: JsonObject, items: JsonValue) => output(run({ ItemBatcher: batcher }, items))

  test('fills batches by number', () => {
    expect(inputs({ MaxItemsPerBatch: 2, BatchInput: { n: 1 } }, [1, 2, 3])).toEqual([
      { BatchInput: { n: 1 }, Items: [1, 2] },
      { BatchInput: { n: 1 }, Items: [3] },
    ])
  })

  test('fills batches by the bytes of the whole input, at least one item in each', () => {
    // {"Items":["aaaa","b"]} has 22 bytes.
    expect(inputs({ MaxInputBytesPerBatch: 22 }, ['aaaa', 'b', 'ccccccccccccc', 'd'])).toEqual([
      { Items: ['aaaa', 'b'] },
      { Items: ['ccccccccccccc'] },
      { Items: ['d'] },
    ])
  })
})

describe('failures of children', () => {
  const tasks = (...answers: JsonValue[]) => ({ states: call, answer: scripted({ Item: answers }) })

  test('one ends the run, and the others with it', () => {
    const states = {
      Item: {
        Type: 'Choice',
        Choices: [{ Variable: '$', IsNull: true, Next: 'Bad' }],
        Default: 'Slow',
      },
      Bad: { Type: 'Fail', Error: 'Bad' },
      Slow: { Type: 'Wait', Seconds: 60, End: true },
    }
    const { history, children, mapRuns, ended } = run({ MaxConcurrency: 2 }, [1, null, 3], { states })
    expect(types(history).slice(4)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed'])
    expect(ended).toMatchObject({
      stopDate: 0,
      failure: {
        error: 'States.ExceedToleratedFailureThreshold',
        cause: 'The specified tolerated failure threshold was exceeded',
      },
    })
    expect([...children.values()].map((child) => types(child).slice(-2))).toEqual([
      ['WaitStateAborted', 'ExecutionAborted'],
      ['FailStateEntered', 'ExecutionFailed'],
    ])
    expect([...mapRuns.values()]).toMatchObject([
      { status: 'FAILED', itemCounts: { total: 3, failed: 1, aborted: 1, pending: 1, running: 0 } },
    ])
  })

  test.each([
    [{ ToleratedFailureCount: 1 }, 'SUCCEEDED'],
    [{ ToleratedFailureCount: 0 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 49.9 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 100, ToleratedFailureCount: 0 }, 'FAILED'],
  ])('with %j one of two: %s', (tolerance, status) => {
    const { ended } = run(tolerance, [1, 2], tasks('!Bad', 'ok'))
    expect(ended?.status).toBe(status)
  })

  test('a failed batch counts with all its items', () => {
    const batches = { ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount: 1 }
    const { ended, mapRuns } = run(batches, [1, 2, 3], tasks('!Bad', 'ok'))
    expect(ended?.status).toBe('FAILED')
    expect([...mapRuns.values()][0]).toMatchObject({
      itemCounts: { failed: 2, total: 3 },
      executionCounts: { failed: 1, total: 2 },
    })
  })

  test('a tolerated one stands in the result with all that is known of it', () => {
    const driven = run({ ToleratedFailureCount: 1, MaxConcurrency: 1 }, [1, 2], tasks('ok', '!Bad'))
    const [, second = ''] = driven.children.keys()
    expect(output(driven)).toEqual([
      'ok',
      expect.objectContaining({ ExecutionArn: second, Error: 'Bad', Input: '2', Status: 'FAILED' }),
    ])
  })

  test('a retry makes a new map run', () => {
    const retry = { Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 1 }] }
    const { history, mapRuns, ended } = run(retry, [1], tasks('!Bad', 'ok'))
    expect(ended?.status).toBe('SUCCEEDED')
    expect(mapRuns.size).toBe(2)
    expect(types(history).slice(2, 7)).toEqual([
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateStarted',
      'MapRunStarted',
    ])
  })

  test('an item that no ItemSelector can make fails the run', () => {
    const selector = { ItemSelector: { 'x.$': '$$.Map.Item.Value.x' }, MaxConcurrency: 1 }
    const { ended, history } = run(selector, [{ x: 1 }, {}])
    expect(ended?.status).toBe('FAILED')
    expect(types(history)).toContain('MapRunFailed')
  })
})

describe('a ResultWriter', () => {
  const writer = (more: JsonObject = {}) => ({
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'out', Prefix: 'jobs' },
      ...more,
    },
  })
  const written = ({ buckets }: Driven) =>
    new Map(
      [...(buckets.get('out')?.objects ?? [])].map(([key, { body }]) => [
        key.replace(/^jobs\/[0-9a-f-]{36}\//, ''),
        body,
      ]),
    )

  test('writes results by status, and a manifest', () => {
    const map = { ...writer(), ToleratedFailureCount: 1, MaxConcurrency: 1 }
    const driven = run(map, [1, 2], {
      states: call,
      answer: scripted({ Item: [{ a: 1 }, '!Bad'] }),
      objects: { out: {} },
    })
    const [mapRunArn = ''] = driven.mapRuns.keys()
    const folder = `jobs/${mapRunArn.split(':').at(-1)}`
    expect(output(driven)).toEqual({
      MapRunArn: mapRunArn,
      ResultWriterDetails: { Bucket: 'out', Key: `${folder}/manifest.json` },
    })
    const files = written(driven)
    expect([...files.keys()].sort()).toEqual(['FAILED_0.json', 'SUCCEEDED_0.json', 'manifest.json'])
    expect(JSON.parse(files.get('SUCCEEDED_0.json') ?? '')).toEqual([
      {
        ExecutionArn: [...driven.children.keys()][0],
        Input: '1',
        InputDetails: { Included: true },
        Name: [...driven.children.keys()][0]?.split(':').at(-1),
        Output: '{"a":1}',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: '1970-01-01T00:00:00.000Z',
        StateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:StateMachine/L',
        Status: 'SUCCEEDED',
        StopDate: '1970-01-01T00:00:00.000Z',
      },
    ])
    expect(JSON.parse(files.get('manifest.json') ?? '')).toEqual({
      DestinationBucket: 'out',
      MapRunArn: mapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.json`, Size: files.get('FAILED_0.json')?.length }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.json`, Size: files.get('SUCCEEDED_0.json')?.length }],
      },
    })
    expect(driven.mapRuns.get(mapRunArn)).toMatchObject({ itemCounts: { resultsWritten: 2 } })
  })

  test('of a run that failed names what was not started', () => {
    const driven = run({ ...writer(), MaxConcurrency: 1 }, ['a', 'b', 'c'], {
      states: call,
      answer: scripted({ Item: ['!Bad'] }),
      objects: { out: {} },
    })
    expect(driven.ended).toMatchObject({ failure: { error: 'States.ExceedToleratedFailureThreshold' } })
    expect(JSON.parse(written(driven).get('PENDING_0.json') ?? '')).toEqual([
      { Input: '"b"', InputDetails: { Included: true }, Status: 'PENDING' },
      { Input: '"c"', InputDetails: { Included: true }, Status: 'PENDING' },
    ])
  })

  test.each([
    ['COMPACT', 'JSON', '[[1,2],3]'],
    ['FLATTEN', 'JSON', '[1,2,3]'],
    ['FLATTEN', 'JSONL', '1\n2\n3'],
  ])('shapes the results: %s as %s', (Transformation, OutputType, text) => {
    const driven = run(writer({ WriterConfig: { Transformation, OutputType } }), [[1, 2], 3], {
      objects: { out: {} },
    })
    expect(written(driven).get(`SUCCEEDED_0.${OutputType.toLowerCase()}`)).toBe(text)
  })

  test('without a Resource shapes what the state puts out', () => {
    const shape = { ResultWriter: { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } } }
    expect(output(run(shape, [[1, 2], 3]))).toEqual([1, 2, 3])
  })

  test('that cannot write fails the run', () => {
    const { ended } = run(writer(), [1])
    expect(ended).toMatchObject({ failure: { error: 'States.ResultWriterFailed' } })
  })
})

test('nothing to do is done at once', () => {
  expect(output(run({}, []))).toEqual([])
})

test('stopping the execution stops its children', () => {
  const states = { Item: { Type: 'Wait', Seconds: 60, End: true } }
  const { history, children, mapRuns } = run({}, [1], {
    states,
    outside: [{ afterMs: 5000, signal: { type: 'Stopped', failure: { error: 'Enough' } } }],
  })
  expect(types(history).slice(4)).toEqual(['MapRunAborted', 'ExecutionAborted'])
  expect([...children.values()].map((child) => types(child).at(-1))).toEqual(['ExecutionAborted'])
  expect([...mapRuns.values()]).toMatchObject([{ status: 'ABORTED', stopDate: 5000 }])
})
