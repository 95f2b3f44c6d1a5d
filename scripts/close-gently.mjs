// @ts-check
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Takes no new connections, and gives the requests that are under way some time for their answers.
 *
 * @param {import('node:http').Server} server
 * @param {number} mostMs
 */
export async function closeGently(server, mostMs) {
  const closed = new Promise((resolve) => server.close(resolve))
  // A connection that is kept alive becomes idle with the end of its answer.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, sleep(mostMs)])
  clearInterval(sweeping)
  server.closeAllConnections()
}
