import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { built } from './build'
import { median } from './median'
import { atMost, type Measured, printTable } from './report'

/** Size of the interpreter as a browser gets it, what it is made of, and how long a worker takes to begin with it. */
export async function measureBundle(): Promise<void> {
  const interpreter = await built('tests/bench/browser/interpreter.ts', { platform: 'browser' })
  const withParser = await built('tests/bench/browser/interpreter-and-parser.ts', { platform: 'browser' })
  printTable('The interpreter as a browser bundle', [
    { what: 'with both query languages, gzip', ...atMost(kilobytes(interpreter.file), 90, ' KB') },
    {
      what: 'and with the parser and its diagnostics, gzip',
      value: `${kilobytes(withParser.file).toFixed(0)} KB`,
    },
    await start(withParser.file),
  ])
  console.log('\n  all of it, minified, not compressed')
  for (const [part, bytes] of parts(withParser.metafile).slice(0, 8)) {
    console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} KB  ${part}`)
  }
}

type Metafile = Awaited<ReturnType<typeof built>>['metafile']

function kilobytes(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length / 1000
}

/** Bytes by package and by folder of ours, largest first. */
function parts({ outputs }: Metafile): [string, number][] {
  const sums = new Map<string, number>()
  for (const { inputs } of Object.values(outputs)) {
    for (const [name, { bytesInOutput }] of Object.entries(inputs)) {
      const part = name
        .replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/, '$1')
        .replace(/^(lib\/asl\/[^/]+)\/.*$/, '$1')
      sums.set(part, (sums.get(part) ?? 0) + bytesInOutput)
    }
  }
  return [...sums].sort(([, one], [, other]) => other - one)
}

/**
 * In a new worker, from loading the bundle until an execution in either language has ended. Making the worker itself
 * takes Node as long again, and is not ours.
 */
async function start(bundle: string): Promise<Measured> {
  const module = path.join(path.dirname(bundle), 'first-executions.mjs')
  writeFileSync(module, firstExecutions(bundle))
  const taken: number[] = []
  for (let left = 9; left > 0; left--) {
    const worker = new Worker(module, { execArgv: [] })
    taken.push(
      await new Promise<number>((resolve, reject) => worker.once('message', resolve).once('error', reject)),
    )
    await worker.terminate()
  }
  return { what: 'start in a worker, with two executions', ...atMost(median(taken), 50, ' ms') }
}

function firstExecutions(bundle: string): string {
  return `
import { parentPort } from 'node:worker_threads'
const from = performance.now()
const { begin, parse, step } = await import(${JSON.stringify(bundle)})
for (const state of [
  { Type: 'Pass', Parameters: { 'a.$': '$.n' }, End: true },
  { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.n + 1 %}', End: true },
]) {
  const { machine } = parse(JSON.stringify({ StartAt: 'P', States: { P: state } }))
  const { execution } = await step(begin(machine, { seed: 1 }), { type: 'Started', at: 0, input: { n: 1 } })
  if (execution.status !== 'SUCCEEDED') throw new Error(execution.status)
}
parentPort.postMessage(performance.now() - from)
`
}
