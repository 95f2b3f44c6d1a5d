import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { distributed, driven, machineOfStates, output, reader, run, types } from './run'

const csv = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }

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
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
    }
    const machine = machineOfStates({ Each: distributed(map), Caught: { Type: 'Succeed' } })
    const { history, ended } = driven({ machine, input: {}, objects: { in: {} } })
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
