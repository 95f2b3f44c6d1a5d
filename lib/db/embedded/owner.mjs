// @ts-check
/**
 * The worker thread that owns the data folder: a PGlite, and the socket through which everybody talks to it, our
 * own process included. In a thread, so that a heavy query does not hold up the server.
 *
 * Plain JavaScript, because it is started by its file from everywhere: the built server, tsx and Vitest.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { wireServer } from './wire-server.mjs'

/** @type {{ folder: string, socket: string }} */
const { folder, socket } = workerData

if (!existsSync(path.join(/*turbopackIgnore: true*/ folder, 'PG_VERSION'))) await makeDatabase()
const database = await PGlite.create(folder)
const server = wireServer(database)
/** @type {Set<import('node:net').Socket>} */
const connections = new Set()
server.on('connection', (connection) => {
  connections.add(connection)
  connection.on('close', () => connections.delete(connection))
})

parentPort?.on('message', async () => {
  server.close()
  for (const connection of connections) connection.destroy()
  await database.close()
  parentPort?.close()
})
server.listen(socket, () => parentPort?.postMessage('ready'))

/** Makes the database beside its place first: a process killed in the middle leaves nothing half made there. */
async function makeDatabase() {
  const making = `${folder}.making`
  rmSync(/*turbopackIgnore: true*/ making, { recursive: true, force: true })
  const empty = await PGlite.create(making)
  await empty.close()
  renameSync(/*turbopackIgnore: true*/ making, folder)
}
