import baseVariant from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext } from 'quickjs-emscripten-core'
import { FUEL } from './metering'

/**
 * Bytes of QuickJS's own stack: some 370 calls. QuickJS's native recursion (`JSON.stringify` and the like) takes
 * far more of the host's stack than of this one; from 96 KiB on it overflows the megabyte that a browser gives.
 */
const STACK_BYTES = 64 * 1024

/** What the linker of this build of QuickJS called the imports that we answer ourselves. */
const IMPORTED = { growMemory: 'k', localTime: 'm', now: 'p' } as const

/** What an instance asks of the world around it; nothing else of the host is within its reach. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number
  /** The memory's maximum is reached; QuickJS fails the allocation. */
  memoryExhausted(): void
}

export interface QuickJs {
  context: QuickJSContext
  /** What it has left for its work; it traps when that falls below 0. */
  fuel: WebAssembly.Global
}

/**
 * A fresh instance of QuickJS in `memory`, which has to be all zeros, with one runtime and one context. It
 * lives in UTC and has no clock of its own.
 *
 * @throws when another version of the package has renamed the imports that are answered here.
 */
export async function newQuickJs(
  compiled: WebAssembly.Module,
  memory: WebAssembly.Memory,
  surroundings: Surroundings,
): Promise<QuickJs> {
  let fuel: WebAssembly.ExportValue | undefined
  const variant = newVariant(baseVariant, {
    wasmMemory: memory,
    emscriptenModule: {
      instantiateWasm(imports, onSuccess) {
        const functions = imports.a as Record<string, (...args: never[]) => unknown>
        const grow = functions[IMPORTED.growMemory] as ((bytes: number) => boolean) | undefined
        const instance = new WebAssembly.Instance(compiled, {
          a: {
            ...functions,
            [IMPORTED.now]: () => surroundings.now(),
            [IMPORTED.localTime]: (seconds: bigint, at: number) => writeUtc(memory, seconds, at),
            [IMPORTED.growMemory]: (bytes: number) => {
              const hasGrown = grow?.(bytes) ?? false
              if (!hasGrown) surroundings.memoryExhausted()
              return hasGrown
            },
          },
        })
        fuel = instance.exports[FUEL]
        onSuccess(instance)
        return instance.exports
      },
    },
  })
  const context = (await newQuickJSWASMModuleFromVariant(variant)).newContext()
  context.runtime.setMaxStackSize(STACK_BYTES)
  assertOwnTime(context, surroundings)
  if (!(fuel instanceof WebAssembly.Global)) throw new Error('QuickJS does not count its work.')
  return { context, fuel }
}

function assertOwnTime(context: QuickJSContext, { now }: Surroundings): void {
  const probe = context.unwrapResult(context.evalCode('[new Date(2001, 1, 3).getTime(), Date.now()].join()'))
  const told = context.getString(probe)
  const expected = [Date.UTC(2001, 1, 3), now()].join()
  if (told === expected) return
  throw new Error(`QuickJS takes its time elsewhere: ${told}, not ${expected}; see lib/handlers/quick-js.ts.`)
}

/** Answers C's `localtime_r` for a computer in UTC: `struct tm` at address `at`. */
function writeUtc(memory: WebAssembly.Memory, seconds: bigint, at: number): void {
  const date = new Date(Number(seconds) * 1000)
  const year = date.getUTCFullYear()
  const dayOfYear =
    (Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(year, 0, 1)) / 86_400_000
  const isDaylightSaving = 0
  const secondsEastOfUtc = 0
  new Int32Array(memory.buffer, at, 10).set([
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    year - 1900,
    date.getUTCDay(),
    dayOfYear,
    isDaylightSaving,
    secondsEastOfUtc,
  ])
}
