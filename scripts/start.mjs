// @ts-check
/**
 * `npm start`: from a fresh clone to a served page, doing only what is still to be done. The server runs in this
 * very process, so ending it, by whatever signal, ends everything.
 */
import http from 'node:http'
import { closeGently } from './close-gently.mjs'
import { address, checkFree, portProblem } from './port.mjs'
import { alone, build, checkNode, install, QUIET, ROOT } from './prepare.mjs'
import { run } from './problem.mjs'

/** The npm that started us, if any. Its end is ours, also when it comes while we still install and build. */
const PARENT = process.ppid

run(async () => {
  checkNode()
  outliveOurReader()
  const where = address()
  await checkFree(where)
  process.chdir(ROOT)
  Object.assign(process.env, QUIET)
  await alone(async () => {
    await install()
    await build()
  })
  await serve(where)
})

/**
 * Whoever reads what we print may end before us. Without a listener, the failed write is an uncaught exception, which
 * is printed, which fails: a busy loop without an end.
 */
function outliveOurReader() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** @param {{ host: string, port: number }} where */
async function serve({ host, port }) {
  // @ts-expect-error Next declares it read-only.
  process.env.NODE_ENV = 'production'
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: ROOT, hostname: host, port })
  // Opens and migrates the database too (instrumentation.ts), and ends the process with a sentence if it cannot.
  await app.prepare()
  const answer = app.getRequestHandler()
  const server = http.createServer((request, response) => {
    believeOnlyOurProxy(request)
    void answer(request, response)
  })
  await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portProblem(error, { host, port })))
    server.listen(port, host, () => resolve(undefined))
  })
  endCleanly(server)

  const url = `http://${shown(host)}:${port}`
  const first = await fetch(url, { redirect: 'manual' })
  const page = await first.text()
  if (first.status >= 500)
    console.error(`The first page answers with status ${first.status}; the reason is printed above.`)
  console.log(
    `Stepwise is ready: ${process.env.STEPWISE_URL || url}  (process ${process.pid}; Ctrl-C ends it)`,
  )
  void warmUp(url, page)
}

/**
 * The first lesson loads all that turns texts into pages, which takes seconds, and every later one milliseconds. So
 * we ask for one before anybody else does.
 *
 * @param {string} url
 * @param {string} page the first page, with links to lessons
 */
async function warmUp(url, page) {
  const [, lesson] = /href="(\/lessons\/[^"]+)"/.exec(page) ?? []
  if (lesson)
    await fetch(url + lesson).then(
      (answer) => answer.arrayBuffer(),
      () => {},
    )
}

/**
 * Who asks is told by the connection. Only behind a proxy, which `STEPWISE_URL` stands for, by its header.
 *
 * @param {http.IncomingMessage} request
 */
function believeOnlyOurProxy(request) {
  if (process.env.STEPWISE_URL) return
  for (const name of [
    'forwarded',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
    'x-real-ip',
  ]) {
    delete request.headers[name]
  }
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? '127.0.0.1'
}

/**
 * On Ctrl-C, SIGTERM or the end of the npm that started us: no new connections, what is under way may end, the
 * database is closed.
 *
 * @param {http.Server} server
 */
function endCleanly(server) {
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), 10_000).unref()
    await closeGently(server, 3_000)
    // Put there by lib/db/database.ts, which is part of the build.
    const opened = await Reflect.get(globalThis, Symbol.for('stepwise.database'))
    await opened?.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)

  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== PARENT && end(), 1_000).unref()
  }
}

/** @param {string} host */
function shown(host) {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
