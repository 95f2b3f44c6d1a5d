/** WebAssembly counts in pages of 64 KiB: 16 MiB to begin with, as this build of QuickJS demands, and 64 MiB at most. */
const PAGES = { initial: 256, maximum: 1024 }
const BYTES_AT_FIRST = PAGES.initial * 65_536

/**
 * Memories for QuickJS instances, one after the other. A memory that did not grow is wiped to the last byte
 * and lent again; one that grew cannot shrink and is left to the garbage collector. Lending again matters: V8
 * answers every new memory of 16 MiB with a garbage collection, which costs more the fuller the worker's heap
 * is, while wiping always costs the same 2 ms.
 */
export class WipedMemory {
  #spare: WebAssembly.Memory | undefined

  take(): WebAssembly.Memory {
    const memory = this.#spare ?? new WebAssembly.Memory(PAGES)
    this.#spare = undefined
    return memory
  }

  giveBack(memory: WebAssembly.Memory): void {
    if (memory.buffer.byteLength !== BYTES_AT_FIRST) return
    new Uint8Array(memory.buffer).fill(0)
    this.#spare = memory
  }
}
