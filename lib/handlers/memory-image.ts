/** Bytes are kept and put back in pieces of this size; pieces of zeros only are not kept. */
const PIECE_BYTES = 4096

/**
 * The contents of a whole WebAssembly memory at one moment, to be put back later. Afterwards no byte differs
 * from that moment, so nothing that ran in between leaves a trace.
 */
export class MemoryImage {
  readonly #byteLength: number
  readonly #pieces: readonly { at: number; bytes: Uint8Array }[]

  constructor(memory: WebAssembly.Memory) {
    const all = new Uint8Array(memory.buffer)
    const pieces = []
    for (let at = 0; at < all.length; at += PIECE_BYTES) {
      const piece = all.subarray(at, at + PIECE_BYTES)
      if (piece.some((byte) => byte !== 0)) pieces.push({ at, bytes: piece.slice() })
    }
    this.#byteLength = all.length
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
