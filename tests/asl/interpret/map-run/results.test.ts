import { describe, expect, test } from 'vitest'
import { scripted } from '../../cases/scripted-tasks'
import { call, output, run, writer, written } from './run'

describe('a ResultWriter', () => {
  test('writes results by status, and a manifest', () => {
    const map = { ...writer(), ToleratedFailureCount: 1, MaxConcurrency: 1 }
    const made = run(map, [1, 2], {
      states: call,
      answer: scripted({ Item: [{ a: 1 }, '!Bad'] }),
      objects: { out: {} },
    })
    const [mapRunArn = ''] = made.mapRuns.keys()
    const folder = `jobs/${mapRunArn.split(':').at(-1)}`
    expect(output(made)).toEqual({
      MapRunArn: mapRunArn,
      ResultWriterDetails: { Bucket: 'out', Key: `${folder}/manifest.json` },
    })
    const files = written(made)
    expect([...files.keys()].sort()).toEqual(['FAILED_0.json', 'SUCCEEDED_0.json', 'manifest.json'])
    expect(JSON.parse(files.get('SUCCEEDED_0.json') ?? '')).toEqual([
      {
        ExecutionArn: [...made.children.keys()][0],
        Input: '1',
        InputDetails: { Included: true },
        Name: [...made.children.keys()][0]?.split(':').at(-1),
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
    expect(made.mapRuns.get(mapRunArn)).toMatchObject({ itemCounts: { resultsWritten: 2 } })
  })

  test('of a run that failed names what was not started', () => {
    const made = run({ ...writer(), MaxConcurrency: 1 }, ['a', 'b', 'c'], {
      states: call,
      answer: scripted({ Item: ['!Bad'] }),
      objects: { out: {} },
    })
    expect(made.ended).toMatchObject({ failure: { error: 'States.ExceedToleratedFailureThreshold' } })
    expect(JSON.parse(written(made).get('PENDING_0.json') ?? '')).toEqual([
      { Input: '"b"', InputDetails: { Included: true }, Status: 'PENDING' },
      { Input: '"c"', InputDetails: { Included: true }, Status: 'PENDING' },
    ])
  })

  test.each([
    ['COMPACT', 'JSON', '[[1,2],3]'],
    ['FLATTEN', 'JSON', '[1,2,3]'],
    ['FLATTEN', 'JSONL', '1\n2\n3'],
  ])('shapes the results: %s as %s', (Transformation, OutputType, text) => {
    const made = run(writer({ WriterConfig: { Transformation, OutputType } }), [[1, 2], 3], {
      objects: { out: {} },
    })
    expect(written(made).get(`SUCCEEDED_0.${OutputType.toLowerCase()}`)).toBe(text)
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
