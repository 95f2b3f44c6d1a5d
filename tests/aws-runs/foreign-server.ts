import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { OUTPUT, solved } from './solved'

export type Json = Record<string, unknown>

/** A body that is no text is sent as JSON; `cut` ends the connection instead of answering. */
export type Answer = { status?: number; kind?: string; body: unknown } | 'cut'

/** What the server has, for operations that a test writes. */
export interface Shelf {
  machines: Map<string, { name: string; definition: string }>
  executions: Map<string, { definition: string; input: string }>
}

/** How an operation answers; `count` is 1 when it is asked for the first time. */
export type Operation = (input: Json, shelf: Shelf, count: number) => Answer

/**
 * A Step Functions that somebody else wrote: six operations, no lists, no tags, no account, no other service, and a web
 * page for everything it does not know. It runs one exercise's solution. Habits of other servers are given as operations,
 * and as what it says to an unknown one.
 */
export class ForeignServer {
  readonly shelf: Shelf = { machines: new Map(), executions: new Map() }
  /** How far its clock is ahead of ours, in milliseconds; five minutes are too far for AWS. */
  aheadMs = 0
  readonly #server = http.createServer((request, response) => void this.#answer(request, response))
  readonly #counts = new Map<string, number>()

  private constructor(
    readonly habits: Readonly<Record<string, Operation>>,
    readonly toUnknown: Operation,
  ) {}

  static async start(
    habits: Readonly<Record<string, Operation>> = {},
    toUnknown: Operation = () => page(404, 'Not Found'),
  ): Promise<ForeignServer> {
    const server = new ForeignServer({ ...SIX, ...habits }, toUnknown)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await text(request)
    const name = String(request.headers['x-amz-target'] ?? '').replace('AWSStepFunctions.', '')
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    const now = Date.now() + this.aheadMs
    const operation = this.habits[name] ?? this.toUnknown
    const answer = isSkewed(request, now)
      ? refusal('InvalidSignatureException', 'Signature expired', 403)
      : operation(name === '' ? {} : JSON.parse(body), this.shelf, count)
    if (answer === 'cut') return void response.destroy()
    response.setHeader('date', new Date(now).toUTCString())
    const { status = 200, kind = 'application/x-amz-json-1.0' } = answer
    response.writeHead(status, { 'content-type': kind })
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  }
}

/** `20261123T050000Z`, signed more than five minutes from now. */
function isSkewed({ headers }: http.IncomingMessage, now: number): boolean {
  const signed = String(headers['x-amz-date']).replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
    '$1-$2-$3T$4:$5:$6Z',
  )
  return Math.abs(Date.parse(signed) - now) > 300_000
}

export function page(status: number, title: string): Answer {
  return { status, kind: 'text/html; charset=utf-8', body: `<!doctype html><title>${title}</title>` }
}

export function refusal(type: string, message = 'no', status = 400): Answer {
  return { status, body: { __type: type, message } }
}

const ARN = 'arn:aws:states:eu-west-7:000000000000'

/** The events of the solution's run, from 1. */
export function eventsOf({ definition, input }: { definition: string; input: string }): Json[] {
  const { events, output } = solved({ definition })
  return [
    {
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input, roleArn: 'arn:aws:iam::000000000000:role/x' },
    },
    ...events,
    { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output } },
  ].map((event, index) => ({
    id: index + 1,
    previousEventId: index,
    timestamp: 1_795_000_000 + index / 1000,
    ...event,
  }))
}

export const SIX: Readonly<Record<string, Operation>> = {
  CreateStateMachine({ name, definition }, { machines }) {
    const stateMachineArn = `${ARN}:stateMachine:${name}`
    machines.set(stateMachineArn, { name: String(name), definition: String(definition) })
    return { body: { stateMachineArn, creationDate: 1_795_000_000 } }
  },
  DeleteStateMachine({ stateMachineArn }, { machines }) {
    machines.delete(String(stateMachineArn))
    return { body: '' }
  },
  StartExecution({ stateMachineArn, name, input }, { machines, executions }) {
    const machine = machines.get(String(stateMachineArn))
    if (!machine) return refusal('StateMachineDoesNotExist')
    const executionArn = `${ARN}:execution:${machine.name}:${name}`
    executions.set(executionArn, { definition: machine.definition, input: String(input) })
    return { body: { executionArn, startDate: 1_795_000_000 } }
  },
  DescribeExecution({ executionArn }, { executions }) {
    if (!executions.has(String(executionArn))) return refusal('ExecutionDoesNotExist')
    return { body: { executionArn, status: 'SUCCEEDED', startDate: 1_795_000_000, output: OUTPUT } }
  },
  GetExecutionHistory({ executionArn }, { executions }) {
    const execution = executions.get(String(executionArn))
    return execution ? { body: { events: eventsOf(execution) } } : refusal('ExecutionDoesNotExist')
  },
  StopExecution: () => ({ body: { stopDate: 1_795_000_000 } }),
}
