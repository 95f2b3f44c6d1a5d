import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isJsonObject, type JsonObject } from '@/lib/json'
import { type Account, viewOf } from '@/lib/services'
import { account, call, steady } from './account'

const setup = { buckets: { photos: { objects: { 'a.txt': 'text data', 'dir/b.txt': 'B' } } } }
const ask = (owner: Account, action: string, parameters: JsonObject) =>
  call(owner, `aws-sdk:s3:${action}`, { Bucket: 'photos', ...parameters })
async function outputOf(owner: Account, action: string, parameters: JsonObject): Promise<JsonObject> {
  const answer = await ask(owner, action, parameters)
  if (answer.kind !== 'Succeeded' || !isJsonObject(answer.output)) throw new Error(JSON.stringify(answer))
  return answer.output
}
const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`

describe('an object', () => {
  test('is got as recorded', async () => {
    const object = await outputOf(account(setup), 'getObject', { Key: 'a.txt' })
    expect(object).toEqual({
      AcceptRanges: 'bytes',
      ContentLength: 9,
      ContentType: 'binary/octet-stream',
      ETag: '"332eec544317a6d340b8e77da7fe54ad"',
      LastModified: '2026-12-01T12:00:00Z',
      Metadata: {},
      ServerSideEncryption: 'AES256',
      Body: 'text data',
    })
    expect(Object.keys(object).at(-1)).toBe('Body')
  })

  test.each([
    ['text data', '"text data"', 'KUmHvQ==', '"2b5df3712557f503a9977a8ea893b2c9"'],
    [null, 'null', 'Jcv8Tw==', '"37a6259cc0c1dae299a7866489dff0bd"'],
    [['List', 'Data'], '["List","Data"]', '1F2MPA==', '"6b23860357f6e63a0272b7f1143a663a"'],
  ])('with the body %j is put as recorded: %s', async (Body, stored, ChecksumCRC32, ETag) => {
    const owner = account(setup)
    expect(await outputOf(owner, 'putObject', { Key: 'new', Body })).toEqual({
      ChecksumCRC32,
      ChecksumType: 'FULL_OBJECT',
      ETag,
      ServerSideEncryption: 'AES256',
    })
    expect(viewOf(owner).buckets?.photos?.objects.new).toBe(stored)
  })

  test.each([
    ['bytes=0-3', 'text', 'bytes 0-3/9'],
    ['bytes=5-', 'data', 'bytes 5-8/9'],
    ['bytes=-2', 'ta', 'bytes 7-8/9'],
    ['bytes=-20', 'text data', 'bytes 0-8/9'],
    ['bytes=4-99', ' data', 'bytes 4-8/9'],
  ])('is got in part by %s', async (Range, Body, ContentRange) => {
    const part = { Body, ContentRange, ContentLength: Body.length, ETag: md5('text data') }
    expect(await outputOf(account(setup), 'getObject', { Key: 'a.txt', Range })).toMatchObject(part)
  })

  test.each(['bytes=5-2', 'bytes=-', 'lines=1-2', 'bytes=a-b'])(
    'is got whole by %s, which is no range',
    async (Range) => {
      const object = await outputOf(account(setup), 'getObject', { Key: 'a.txt', Range })
      expect(object).toMatchObject({ Body: 'text data' })
      expect(object).not.toHaveProperty('ContentRange')
    },
  )

  test('keeps type and metadata, and tells of them without its body', async () => {
    const owner = account(setup)
    const described = { ContentType: 'application/json', Metadata: { owner: 'ana' } }
    await ask(owner, 'putObject', { Key: 'new', Body: { n: 1 }, ...described })
    const head = await outputOf(owner, 'headObject', { Key: 'new' })
    expect(head).toMatchObject({ ...described, ETag: md5('{"n":1}') })
    expect(head).not.toHaveProperty('Body')
  })

  test('is copied and deleted', async () => {
    const owner = account(setup)
    const copy = await outputOf(owner, 'copyObject', { Key: 'c d.txt', CopySource: 'photos/dir%2Fb.txt' })
    expect(copy).toMatchObject({ CopyObjectResult: { ETag: md5('B') } })
    expect(await outputOf(owner, 'deleteObject', { Key: 'a.txt' })).toEqual({})
    expect(await outputOf(owner, 'deleteObject', { Key: 'never there' })).toEqual({})
    await ask(owner, 'deleteObjects', { Delete: { Objects: [{ Key: 'dir/b.txt' }] } })
    expect(viewOf(owner).buckets?.photos?.objects).toEqual({ 'c d.txt': 'B' })
  })

  test.each([
    [
      'getObject',
      { Key: 'nope' },
      'S3.NoSuchKeyException',
      'The specified key does not exist. (Service: S3, Status Code: 404, Request ID: …, Extended',
    ],
    ['getObject', { Key: '__proto__' }, 'S3.NoSuchKeyException', 'The specified key'],
    ['headObject', { Key: 'nope' }, 'S3.NoSuchKeyException', 'Status Code: 404'],
    [
      'getObject',
      { Bucket: 'nope', Key: 'k' },
      'S3.NoSuchBucketException',
      'The specified bucket does not exist (Service: S3, Status Code: 404',
    ],
    ['copyObject', { Key: 'k', CopySource: 'photos/nope' }, 'S3.NoSuchKeyException', 'The specified key'],
    ['putObject', { Key: 'a.txt', Body: 'x', IfNoneMatch: '*' }, 'S3.S3Exception', 'Status Code: 412'],
    ['putObject', { Key: 'a.txt', Body: 'x', IfMatch: '"0"' }, 'S3.S3Exception', 'Status Code: 412'],
    ['listObjectsV2', { ContinuationToken: 'made up' }, 'S3.S3Exception', 'continuation token'],
    ['getObject', { Key: 'a.txt', Range: 'bytes=0-1,3-4' }, 'Stepwise.NotSimulated', 'range'],
    [
      'getObject',
      { Key: 'a.txt', Range: 'bytes=9-' },
      'S3.S3Exception',
      'The requested range is not satisfiable (Service: S3, Status Code: 416',
    ],
  ] as [string, JsonObject, string, string][])(
    'is refused by %s %j',
    async (action, parameters, error, cause) => {
      const answer = steady(await ask(account(setup), action, parameters))
      expect(answer).toMatchObject({
        kind: 'Failed',
        failure: { error, cause: expect.stringContaining(cause) },
      })
    },
  )
})

describe('a listing', () => {
  test('rolls up what goes on behind the delimiter', async () => {
    const owner = account(setup)
    expect(await outputOf(owner, 'listObjectsV2', { Delimiter: '/' })).toMatchObject({
      Contents: [{ Key: 'a.txt', Size: 9, ETag: md5('text data'), StorageClass: 'STANDARD' }],
      CommonPrefixes: [{ Prefix: 'dir/' }],
      KeyCount: 2,
      IsTruncated: false,
    })
    expect(await outputOf(owner, 'listObjectsV2', { Prefix: 'none' })).toEqual({
      IsTruncated: false,
      KeyCount: 0,
      MaxKeys: 1000,
      Name: 'photos',
      Prefix: 'none',
    })
  })

  test('gives the same in pages of any size as at once', async () => {
    const key = fc
      .array(fc.constantFrom('a', 'b', '/', 'é', '😀', '\uffee'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('', '/'),
        async (keys, MaxKeys, Delimiter) => {
          const owner = account({
            buckets: { photos: { objects: Object.fromEntries(keys.map((one) => [one, 'x'])) } },
          })
          const names = (page: JsonObject) => [
            ...((page.Contents ?? []) as JsonObject[]).map(({ Key }) => Key),
            ...((page.CommonPrefixes ?? []) as JsonObject[]).map(({ Prefix }) => Prefix),
          ]
          const whole = await outputOf(owner, 'listObjectsV2', { Delimiter })
          const paged: unknown[] = []
          let token: JsonObject = {}
          for (let pages = 0; pages < 20; pages++) {
            const page = await outputOf(owner, 'listObjectsV2', { Delimiter, MaxKeys, ...token })
            paged.push(...names(page))
            if (page.IsTruncated !== true) break
            token = { ContinuationToken: page.NextContinuationToken ?? '' }
          }
          expect([...paged].sort()).toEqual([...names(whole)].sort())
        },
      ),
      { numRuns: 200 },
    )
  })
})
