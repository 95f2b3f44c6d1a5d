// @ts-check
/** `npm run dev`: what is missing is installed, then Next's development server, with hot reload. */
import { spawn } from 'node:child_process'
import { address, checkFree } from './port.mjs'
import { alone, checkNode, install, QUIET, ROOT } from './prepare.mjs'
import { run } from './problem.mjs'

run(async () => {
  checkNode()
  const { host, port } = address()
  await checkFree({ host, port })
  await alone(install)
  const words = ['node_modules/next/dist/bin/next', 'dev', '--hostname', host, '--port', String(port)]
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, ...QUIET },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'))
  child.on('exit', (status) => process.exit(status ?? 1))
})
