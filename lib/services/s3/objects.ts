import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Instant } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import { crc32 } from '../crc32'
import { memberOf, notHere, refuse, textIn } from '../operation'
import { byteRange } from './byte-range'
import { type Bucket, etagOf, type StoredObject } from './s3'

export function getObject(request: JsonObject, around: Surroundings): JsonObject {
  return described(wanted(request, around), textIn(request, 'Range'), around.at)
}

/** A response to HEAD has no body, so a missing key has no message either (not verified by a recording). */
export function headObject(request: JsonObject, around: Surroundings): JsonObject {
  const bucket = bucketOf(request, around)
  const object = bucket.objects.get(keyOf(request))
  if (!object) refuse('NoSuchKey', 'null', 404)
  const { Body: _, ...head } = described(object, textIn(request, 'Range'), around.at)
  return head
}

export function putObject(request: JsonObject, around: Surroundings): JsonObject {
  const bucket = bucketOf(request, around)
  const key = keyOf(request)
  checkPreconditions(request, bucket.objects.get(key))
  const body = textIn(request, 'Body') ?? ''
  const contentType = textIn(request, 'ContentType')
  const metadata = memberOf(request, 'Metadata')
  bucket.objects.set(key, {
    body,
    lastModified: around.at,
    ...(contentType !== undefined && { contentType }),
    ...(isJsonObject(metadata) && { metadata }),
  })
  const bytes = utf8ToBytes(body)
  return {
    ChecksumCRC32: checksum(bytes),
    ChecksumType: 'FULL_OBJECT',
    ETag: etagOf(bytes),
    ServerSideEncryption: 'AES256',
  }
}

/** Deleting what is not there succeeds, too. */
export function deleteObject(request: JsonObject, around: Surroundings): JsonObject {
  bucketOf(request, around).objects.delete(keyOf(request))
  return {}
}

export function deleteObjects(request: JsonObject, around: Surroundings): JsonObject {
  const bucket = bucketOf(request, around)
  const list = memberOf(request, 'Delete')
  const objects = isJsonObject(list) ? memberOf(list, 'Objects') : undefined
  const keys = (isJsonArray(objects) ? objects : []).filter(isJsonObject).map((one) => keyOf(one))
  if (keys.length === 0 || keys.length > 1000) {
    refuse(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    )
  }
  for (const key of keys) bucket.objects.delete(key)
  return { Deleted: keys.map((Key) => ({ Key })) }
}

/** `CopySource` is `bucket/key`, encoded as in a URL. */
export function copyObject(request: JsonObject, around: Surroundings): JsonObject {
  const [, name = '', source = ''] =
    /^\/?([^/]+)\/(.+)$/s.exec(decoded(textIn(request, 'CopySource') ?? '')) ?? []
  const from = wanted({ Bucket: name, Key: source }, around)
  const to = bucketOf(request, around)
  to.objects.set(keyOf(request), { ...from, lastModified: around.at })
  return {
    CopyObjectResult: { ETag: etagOf(utf8ToBytes(from.body)), LastModified: dateOf(around.at) },
    ServerSideEncryption: 'AES256',
  }
}

export function headBucket(request: JsonObject, around: Surroundings): JsonObject {
  bucketOf(request, around)
  return { BucketRegion: 'us-east-1' }
}

export function listBuckets(_: JsonObject, { account }: Surroundings): JsonObject {
  return { Buckets: [...account.buckets.keys()].sort().map((Name) => ({ Name })) }
}

export function bucketOf(request: JsonObject, { account }: Surroundings): Bucket {
  const name = textIn(request, 'Bucket') ?? ''
  const bucket = account.buckets.get(name)
  return bucket ?? refuse('NoSuchBucket', 'The specified bucket does not exist', 404)
}

export function dateOf(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

function wanted(request: JsonObject, around: Surroundings): StoredObject {
  for (const name of ['PartNumber', 'VersionId']) {
    if (memberOf(request, name) !== undefined) notHere(`the parameter ${name}`)
  }
  const object = bucketOf(request, around).objects.get(keyOf(request))
  return object ?? refuse('NoSuchKey', 'The specified key does not exist.', 404)
}

function keyOf(request: JsonObject): string {
  const key = textIn(request, 'Key') ?? ''
  if (key === '')
    refuse('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405)
  if (utf8ToBytes(key).length > 1024) refuse('KeyTooLongError', 'Your key is too long')
  return key
}

/** In the order of the recorded response. */
function described(
  { body, lastModified, contentType, metadata }: StoredObject,
  range: string | undefined,
  at: Instant,
) {
  const bytes = utf8ToBytes(body)
  const part = range === undefined ? undefined : byteRange(range, bytes.length)
  return {
    AcceptRanges: 'bytes',
    ContentLength: part ? part.to - part.from : bytes.length,
    ...(part && { ContentRange: `bytes ${part.from}-${part.to - 1}/${bytes.length}` }),
    ContentType: contentType ?? 'binary/octet-stream',
    ETag: etagOf(bytes),
    LastModified: dateOf(lastModified === 0 ? at : lastModified),
    Metadata: metadata ?? {},
    ServerSideEncryption: 'AES256',
    Body: part ? new TextDecoder().decode(bytes.subarray(part.from, part.to)) : body,
  }
}

/** Conditional writes: `IfNoneMatch: *` writes only what is not there yet. */
function checkPreconditions(request: JsonObject, there: StoredObject | undefined): void {
  const [none, match] = [textIn(request, 'IfNoneMatch'), textIn(request, 'IfMatch')]
  if (none !== undefined && none !== '*') notHere('an IfNoneMatch other than *')
  if (match !== undefined && !there) refuse('NoSuchKey', 'The specified key does not exist.', 404)
  const isOther =
    match !== undefined && there && match.replaceAll('"', '') !== etagOf(utf8ToBytes(there.body)).slice(1, -1)
  if ((none === '*' && there) || isOther) {
    refuse('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412)
  }
}

function checksum(bytes: Uint8Array): string {
  const crc = crc32(bytes)
  const units = [24, 16, 8, 0].map((shift) => (crc >>> shift) & 0xff)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const bits = units
    .map((unit) => unit.toString(2).padStart(8, '0'))
    .join('')
    .padEnd(36, '0')
  const letters = bits.match(/.{6}/g) ?? []
  return `${letters.map((six) => alphabet.charAt(Number.parseInt(six, 2))).join('')}==`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
