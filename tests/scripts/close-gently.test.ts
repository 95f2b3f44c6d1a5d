import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { closeGently } from '../../scripts/close-gently.mjs'

async function serverThatAnswersAfter(ms: number) {
  let reach = () => {}
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const server = http.createServer(async (_request, response) => {
    reach()
    await sleep(ms)
    response.end('saved')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, reached, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('a request under way gets its answer, and then the server is closed', async () => {
  const { server, reached, url } = await serverThatAnswersAfter(300)
  const answer = fetch(url).then((response) => response.text())
  await reached
  await closeGently(server, 20_000)
  expect(await answer).toBe('saved')
  await expect(fetch(url)).rejects.toThrow()
})

test('one that does not end is given up', async () => {
  const { server, reached, url } = await serverThatAnswersAfter(60_000)
  const answer = fetch(url)
  answer.catch(() => undefined)
  await reached
  await closeGently(server, 100)
  await expect(answer).rejects.toThrow()
})
