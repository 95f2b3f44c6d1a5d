import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { freePort } from './free-port'

const root = path.resolve(import.meta.dirname, '../..')

export interface Started {
  child: ChildProcess
  /** Once the first page answers. */
  url(): Promise<string>
  ended(): Promise<{ status: number | null; lines: string[] }>
}

/** `npm start` as a process of its own, on a port and with a data folder that each test has anew. */
export interface Starter {
  readonly folder: string
  readonly port: number
  /** Ended with its test. */
  start(env?: Readonly<Record<string, string>>, options?: readonly string[]): Started
}

export function withStarter(): Starter {
  const children = new Set<ChildProcess>()
  let folder = ''
  let port = 0

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-start-'))
    port = await freePort()
  })
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL')
    children.clear()
    rmSync(folder, { recursive: true, force: true })
  })

  return {
    get folder() {
      return folder
    },
    get port() {
      return port
    },
    start(env = {}, options = []) {
      const { DATABASE_URL: _, ...own } = process.env
      const child = spawn(process.execPath, [...options, 'scripts/start.mjs'], {
        cwd: root,
        env: { ...own, NODE_ENV: 'production', PORT: String(port), STEPWISE_DATA: folder, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      children.add(child)
      return watched(child)
    },
  }
}

function watched(child: ChildProcess): Started {
  let printed = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      printed += text
      const url = /Stepwise is ready: (\S+)/.exec(printed)?.[1]
      if (url) resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then(() => reject(new Error(`It ended:\n${printed}`)))
  })
  ready.catch(() => undefined)
  return {
    child,
    url: () => ready,
    ended: async () => ({
      status: await ended,
      lines: printed.split('\n').filter((line) => line.trim() !== ''),
    }),
  }
}
