import type { HandlerRequest, RunHandler } from './handler'
import { Machine } from './machine'
import { compileQuickJs } from './wasm-module'

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
  let machine = await Machine.boot(compiled)
  return async (request: HandlerRequest) => {
    if (machine.isSpent) machine = await Machine.boot(compiled)
    return machine.run(request)
  }
}
