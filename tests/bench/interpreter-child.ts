import { readFileSync } from 'node:fs'
import { type Engine, type EngineName, type Outcome, prepare } from './interpreter-engines'

/**
 * One engine with one workload in a process of its own, asked by `interpreter.ts`: first to prepare, then for one
 * run after the other.
 */
export type Request =
  | { ask: 'prepare'; engine: EngineName; definition: string; input: string | undefined }
  | { ask: 'run'; times: number }

export type Reply =
  | { prepared: Outcome & Pick<Engine, 'options'> }
  /** `seconds` of each run; the most memory that the process has had resident so far. */
  | { seconds: number[]; peakMemoryMiB: number }
  | { problem: string }

let engine: Engine | undefined

process.on('message', async (request: Request) => {
  process.send?.(await answer(request).catch((error: unknown) => ({ problem: String(error) })))
})

async function answer(request: Request): Promise<Reply> {
  if (request.ask === 'prepare') {
    const { definition, input } = request
    engine = await prepare(request.engine, {
      definition: readFileSync(definition, 'utf8'),
      input: input === undefined ? {} : JSON.parse(readFileSync(input, 'utf8')),
    })
    return { prepared: { ...(await engine.observe()), options: engine.options } }
  }
  if (!engine) throw new Error('Nothing was prepared.')
  const seconds: number[] = []
  for (let left = request.times; left > 0; left--) {
    const from = process.hrtime.bigint()
    await engine.run()
    seconds.push(Number(process.hrtime.bigint() - from) / 1e9)
  }
  return { seconds, peakMemoryMiB: process.resourceUsage().maxRSS / 1024 }
}
