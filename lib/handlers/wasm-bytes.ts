/** Reads a WebAssembly module from front to back. */
export class WasmReader {
  at: number

  constructor(
    readonly bytes: Uint8Array,
    from = 0,
  ) {
    this.at = from
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0
  }

  /** An unsigned number in LEB128: seven bits a byte, the lower ones first, the highest bit for "more". */
  number(): number {
    let value = 0
    for (let weight = 1; ; weight *= 128) {
      const byte = this.byte()
      value += (byte & 0x7f) * weight
      if (byte < 0x80) return value
    }
  }

  skipNumbers(count: number): void {
    for (let left = count; left > 0; left--) while (this.byte() >= 0x80);
  }

  skipName(): void {
    const length = this.number()
    this.at += length
  }
}

export function unsigned(value: number): number[] {
  const bytes = []
  let rest = value
  for (; rest >= 0x80; rest >>>= 7) bytes.push(0x80 | (rest & 0x7f))
  return [...bytes, rest]
}

/** Of a signed number the last byte's second highest bit is the sign. */
export function signed(value: number): number[] {
  const bytes = []
  let rest = value
  for (; rest < -0x40 || rest >= 0x40; rest >>= 7) bytes.push(0x80 | (rest & 0x7f))
  return [...bytes, rest & 0x7f]
}

export function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
