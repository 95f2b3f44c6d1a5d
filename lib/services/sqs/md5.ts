import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { JsonObject } from '@/lib/json'

/** The MD5 digest of a message's body, in hex. */
export function md5OfBody(body: string): string {
  return bytesToHex(md5(utf8ToBytes(body)))
}

/**
 * The MD5 digest of message attributes: by name, each part with its length before it in four bytes, and a byte
 * that tells strings (1) from binary values (2).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: Readonly<Record<string, JsonObject>>): string {
  const parts = Object.keys(attributes)
    .sort()
    .flatMap((name) => {
      const { DataType, StringValue } = attributes[name] ?? {}
      return [sized(name), sized(String(DataType)), Uint8Array.of(1), sized(String(StringValue))]
    })
  return bytesToHex(md5(concatBytes(...parts)))
}

function sized(text: string): Uint8Array {
  const bytes = utf8ToBytes(text)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return concatBytes(length, bytes)
}
