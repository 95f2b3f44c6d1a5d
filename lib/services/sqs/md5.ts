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
      const { DataType, StringValue, BinaryValue } = attributes[name] ?? {}
      const value = typeof BinaryValue === 'string' ? binary(BinaryValue) : utf8ToBytes(String(StringValue))
      const transport = typeof BinaryValue === 'string' ? 2 : 1
      return [
        sized(utf8ToBytes(name)),
        sized(utf8ToBytes(String(DataType))),
        Uint8Array.of(transport),
        sized(value),
      ]
    })
  return bytesToHex(md5(concatBytes(...parts)))
}

function sized(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return concatBytes(length, bytes)
}

/** The bytes of a text in base64; what is none has no bytes. */
export function binary(base64: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const values = [...base64.replace(/=+$/, '')].map((letter) => alphabet.indexOf(letter))
  if (values.includes(-1)) return new Uint8Array()
  const bytes: number[] = []
  let [bits, held] = [0, 0]
  for (const value of values) {
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return Uint8Array.from(bytes)
}
