import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** What `States.Hash` and `$hash` take, in capitals only. */
const algorithms = new Map([
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-256', sha256],
  ['SHA-384', sha384],
  ['SHA-512', sha512],
])

/** The hash of the text's bytes in UTF-8, in hexadecimal digits; undefined when there is no such algorithm. */
export function hashOf(text: string, algorithm: string): string | undefined {
  const digest = algorithms.get(algorithm)
  return digest && bytesToHex(digest(new TextEncoder().encode(text)))
}
