import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/**
 * A server that answers as AWS documents it, and as ill as a test wants: the runner talks to it by AWS's own clients over
 * HTTP. It knows what runs use of Step Functions, CloudFormation and STS; its executions end as `execute` says.
 */
export interface FakeOptions {
  /** What every execution comes to; its output is its input unless said otherwise. */
  execute?: (start: { definition: string; input: string }) => FakeExecution
  /** Asked before each call; an error is answered instead. `count` is 1 for the first call of this operation. */
  fault?: (operation: string, count: number) => Fault | undefined
  /** Events on a page of a history. */
  pageSize?: number
  /** Stacks that come to this instead of CREATE_COMPLETE. */
  stackFails?: { resource: string; reason: string }
  /** So many deletions of a stack end in DELETE_FAILED. */
  deletionsThatFail?: number
  /** Left out: what a server that stands in for Step Functions alone does not know. */
  knows?: readonly ('cloudformation' | 'sts')[]
  accountId?: string
  /** It sends ISO 8601 where AWS sends seconds, and leaves out whatever may be left out. */
  isCareless?: boolean
  /** External id by role that may be assumed; `undefined` for a role that asks for none. */
  roles?: Readonly<Record<string, string | undefined>>
}

export interface Fault {
  status?: number
  type: string
  message?: string
}

export interface FakeExecution {
  status: 'SUCCEEDED' | 'FAILED' | 'RUNNING'
  output?: string
  error?: string
  cause?: string
  /** Between the first and the last. */
  events?: readonly object[]
}

interface Execution extends FakeExecution {
  executionArn: string
  stateMachineArn: string
  name: string
  input: string
}

type Json = Record<string, unknown>

export class FakeAws {
  readonly machines = new Map<string, { name: string; definition: string; roleArn: string }>()
  readonly executions = new Map<string, Execution>()
  readonly stacks = new Map<string, { id: string; status: string; reason?: string; template: Json }>()
  /** Each call, in order. */
  readonly calls: string[] = []
  /** Access keys that were used, for who asked. */
  readonly keys = new Set<string>()
  readonly #server = http.createServer((request, response) => void this.#answer(request, response))
  readonly #counts = new Map<string, number>()
  #deletionsFailed = 0

  private constructor(public options: FakeOptions) {}

