import type { HandlerOutcome, HandlerRequest, RunHandler } from './handler'
import { invoke } from './invoke'
import { InvocationClock } from './invocation-clock'
import { newQuickJs } from './quick-js'
import { compileQuickJs } from './wasm-module'
import { WipedMemory } from './wiped-memory'

let loading: Promise<RunHandler> | undefined

/**
 * Compiles QuickJS, once per worker however often it is asked, and answers the function that runs handlers.
 * Rejects when the WebAssembly file cannot be had; the next call tries again.
 */
export function loadHandlers(): Promise<RunHandler> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<RunHandler> {
  const compiled = await compileQuickJs()
  const memories = new WipedMemory()
  await assertKnownBuild(compiled, memories)
  return (request: HandlerRequest): Promise<HandlerOutcome> => invoke(compiled, memories, request)
}

/** Fails when the imports that `newQuickJs` answers are not the ones that it takes them for. */
async function assertKnownBuild(compiled: WebAssembly.Module, memories: WipedMemory): Promise<void> {
  const memory = memories.take()
  const clock = new InvocationClock(Date.UTC(2001, 1, 3, 4, 5, 6), 1)
  const context = await newQuickJs(compiled, memory, 1, {
    now: () => clock.read(),
    memoryExhausted: () => {},
  })
  const probe = context.unwrapResult(context.evalCode('new Date().toString() + new Date(2001, 1, 3).getTime()'))
  const answer = context.getString(probe)
  if (answer !== `Sat Feb 03 2001 04:05:06 GMT+0000${Date.UTC(2001, 1, 3)}`) {
    throw new Error(`QuickJS does not take its time from us (${answer}); see IMPORTED in lib/handlers/quick-js.ts.`)
  }
  memories.giveBack(memory)
}
