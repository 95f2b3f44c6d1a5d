import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { built } from './build'
import type { Reply, Request } from './interpreter-child'
import type { EngineName } from './interpreter-engines'

let program: Promise<string> | undefined

/** Built once, for both engines. */
function childProgram(): Promise<string> {
  program ??= built('tests/bench/interpreter-child.ts', { platform: 'node' }).then(({ file }) => file)
  return program
}

/** A process with one engine and one workload in it. */
export class EngineProcess {
  readonly seconds: number[] = []
  peakMemoryMiB = 0

  private constructor(
    private readonly child: ChildProcess,
    readonly prepared: Extract<Reply, { prepared: unknown }>['prepared'],
  ) {}

  static async start(engine: EngineName, definition: string): Promise<EngineProcess> {
    const child = fork(await childProgram(), { execArgv: [] })
    const input = beside(definition, 'input')
    const reply = await ask(child, { ask: 'prepare', engine, definition, input })
    if ('prepared' in reply) return new EngineProcess(child, reply.prepared)
    throw new Error(`${engine} cannot run ${definition}: ${'problem' in reply ? reply.problem : ''}`)
  }

  async run(times: number): Promise<void> {
    const reply = await ask(this.child, { ask: 'run', times })
    if (!('seconds' in reply)) throw new Error('problem' in reply ? reply.problem : 'No run.')
    this.seconds.push(...reply.seconds)
    this.peakMemoryMiB = reply.peakMemoryMiB
  }

  end(): void {
    this.child.kill()
  }
}

function ask(child: ChildProcess, request: Request): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const died = () => reject(new Error('The process of the engine ended.'))
    child.once('exit', died)
    child.once('message', (reply: Reply) => {
      child.off('exit', died)
      resolve(reply)
    })
    child.send(request)
  })
}

/** The file that belongs to a definition, where there is one. */
export function beside(file: string, what: 'input' | 'expected'): string | undefined {
  const name = file.replace(/(\.asl)?\.json$/, `.${what}.json`)
  return existsSync(name) ? name : undefined
}
