import { build } from '@/scripts/prepare.mjs'
import { startPostgres } from '../support/postgres'
import { postgresPrograms } from '../support/postgres-programs.mjs'
import { removeData, startServer } from '../support/server'
import { measureCheck } from './check-over-http'
import { measureGrader } from './grader'
import { printTable } from './report'
import { measureRun } from './run-in-browser'

/** `npm run bench:learner`: what a learner waits for, next to the budgets. About two minutes; not part of the tests. */

const SECONDS = 5
const RUNS = 60

printTable('The grader alone, warm', await measureGrader(SECONDS))
await build()
await onEmbeddedDatabase()
await onPostgres()

async function onEmbeddedDatabase() {
  const server = await startServer()
  try {
    printTable('Run in the browser, from the click to the painted result', await measureRun(server.url, RUNS))
    printTable('Check over HTTP, embedded database', await measureCheck(server.url, SECONDS))
  } finally {
    await server.stop()
    removeData(server)
  }
}

async function onPostgres() {
  const programs = postgresPrograms()
  if (!programs) {
    console.log(
      '\nCheck over HTTP, PostgreSQL: skipped, there is none on this machine (apt-get install postgresql-15).',
    )
    return
  }
  const postgres = await startPostgres(programs)
  const server = await startServer({ env: { DATABASE_URL: postgres.url } })
  try {
    printTable('Check over HTTP, PostgreSQL', await measureCheck(server.url, SECONDS))
  } finally {
    await server.stop()
    removeData(server)
    await postgres.stop()
  }
}
