/**
 * Scores the interpreter against what AWS and Jayway JsonPath were recorded to answer. Options of the comparator go
 * through: `npm run conformance -- --only base/ --verbose`. Without any, everything runs, and the scores may not
 * fall below `floors.json`; `--raise` writes them there, and into docs/parity.md, where they have risen. With
 * `--services` the simulated services stand in for the mocks; their scores are in `services.json` and in the README of
 * `lib/services`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { agrees } from './json-path'
import { writeParity } from './parity'
import { areMissing, areThere, cases, comparator, ROOT, recordedPaths } from './recordings'
import { fallen, floors, raised, type Scores, writeFloors } from './scores'

const given = process.argv.slice(2)
const withServices = given.includes('--services')
const words = given.filter((word) => word !== '--services')
const isWhole = words.every((word) => word === '--raise')

if (!areThere) {
  console.log(`conformance: skipped. ${areMissing}`)
} else if (!isWhole) {
  process.exitCode = await compare(words)
} else if (withServices) {
  process.exitCode = await services(words.includes('--raise'))
} else {
  process.exitCode =
    (await everything(words.includes('--raise'))) || (await services(words.includes('--raise')))
}

/** The recorded tests of services, callbacks, activities and errors, on the simulated services. */
async function services(mayRaise: boolean): Promise<number> {
  const { fallenServices, scoresOf, writeScores, writtenScores } = await import('./services-scores')
  const { folders } = await import('./on-services')
  return withReport(async (report) => {
    const only = folders.flatMap((folder) => ['--only', `${folder}/`])
    const status = await compare([...only, '--json', report], ['--services'])
    if (status !== 0) return status
    const scores = scoresOf(JSON.parse(readFileSync(report, 'utf8')).results)
    const problems = fallenServices(scores, writtenScores())
    if (mayRaise && problems.length === 0) writeScores(scores)
    for (const problem of problems) console.error(`Fallen on the services: ${problem}`)
    return problems.length === 0 ? 0 : 1
  })
}

async function everything(mayRaise: boolean): Promise<number> {
  return withReport(async (report) => {
    const paths = recordedPaths()
    const agreeing = paths.filter(agrees).length
    console.log(`JSONPath: ${agreeing}/${paths.length}`)
    const status = await compare(['--json', report])
    if (status !== 0) return status
    const { folders, total } = JSON.parse(readFileSync(report, 'utf8'))
    const scores: Scores = {
      ...folders,
      total,
      ...(paths.length > 0 && { jsonpath: { result: [agreeing, paths.length] } }),
    }
    if (mayRaise) {
      writeFloors(raised(scores, floors()))
      writeParity()
    }
    const problems = fallen(scores, floors())
    for (const problem of problems) console.error(`Fallen: ${problem}`)
    return problems.length === 0 ? 0 : 1
  })
}

/** Lends a file for the comparator's report. */
async function withReport(use: (report: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-conformance-'))
  try {
    return await use(path.join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The comparator's own exit status: 0 whatever the score. */
function compare(
  options: readonly string[],
  adapterOptions: readonly string[] = withServices ? ['--services'] : [],
): Promise<number> {
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs')
  const script = path.join(ROOT, 'tests/conformance/adapter.ts')
  const adapter = [process.execPath, tsx, '--conditions=react-server', script, ...adapterOptions]
  const words = [
    comparator,
    '--cases',
    cases,
    '--adapter',
    adapter.map((word) => JSON.stringify(word)).join(' '),
    ...options,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
