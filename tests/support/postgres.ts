import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port'

/** A real PostgreSQL, started for the tests in a temporary folder. */
export interface TestPostgres {
  /** Of its first database. */
  url: string
  /** Another database, empty. */
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

/** @throws Error when it does not start, with what it printed */
export async function startPostgres(programs: string): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-postgres-'))
  const account = accountFor(folder)
  const data = path.join(folder, 'data')
  const initdb = [
    '--pgdata',
    data,
    '--auth',
    'trust',
    '--username',
    'stepwise',
    '--encoding',
    'UTF8',
    '--no-sync',
  ]
  execFileSync(path.join(programs, 'initdb'), initdb, { ...account, cwd: folder, stdio: 'pipe' })

  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
  ]
  const words = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn(path.join(programs, 'postgres'), words, {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let printed = ''
  server.stderr.on('data', (text) => (printed += text))
  const url = (name: string) => `postgresql://stepwise@127.0.0.1:${port}/${name}`
  if (!(await answers(url('postgres'), server))) throw new Error(`PostgreSQL did not start:\n${printed}`)

  return {
    url: url('postgres'),
    async createDatabase(name) {
      const client = new pg.Client(url('postgres'))
      await client.connect()
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
      await client.end()
      return url(name)
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it, or as nobody. */
function accountFor(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (option: string) => {
    for (const user of ['postgres', 'nobody']) {
      try {
        return Number(execFileSync('id', [option, user], { stdio: 'pipe' }))
      } catch {
        // There is no such user.
      }
    }
    throw new Error('PostgreSQL does not run as root, and there is no other user to run it.')
  }
  const account = { uid: id('-u'), gid: id('-g') }
  chownSync(folder, account.uid, account.gid)
  return account
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 300 && server.exitCode === null; tries++) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await sleep(100)
    }
  }
  return false
}
