import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './free-port'

/** A production server of this build, started for a test, with a data folder of its own. */
export interface TestServer {
  url: string
  dataFolder: string
  /** Everything it has printed. */
  output(): string
  /** Ends it as Ctrl-C does; the data stays. */
  stop(): Promise<void>
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>
}

export interface TestServerOptions {
  /** Takes over the data of an earlier server; a new temporary folder when absent. */
  dataFolder?: string
  port?: number
  env?: Readonly<Record<string, string>>
}

const root = path.resolve(import.meta.dirname, '../..')

/** Starts the server as `npm start` does, on a free port, and waits until the first page answers. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const port = options.port ?? (await freePort())
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(os.tmpdir(), 'stepwise-test-'))
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      STEPWISE_DATA: dataFolder,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  try {
    await answers(url, child)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${error instanceof Error ? error.message : error}\n${output}`)
  }
  return {
    url,
    dataFolder,
    output: () => output,
    stop: () => end(child, 'SIGINT'),
    kill: () => end(child, 'SIGKILL'),
  }
}

/** Forgets what a stopped server kept. */
export function removeData(server: TestServer): void {
  rmSync(server.dataFolder, { recursive: true, force: true })
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with status ${child.exitCode} while starting.`)
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
      if (response.ok) return
      if (response.status >= 500) throw new Error(`The first page answered ${response.status}.`)
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('The first page')) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server did not answer within 120 s.')
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    child.kill(signal)
  })
}
