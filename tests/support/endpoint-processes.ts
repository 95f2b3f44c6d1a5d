import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { freePort } from './free-port'

/** A process of its own that serves the endpoint. */
export interface EndpointProcess {
  url: string
  pid: number
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>
}

const script = path.join(import.meta.dirname, 'endpoint-process.ts')

/** Starts one on the database of this environment; on `port`, if one that was killed is to come back. */
export async function startEndpoint(port?: number): Promise<EndpointProcess & { port: number }> {
  const own = port ?? (await freePort())
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', script], {
    env: { ...process.env, PORT: String(own), NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await ready(child)
  return {
    port: own,
    url: `http://127.0.0.1:${own}/api/aws`,
    pid: child.pid ?? 0,
    kill: () => end(child),
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (text) => {
      output += text
      if (output.includes('ready')) resolve()
    })
    child.stderr?.on('data', (text) => {
      output += text
    })
    child.once('exit', (code) => reject(new Error(`The process ended with ${code}:\n${output}`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
