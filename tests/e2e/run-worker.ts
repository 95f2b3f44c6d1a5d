import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { RunJob } from '@/app/_workbench/workers/messages'
import type { Page } from './test'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What a script prints, a value a line, as it comes: while the browser is at one, the server is at the next. */
export async function* saidOnServer<Value>(script: string): AsyncGenerator<Value> {
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs')
  const words = [tsx, '--conditions=react-server', script]
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line) as Value
  const [status] = await ended
  if (status !== 0) throw new Error(`${script} ended with status ${status}.`)
}

/** Has the page remember with what its run worker was started. */
export async function keepRunWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = window as unknown as { startRunWorker?: () => Worker }
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name === 'stepwise-run') kept.startRunWorker = () => new Worker(url, options)
      }
    }
  })
}

/** Sends the jobs to a run worker of our own, one after the other; its answers as JSON text. */
export function answersOfRunWorker(page: Page, jobs: readonly RunJob[]): Promise<string[]> {
  // Playwright's own type of what can be sent does not get through a union of this depth.
  const sent: readonly object[] = jobs
  return page.evaluate(async (jobs) => {
    const kept = window as unknown as { startRunWorker?: () => Worker; ownRunWorker?: Worker }
    const deadline = Date.now() + 20_000
    while (!kept.startRunWorker) {
      if (Date.now() > deadline) throw new Error('The workbench has started no run worker.')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const heard = (worker: Worker) =>
      new Promise<unknown>((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
      })
    if (!kept.ownRunWorker) {
      kept.ownRunWorker = kept.startRunWorker()
      await heard(kept.ownRunWorker) // it says that it is ready
    }
    const worker = kept.ownRunWorker
    const texts: string[] = []
    for (const job of jobs) {
      const answer = heard(worker)
      worker.postMessage(job)
      const { run, diagnostics, report, message } = (await answer) as Record<string, unknown>
      texts.push(JSON.stringify(run ?? diagnostics ?? report ?? message) ?? '')
    }
    return texts
  }, sent)
}

/** Nothing, or where two texts part. */
export function difference(what: string, server: string, other: string): string[] {
  if (server === other) return []
  let at = 0
  while (server[at] === other[at]) at++
  const around = (text: string) => text.slice(Math.max(0, at - 120), at + 120)
  return [`${what}, at character ${at}:\n  server  …${around(server)}…\n  browser …${around(other)}…`]
}
