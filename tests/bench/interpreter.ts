/**
 * `npm run --silent bench:interpreter -- FILE…` compares our interpreter with the npm package
 * aws-local-stepfunctions: one line of JSON per file and engine. Beside `NAME.asl.json` its input may stand as
 * `NAME.input.json`, and the output that it must have as `NAME.expected.json`.
 *
 * `--scaling` measures instead what a transition costs at ten times the size; `--large` runs a Map over 100,000
 * items and a loop of 1,000,000 transitions; `--bundle` prints the size of the browser bundle and how long it
 * takes to start in a worker.
 */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { built } from './build'
import { measureBundle } from './interpreter-bundle'
import { engineNames } from './interpreter-engines'
import { beside, EngineProcess } from './interpreter-process'
import { median } from './median'

const WARM_UPS = 25
const RUNS = 9

const words = process.argv.slice(2)
const files = words.filter((word) => !word.startsWith('--'))
const wants = (what: string) => words.includes(what)
if (words.length === 0) {
  console.error('Give the files of definitions to run, or --scaling, --large or --bundle.')
  process.exitCode = 2
}
for (const file of files) await compare(file)
if (wants('--scaling')) await measureBuilt('measureScaling')
if (wants('--large')) await measureBuilt('measureLarge')
if (wants('--bundle')) await measureBundle()

/** Of a build, as the engines are. */
async function measureBuilt(what: 'measureScaling' | 'measureLarge'): Promise<void> {
  const { file } = await built('tests/bench/interpreter-scaling.ts', { platform: 'node' })
  const scaling: typeof import('./interpreter-scaling') = await import(file)
  await scaling[what]()
}

/** Both engines in turn, run by run, so that whatever else the machine does touches both alike. */
async function compare(file: string): Promise<void> {
  const contestants = await Promise.all(
    engineNames.map(async (engine) => ({ engine, at: await EngineProcess.start(engine, file) })),
  )
  for (const { at } of contestants) await at.run(WARM_UPS)
  for (let run = 0; run < RUNS; run++) for (const { at } of contestants) await at.run(1)
  for (const { engine, at } of contestants) {
    at.end()
    const { transitions, events, failure, output, options } = at.prepared
    const seconds = median(at.seconds.slice(-RUNS))
    const problem = failure ?? unexpected(file, output)
    const line = {
      engine,
      file: file.split('/').at(-1),
      transitions,
      events,
      seconds: rounded(seconds, 6),
      transitionsPerSecond: Math.round(transitions / seconds),
      peakMemoryMiB: rounded(at.peakMemoryMiB, 1),
      options: { ...options, ...(problem !== undefined && { problem }) },
    }
    console.log(JSON.stringify(line))
    if (problem !== undefined && engine === 'stepwise') process.exitCode = 1
  }
}

/** Why the output is not the one that stands beside the definition; nothing when none stands there. */
function unexpected(file: string, output: unknown): string | undefined {
  const expected = beside(file, 'expected')
  if (expected === undefined || isDeepStrictEqual(output, JSON.parse(readFileSync(expected, 'utf8')))) return
  return 'The output is not the expected one.'
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
