import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Memory of processes that this one has started: what their heaps have in use after a collection tells whether they leak;
 * what the system gives them besides says how much V8 lets lie until then.
 */
export class MemoryOf {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-heap-'))

  /** For the environment of a process that is to be asked. */
  readonly environment = {
    NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'memory-probe.mjs')}`,
    STEPWISE_HEAP_FOLDER: this.#folder,
  }

  /** The heap of the process's main thread after a collection, in MiB. */
  async heapMiB(pid: number): Promise<number> {
    const file = path.join(this.#folder, String(pid))
    rmSync(file, { force: true })
    process.kill(pid, 'SIGUSR2')
    for (let tries = 0; tries < 1_000; tries++) {
      await sleep(20)
      const text = readIfThere(file)
      if (text !== undefined) return Number(text) / 2 ** 20
    }
    throw new Error(`Process ${pid} did not say how large its heap is.`)
  }

  /** All memory that the system has given the process, in MiB. */
  residentMiB(pid: number): number {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
  }

  forget(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
