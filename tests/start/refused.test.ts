import { writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { freePort } from '../support/free-port'
import { withStarter } from '../support/starter'

const starter = withStarter()

describe('npm start refuses, in one sentence and with a status that is not 0,', () => {
  test('a port that is taken, and says by whom', async () => {
    const holder = net.createServer()
    await new Promise<void>((resolve) => holder.listen(starter.port, '127.0.0.1', resolve))
    const { status, lines } = await starter.start().ended()
    holder.close()
    expect(status).not.toBe(0)
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^Port ${starter.port} is taken by .+, as in PORT=${starter.port + 1} npm start\\.$`),
      ),
    ])
  })

  test.each(['0', '70000', 'http', '3000.5'])('PORT=%s', async (PORT) => {
    const { status, lines } = await starter.start({ PORT }).ended()
    expect(status).not.toBe(0)
    expect(lines).toEqual([expect.stringMatching(/^PORT is ".+", which is no port: .+\.$/)])
  })

  test('too old a Node', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })`
    const { status, lines } = await starter
      .start({}, ['--import', `data:text/javascript,${encodeURIComponent(old)}`])
      .ended()
    expect(status).not.toBe(0)
    expect(lines).toEqual([
      expect.stringMatching(/^Stepwise needs Node 20\.19 or newer and this is 18\.19\.0: .+\.$/),
    ])
  })

  test('a DATABASE_URL where nobody answers, without its password', async () => {
    const { status, lines } = await starter
      .start({
        DATABASE_URL: `postgresql://ada:secret@127.0.0.1:${await freePort()}/stepwise`,
      })
      .ended()
    expect(status).not.toBe(0)
    expect(said(lines)).toEqual([
      expect.stringMatching(/^The database 127\.0\.0\.1:\d+\/stepwise of DATABASE_URL .+\.$/),
    ])
    expect(lines.join()).not.toContain('secret')
  })

  test('a data folder that cannot be used', async () => {
    writeFileSync(path.join(starter.folder, 'file'), '')
    const { status, lines } = await starter
      .start({ STEPWISE_DATA: path.join(starter.folder, 'file', 'data') })
      .ended()
    expect(status).not.toBe(0)
    expect(said(lines)).toEqual([
      expect.stringMatching(/^The data folder .+ cannot be made \(ENOTDIR\): .+\.$/),
    ])
  })

  test('a data folder that somebody holds and does not answer for', async () => {
    const { ownIdentity } = await import('@/lib/db/embedded/process-identity')
    const owner = { ...ownIdentity(), socket: path.join(starter.folder, 'nobody-listens'), token: 'other' }
    writeFileSync(path.join(starter.folder, 'db.lock'), JSON.stringify(owner))
    const { status, lines } = await starter.start().ended()
    expect(status).not.toBe(0)
    expect(said(lines)).toEqual([
      expect.stringMatching(/^The data folder .+ is in use by process \d+ on .+: stop it, .+\.$/),
    ])
  }, 90_000)
})

/** What we say ourselves: the rest is Next's, about its configuration. */
function said(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.includes('next.config.mjs') && !/^(Building|Installing)/.test(line))
}
