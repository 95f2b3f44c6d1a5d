import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Instant, ListedObject, StorageAnswer, StorageRequest } from '@/lib/asl'
import type { JsonValue } from '@/lib/json'
import type { BucketSetup } from '../account'

/** One bucket of the simulated account. */
export interface Bucket {
  readonly name: string
  readonly objects: Map<string, StoredObject>
}

export interface StoredObject {
  body: string
  /** 0 for what was there before the run. */
  lastModified: Instant
  contentType?: string
  metadata?: Readonly<Record<string, JsonValue>>
}

/** Objects that were there before the run are as old as the run. */
export function newBucket(name: string, { objects = {} }: BucketSetup): Bucket {
  const stored = Object.entries(objects).map(([key, body]): [string, StoredObject] => [
    key,
    { body, lastModified: 0 },
  ])
  return { name, objects: new Map(stored) }
}

/** What S3 answers to a map run. The messages are S3's, from its list of error responses. */
export function answerStorage(
  buckets: ReadonlyMap<string, Bucket>,
  request: StorageRequest,
  at: Instant,
): StorageAnswer {
  const bucket = buckets.get(request.bucket)
  if (!bucket) return { kind: 'Refused', message: 'The specified bucket does not exist' }
  switch (request.action) {
    case 'getObject': {
      const object = bucket.objects.get(request.key)
      if (!object) return { kind: 'Refused', message: 'The specified key does not exist.' }
      return { kind: 'Object', body: object.body }
    }
    case 'listObjectsV2':
      return { kind: 'Listing', objects: listed(bucket, request.prefix ?? '', at) }
    case 'putObject':
      bucket.objects.set(request.key, { body: request.body, lastModified: at })
      return { kind: 'Written' }
  }
}

/** In the order of the keys' UTF-8 bytes, which is that of their code points. */
function listed({ objects }: Bucket, prefix: string, at: Instant): ListedObject[] {
  return [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { body, lastModified }]) => {
      const bytes = utf8ToBytes(body)
      return {
        key,
        size: bytes.length,
        lastModified: Math.floor((lastModified === 0 ? at : lastModified) / 1000),
        etag: etagOf(bytes),
        storageClass: 'STANDARD',
      }
    })
    .sort((one, other) => compareCodePoints(one.key, other.key))
}

/** The MD5 digest of what was put at once, in quotation marks. */
export function etagOf(bytes: Uint8Array): string {
  return `"${bytesToHex(md5(bytes))}"`
}

export function compareCodePoints(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
