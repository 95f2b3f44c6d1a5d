const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]))

/** The bytes that base64 stands for, or nothing when it is none or not the shortest form. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let bits = 0
  let count = 0
  let at = 0
  for (let index = 0; index < text.length - padding; index++) {
    const value = VALUES.get(text.charAt(index))
    if (value === undefined) return undefined
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes[at++] = (bits >> count) & 0xff
    }
  }
  const isShortest = (bits & ((1 << count) - 1)) === 0
  return isShortest ? bytes : undefined
}

/** The bytes of a value that was checked when it was read. */
export function bytesOf(base64: string): Uint8Array {
  return decodeBase64(base64) ?? new Uint8Array()
}

/** Byte by byte, without sign; of two with the same beginning the shorter comes first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Whether `part` occurs in `whole`; at its beginning only, if so asked. */
export function containsBytes(whole: Uint8Array, part: Uint8Array, where: 'anywhere' | 'first'): boolean {
  const last = where === 'first' ? Math.min(0, whole.length - part.length) : whole.length - part.length
  for (let start = 0; start <= last; start++) {
    let matched = 0
    while (matched < part.length && whole[start + matched] === part[matched]) matched++
    if (matched === part.length) return true
  }
  return false
}

/** The length of a text in UTF-8, which is what DynamoDB counts. */
export function utf8Length(text: string): number {
  let length = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff
    length += unit < 0x800 || isSurrogate ? 1 : 2
  }
  return length
}

/** As their bytes in UTF-8 compare, and not as JavaScript compares: characters beyond U+FFFF come last. */
export function compareTexts(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    const difference = rank(a.charCodeAt(index)) - rank(b.charCodeAt(index))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit <= 0xdfff ? unit + 0x2000 : unit - 0x800
}
