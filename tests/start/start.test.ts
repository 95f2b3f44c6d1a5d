import { expect, test } from 'vitest'
import { freePort } from '../support/free-port'
import { withStarter } from '../support/starter'

const starter = withStarter()

test('npm start serves, ends cleanly on SIGTERM, and keeps the data', async () => {
  for (const lesson of ['first start', 'second start']) {
    const server = starter.start()
    const url = await server.url()
    expect((await fetch(url)).status, lesson).toBe(200)
    server.child.kill('SIGTERM')
    expect((await server.ended()).status).toBe(0)
    await expect(fetch(url)).rejects.toThrow()
  }
}, 120_000)

test('killed, it leaves nothing on the port, and the next start needs no help', async () => {
  const killed = starter.start()
  const url = await killed.url()
  killed.child.kill('SIGKILL')
  await killed.ended()
  await expect(fetch(url)).rejects.toThrow()
  const next = starter.start()
  expect((await fetch(await next.url())).status).toBe(200)
}, 120_000)

test('a second start on the same data folder joins the first', async () => {
  const first = starter.start()
  await first.url()
  const second = starter.start({ PORT: String(await freePort()) })
  expect((await fetch(await second.url())).status).toBe(200)
  first.child.kill('SIGKILL')
  await first.ended()
  expect((await fetch(await second.url())).status).toBe(200)
}, 120_000)
