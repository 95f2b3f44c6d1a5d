import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { JsonObject } from '@/lib/json'
import type { Surroundings } from '../answer'
import { memberOf, refuse, textIn } from '../operation'
import { bucketOf, dateOf } from './objects'
import { compareCodePoints, etagOf } from './s3'

const KEYS_AT_MOST = 1000

/**
 * Keys in the order of their UTF-8 bytes. With a delimiter, keys that go on behind it are rolled up into one common
 * prefix, which counts as one key.
 */
export function listObjectsV2(request: JsonObject, around: Surroundings): JsonObject {
  const { objects } = bucketOf(request, around)
  const prefix = textIn(request, 'Prefix') ?? ''
  const delimiter = textIn(request, 'Delimiter') ?? ''
  const token = textIn(request, 'ContinuationToken')
  const startAfter = textIn(request, 'StartAfter') ?? ''
  const after = token === undefined ? startAfter : keyOfToken(token)
  const most = mostOf(request)
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareCodePoints)
  const found: { key: string; isPrefix: boolean }[] = []
  let last = after
  let isTruncated = false
  for (const key of keys) {
    const rolled = rolledUp(key, prefix, delimiter)
    const shown = rolled ?? key
    if (compareCodePoints(shown, last) <= 0) continue
    // What was rolled up into the last page's prefix does not come again.
    if (rolled === undefined && compareCodePoints(key, last) <= 0) continue
    if (found.length === most) {
      isTruncated = most > 0
      break
    }
    found.push({ key: shown, isPrefix: rolled !== undefined })
    last = shown
  }
  const contents = found.flatMap(({ key, isPrefix }) => {
    const object = objects.get(key)
    if (isPrefix || !object) return []
    const bytes = utf8ToBytes(object.body)
    return {
      ETag: etagOf(bytes),
      Key: key,
      LastModified: dateOf(object.lastModified === 0 ? around.at : object.lastModified),
      Size: bytes.length,
      StorageClass: 'STANDARD',
    }
  })
  const prefixes = found.filter(({ isPrefix }) => isPrefix).map(({ key }) => ({ Prefix: key }))
  return {
    ...(prefixes.length > 0 && { CommonPrefixes: prefixes }),
    ...(contents.length > 0 && { Contents: contents }),
    ...(token !== undefined && { ContinuationToken: token }),
    ...(delimiter !== '' && { Delimiter: delimiter }),
    IsTruncated: isTruncated,
    KeyCount: found.length,
    MaxKeys: most,
    Name: textIn(request, 'Bucket') ?? '',
    ...(isTruncated && { NextContinuationToken: bytesToHex(utf8ToBytes(last)) }),
    Prefix: prefix,
    ...(startAfter !== '' && { StartAfter: startAfter }),
  }
}

function rolledUp(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined
  const place = key.indexOf(delimiter, prefix.length)
  return place < 0 ? undefined : key.slice(0, place + delimiter.length)
}

function mostOf(request: JsonObject): number {
  const most = memberOf(request, 'MaxKeys') ?? KEYS_AT_MOST
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 0) {
    refuse('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647')
  }
  return Math.min(most, KEYS_AT_MOST)
}

/** The last key of the page before, in hex. */
function keyOfToken(token: string): string {
  if (token === '' || token.length % 2 > 0 || !/^[\da-f]+$/.test(token)) {
    refuse('InvalidArgument', 'The continuation token provided is incorrect')
  }
  const units = token.match(/../g) ?? []
  return new TextDecoder().decode(Uint8Array.from(units.map((unit) => Number.parseInt(unit, 16))))
}
