import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { browserBundle } from '../support/browser-bundle'
import { built } from './build'
import { median } from './median'
import { atMost, type Measured, printTable } from './report'

const WITH_PARSER = 'tests/bench/browser/interpreter-and-parser.ts'

/** Size of the interpreter as a browser gets it, what it is made of, and how long a worker takes to begin with it. */
export async function measureBundle(): Promise<void> {
  const interpreter = await browserBundle('tests/bench/browser/interpreter.ts')
  const withParser = await browserBundle(WITH_PARSER)
  const inJsonPath = await browserBundle('tests/bench/browser/interpreter-on-demand.ts')
  printTable('The interpreter as a browser bundle, all of it, gzip', [
    { what: 'with both query languages', ...atMost(interpreter.total / 1000, 90, ' KB') },
    { what: 'and with the parser and its diagnostics', value: kilobytes(withParser.total) },
    { what: '  of that for a machine in JSONPath alone', value: kilobytes(inJsonPath.atOnce) },
    ...(await start()),
  ])
  console.log('\n  all of it, minified, not compressed')
  for (const [part, bytes] of folders(withParser.parts).slice(0, 8)) {
    console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} KB  ${part}`)
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} KB`
}

/** Bytes by package and by folder of ours, largest first. */
function folders(parts: ReadonlyMap<string, number>): [string, number][] {
  const sums = new Map<string, number>()
  for (const [name, bytes] of parts) {
    const folder = name
      .replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/, '$1')
      .replace(/^(lib\/asl\/[^/]+)\/.*$/, '$1')
    sums.set(folder, (sums.get(folder) ?? 0) + bytes)
  }
  return [...sums].sort(([, one], [, other]) => other - one)
}

/**
 * In a new worker, from loading the bundle until it can take work, and until an execution in either language has ended.
 * Making the worker itself takes Node as long again, and is not ours.
 */
async function start(): Promise<Measured[]> {
  const { file } = await built(WITH_PARSER, { platform: 'browser' })
  const module = path.join(path.dirname(file), 'first-executions.mjs')
  writeFileSync(module, firstExecutions(file))
  const taken: { started: number; ended: number }[] = []
  for (let left = 9; left > 0; left--) {
    const worker = new Worker(module, { execArgv: [] })
    taken.push(await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)))
    await worker.terminate()
  }
  const ended = median(taken.map((one) => one.ended))
  return [
    { what: 'start in a worker', ...atMost(median(taken.map(({ started }) => started)), 50, ' ms') },
    { what: '  until two executions have ended', value: `${Math.round(ended)} ms` },
  ]
}

function firstExecutions(bundle: string): string {
  return `
import { parentPort } from 'node:worker_threads'
const from = performance.now()
const { begin, parse, step } = await import(${JSON.stringify(bundle)})
const started = performance.now() - from
for (const state of [
  { Type: 'Pass', Parameters: { 'a.$': '$.n' }, End: true },
  { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.n + 1 %}', End: true },
]) {
  const { machine } = parse(JSON.stringify({ StartAt: 'P', States: { P: state } }))
  const { execution } = await step(begin(machine, { seed: 1 }), { type: 'Started', at: 0, input: { n: 1 } })
  if (execution.status !== 'SUCCEEDED') throw new Error(execution.status)
}
parentPort.postMessage({ started, ended: performance.now() - from })
`
}
