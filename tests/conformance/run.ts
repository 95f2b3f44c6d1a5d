/**
 * Scores the interpreter against recorded AWS histories: `npm run conformance -- --only base/ --verbose`. The
 * recordings are not part of this repository; `CONFORMANCE_DIR` says where they are (beside it unless set).
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const recordings = path.resolve(root, process.env.CONFORMANCE_DIR ?? '../shared/conformance')
const comparator = path.join(recordings, 'run.mjs')

if (!existsSync(comparator)) {
  console.error(
    `There are no recordings in ${recordings}. Set CONFORMANCE_DIR to the folder that has run.mjs and cases.`,
  )
  process.exit(2)
}

const tsx = path.join(root, 'node_modules/.bin/tsx')
const adapter = `"${tsx}" --conditions=react-server "${path.join(root, 'tests/conformance/adapter.ts')}"`
const child = spawn(
  process.execPath,
  [comparator, '--cases', path.join(recordings, 'cases'), '--adapter', adapter, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
child.on('exit', (code) => process.exit(code ?? 1))
