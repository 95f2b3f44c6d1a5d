#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which `npm ci` does not bring: the same JSON-RPC over standard
 * input and output, answered by the WebAssembly build of the engine that is on npm. So `prisma migrate dev`,
 * `diff`, `status`, `deploy` and `db pull` work offline. The application itself never needs it: it applies
 * migrations with lib/db/migrate.ts and the client has its own query compiler.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import readline from 'node:readline'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

const require = createRequire(import.meta.url)
const options = readArguments(process.argv.slice(2))
const onClose = []

if (options.command[0] === '--version') {
  console.log('schema-engine-cli (WebAssembly)')
} else if (options.command[0] === 'cli') {
  await runOnce(options.command[1])
} else {
  serve()
}

function readArguments(argv) {
  const read = { datamodels: [], datasource: {}, command: [] }
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i]
    if (argument === '--datamodels') read.datamodels.push(argv[++i])
    else if (argument === '--datasource') read.datasource = JSON.parse(argv[++i])
    else if (argument === '--enabled-preview-features' || argument === '--extension-types') i++
    else read.command.push(argument)
  }
  return read
}

/** The two questions that Prisma asks by starting the engine with arguments. */
async function runOnce(question) {
  const url = options.datasource.url
  try {
    if (question === 'can-connect-to-database') {
      const connection = await (await adapterFor(url)).connect()
      await connection.executeScript('SELECT 1')
      await connection.dispose()
    } else if (question === 'create-database') {
      const server = new URL(url)
      const name = decodeURIComponent(server.pathname.slice(1))
      server.pathname = '/postgres'
      const connection = await (await adapterFor(server.href)).connect()
      await connection.executeScript(`CREATE DATABASE "${name.replaceAll('"', '""')}"`)
      await connection.dispose()
    } else {
      throw new Error(`the schema engine has no command ${question}`)
    }
    await close()
  } catch (error) {
    const codes = { DatabaseDoesNotExist: 'P1003', AuthenticationFailed: 'P1000' }
    const fields = {
      message: String(error?.cause?.originalMessage ?? error?.message ?? error),
      error_code: codes[error?.cause?.kind] ?? 'P1001',
      is_panic: false,
    }
    const line = {
      timestamp: new Date().toISOString(),
      level: 'ERROR',
      fields,
      target: 'schema_engine::logger',
    }
    process.stderr.write(`\n${JSON.stringify(line)}\n`)
    process.exit(1)
  }
}

/** JSON-RPC: one request a line, answered in order. */
function serve() {
  let engine
  let previous = Promise.resolve()
  let prints = 1_000_000
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

  async function answer({ id, method, params }) {
    if (method === undefined) return // Prisma's answer to a "print" of ours.
    try {
      engine ??= await startEngine()
      const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params)
      if (method === 'diff' && result?.stdout != null) {
        send({ id: prints++, method: 'print', params: { content: result.stdout } })
      }
      send({ id, result: result instanceof Map ? Object.fromEntries(result) : (result ?? null) })
    } catch (error) {
      const data = {
        is_panic: false,
        message: error?.message ?? String(error),
        meta: error?.meta,
        error_code: error?.code,
      }
      send({
        id,
        error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
      })
    }
  }

  const finish = () => previous.then(close).then(() => process.exit(0))
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
      if (line.trim()) previous = previous.then(() => answer(JSON.parse(line)))
    })
    .on('close', finish)
  process.on('SIGTERM', finish)
}

async function startEngine() {
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'))
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()

  const datamodels = options.datamodels.map((file) => [file, readFileSync(file, 'utf8')])
  const log = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`)
  const factory = bindMigrationAwareSqlAdapterFactory(await adapterFor(options.datasource.url))
  return bindings.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    log,
    factory,
  )
}

/** `postgresql://embedded/` is the embedded database, shared with a running server; anything else is a real one. */
async function adapterFor(url) {
  const { PrismaPg } = await import('@prisma/adapter-pg')
  mapCatalogChar((await import('pg')).default)
  let factory
  if (!url || url.startsWith('postgresql://embedded')) {
    const { tsImport } = await import('tsx/esm/api')
    const { openEmbedded } = await tsImport('../lib/db/embedded/open.ts', import.meta.url)
    const embedded = await openEmbedded()
    onClose.push(() => embedded.close())
    factory = new PrismaPg(embedded.connection)
  } else {
    factory = new PrismaPg({ connectionString: url })
  }
  // The shadow database, on which migrations are tried, is always in memory. (adapter-pg's own would connect
  // to the real database again, because a connection string wins over a database's name.)
  factory.connectToShadowDb = async () => {
    const { PGlite } = await import('@electric-sql/pglite')
    const { PrismaPGlite } = await import('pglite-prisma-adapter')
    return new PrismaPGlite(await PGlite.create('memory://')).connect()
  }
  return factory
}

/** adapter-pg does not know the catalog's type "char" (18), which introspection reads; `bpchar` (1042) will do. */
function mapCatalogChar(pg) {
  const addFields = pg.Result.prototype.addFields
  pg.Result.prototype.addFields = function (fields) {
    addFields.call(this, fields)
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 1042
  }
}

async function close() {
  for (const step of onClose) await step()
}