  static async start(options: FakeOptions = {}): Promise<FakeAws> {
    const fake = new FakeAws(options)
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** All that is there. */
  get leftovers(): string[] {
    const running = [...this.executions.values()].filter(({ status }) => status === 'RUNNING')
    return [
      ...this.machines.keys(),
      ...this.stacks.keys(),
      ...running.map(({ executionArn }) => executionArn),
    ]
  }

  get #account(): string {
    return this.options.accountId ?? '444455556666'
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await text(request)
    const key = /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1]
    if (key) this.keys.add(key)
    const target = request.headers['x-amz-target']
    const isQuery = typeof target !== 'string'
    const input: Json = isQuery ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body)
    const operation = isQuery ? String(input.Action) : (target.split('.').at(-1) ?? '')
    this.calls.push(operation)
    const count = (this.#counts.get(operation) ?? 0) + 1
    this.#counts.set(operation, count)
    try {
      const fault = this.options.fault?.(operation, count)
      if (fault) throw new Refusal(fault)
      const made = isQuery ? this.#query(operation, input) : this.#json(operation, input)
      if (isQuery) {
        response.writeHead(200, { 'content-type': 'text/xml' })
        response.end(
          `<${operation}Response><${operation}Result>${made}</${operation}Result></${operation}Response>`,
        )
      } else {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
        response.end(JSON.stringify(made, this.options.isCareless ? careless : undefined))
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status = 400, type, message = type } = error.fault
      if (isQuery) {
        response.writeHead(status, { 'content-type': 'text/xml' })
        response.end(
          `<ErrorResponse><Error><Code>${type}</Code><Message>${message}</Message></Error></ErrorResponse>`,
        )
      } else {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
        response.end(JSON.stringify({ __type: type, message }))
      }
    }
  }

  #json(operation: string, input: Json): Json {
    const arn = (kind: string, name: string) => `arn:aws:states:us-east-1:${this.#account}:${kind}:${name}`
    switch (operation) {
      case 'CreateStateMachine': {
        const name = String(input.name)
        this.machines.set(arn('stateMachine', name), {
          name,
          definition: String(input.definition),
          roleArn: String(input.roleArn),
        })
        return { stateMachineArn: arn('stateMachine', name), creationDate: 1 }
      }
      case 'DescribeStateMachine':
        return {
          ...this.#machine(input),
          stateMachineArn: input.stateMachineArn,
          type: 'STANDARD',
          creationDate: 1,
        }
      case 'ListStateMachines':
        return {
          stateMachines: [...this.machines].map(([stateMachineArn, { name }]) => ({
            stateMachineArn,
            name,
            type: 'STANDARD',
            creationDate: 1,
          })),
        }
      case 'DeleteStateMachine':
        this.machines.delete(String(input.stateMachineArn))
        return {}
      case 'StartExecution': {
        const { definition, name: machine } = this.#machine(input)
        const name = String(input.name)
        const executionArn = arn('execution', `${machine}:${name}`)
        const given = String(input.input)
        const { execute = () => ({ status: 'SUCCEEDED' as const }) } = this.options
        const made = this.executions.get(executionArn) ?? {
          ...execute({ definition, input: given }),
          executionArn,
          stateMachineArn: String(input.stateMachineArn),
          name,
          input: given,
        }
        this.executions.set(executionArn, made)
        return { executionArn, startDate: 1_795_000_000 }
      }
      case 'ListExecutions':
        return {
          executions: [...this.executions.values()].filter(
            (one) => one.stateMachineArn === input.stateMachineArn && one.status === input.statusFilter,
          ),
        }
      case 'StopExecution': {
        const { executionArn } = this.#execution(input)
        this.executions.set(executionArn, { ...this.#execution(input), status: 'ABORTED' as 'FAILED' })
        return { stopDate: 1_795_000_002 }
      }
      case 'DescribeExecution': {
        const { status, output, input: given, error, cause, ...rest } = this.#execution(input)
        return {
          ...rest,
          status,
          startDate: 1_795_000_000,
          input: given,
          ...(status !== 'RUNNING' && { stopDate: 1_795_000_001.5 }),
          ...(status === 'SUCCEEDED' && { output: output ?? given }),
          ...(error !== undefined && { error }),
          ...(cause !== undefined && { cause }),
        }
      }
      case 'GetExecutionHistory':
        return this.#history(input)
      default:
        throw new Refusal({ type: 'UnknownOperationException' })
    }
  }

  #history(input: Json): Json {
    const { status, output, input: given, error, cause, events = [] } = this.#execution(input)
    const last =
      status === 'SUCCEEDED'
        ? { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: output ?? given } }
        : status === 'FAILED'
          ? { type: 'ExecutionFailed', executionFailedEventDetails: { error, cause } }
          : { type: 'ExecutionAborted', executionAbortedEventDetails: {} }
    const all = [
      {
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: given, roleArn: 'arn:aws:iam::444455556666:role/x' },
      },
      ...events,
      ...(status === 'RUNNING' ? [] : [last]),
    ].map((event, index) => ({
      id: index + 1,
      previousEventId: index,
      timestamp: 1_795_000_000 + index / 1000,
      ...event,
    }))
    const size = this.options.pageSize ?? Number(input.maxResults ?? 1000)
    const from = Number(input.nextToken ?? 0)
    const next = from + size
    return { events: all.slice(from, next), ...(next < all.length && { nextToken: String(next) }) }
  }

  #machine(input: Json) {
    const machine = this.machines.get(String(input.stateMachineArn))
    if (!machine) throw new Refusal({ type: 'StateMachineDoesNotExist' })
    return machine
  }

  #execution(input: Json): Execution {
    const execution = this.executions.get(String(input.executionArn))
    if (!execution) throw new Refusal({ type: 'ExecutionDoesNotExist' })
    return execution
  }

  #query(operation: string, input: Json): string {
    const { knows = ['cloudformation', 'sts'] } = this.options
    const isSts = operation === 'GetCallerIdentity' || operation === 'AssumeRole'
    if (!knows.includes(isSts ? 'sts' : 'cloudformation'))
      throw new Refusal({ status: 404, type: 'UnknownOperation' })
    const name = String(input.StackName)
    const known = this.stacks.get(name) ?? [...this.stacks.values()].find(({ id }) => id === name)
    const isDeleted = { type: 'ValidationError', message: `Stack with id ${name} does not exist` }
    switch (operation) {
      case 'GetCallerIdentity':
        return `<Account>${this.#account}</Account><Arn>arn:aws:iam::${this.#account}:user/me</Arn><UserId>U</UserId>`
      case 'AssumeRole': {
        const { roles = {} } = this.options
        const role = String(input.RoleArn)
        if (!(role in roles) || (roles[role] !== undefined && roles[role] !== input.ExternalId)) {
          throw new Refusal({
            status: 403,
            type: 'AccessDenied',
            message: 'not authorized to perform: sts:AssumeRole',
          })
        }
        const until = new Date(Date.now() + 900_000).toISOString()
        return `<Credentials><AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${until}</Expiration></Credentials><AssumedRoleUser><Arn>${role}/x</Arn><AssumedRoleId>x</AssumedRoleId></AssumedRoleUser>`
      }
      case 'CreateStack': {
        if (known)
          throw new Refusal({ type: 'AlreadyExistsException', message: `Stack [${name}] already exists` })
        const { stackFails } = this.options
        const id = `arn:aws:cloudformation:us-east-1:${this.#account}:stack/${name}/1`
        this.stacks.set(name, {
          id,
          status: stackFails ? 'ROLLBACK_COMPLETE' : 'CREATE_COMPLETE',
          template: JSON.parse(String(input.TemplateBody)),
        })
        return `<StackId>${id}</StackId>`
      }
      case 'DescribeStacks': {
        if (!known) throw new Refusal(isDeleted)
        const outputs = Object.keys((known.template.Outputs ?? {}) as Json).map(
          (key) =>
            `<member><OutputKey>${key}</OutputKey><OutputValue>arn:aws:iam::${this.#account}:role/${key}</OutputValue></member>`,
        )
        return `<Stacks><member><StackName>${name}</StackName><StackId>${known.id}</StackId><StackStatus>${known.status}</StackStatus><CreationTime>2026-11-23T00:00:00Z</CreationTime><Outputs>${outputs.join('')}</Outputs></member></Stacks>`
      }
      case 'DescribeStackEvents': {
        const { resource = '', reason = '' } = this.options.stackFails ?? {}
        const event = (logical: string, status: string, why: string) =>
          `<member><EventId>${logical}</EventId><StackId>x</StackId><StackName>${name}</StackName><Timestamp>2026-11-23T00:00:00Z</Timestamp><LogicalResourceId>${logical}</LogicalResourceId><ResourceStatus>${status}</ResourceStatus><ResourceStatusReason>${why}</ResourceStatusReason></member>`
        return `<StackEvents>${event(name, 'ROLLBACK_COMPLETE', '')}${event('Other', 'CREATE_FAILED', 'Resource creation cancelled')}${event(resource, 'CREATE_FAILED', reason)}</StackEvents>`
      }
      case 'DeleteStack': {
        const { deletionsThatFail = 0 } = this.options
        if (known && this.#deletionsFailed < deletionsThatFail) {
          this.#deletionsFailed++
          known.status = 'DELETE_FAILED'
        } else this.stacks.delete(name)
        return ''
      }
      default:
        throw new Refusal({ status: 404, type: 'InvalidAction' })
    }
  }
}

class Refusal extends Error {
  constructor(readonly fault: Fault) {
    super(fault.type)
  }
}

function careless(name: string, value: unknown): unknown {
  if (name === 'previousEventId' || name === 'startDate' || name === 'stopDate' || name === 'type') {
    return name === 'type' && value !== 'STANDARD' ? value : undefined
  }
  const isMoment = name === 'timestamp' || name === 'creationDate'
  return isMoment ? new Date(Number(value) * 1000).toISOString() : value
}
