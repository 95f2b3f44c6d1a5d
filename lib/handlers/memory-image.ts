/** Bytes are kept and put back in pieces of this size; pieces of zeros only are not kept. */
const PIECE_BYTES = 4096
const WORD_BYTES = 4

/**
 * The contents of a whole WebAssembly memory at one moment, to be put back later. Afterwards no byte differs
 * from that moment, so nothing that ran in between leaves a trace.
 */
export class MemoryImage {
  readonly #byteLength: number
  readonly #pieces: readonly { at: number; bytes: Uint8Array }[]

  constructor(memory: WebAssembly.Memory) {
    const { buffer } = memory
    const words = new Int32Array(buffer)
    const pieces = []
    for (let at = 0; at < buffer.byteLength; at += PIECE_BYTES) {
      if (isZero(words, at / WORD_BYTES, PIECE_BYTES / WORD_BYTES)) continue
      pieces.push({ at, bytes: new Uint8Array(buffer.slice(at, at + PIECE_BYTES)) })
    }
    this.#byteLength = buffer.byteLength
    this.#pieces = pieces
  }

  /** False when `memory` has grown since: it cannot shrink again and is not to be used any more. */
  restore(memory: WebAssembly.Memory): boolean {
    if (memory.buffer.byteLength !== this.#byteLength) return false
    const all = new Uint8Array(memory.buffer)
    all.fill(0)
    for (const { at, bytes } of this.#pieces) all.set(bytes, at)
    return true
  }
}

function isZero(words: Int32Array, from: number, count: number): boolean {
  for (let index = from; index < from + count; index++) if (words[index] !== 0) return false
  return true
}
