import type { Failure, Instant, TaskToken } from '@/lib/asl'
import { isJsonText, type JsonObject, type JsonValue } from '@/lib/json'
import { ACCOUNT_ID, type MachineSetup, REGION } from '../account'
import type { Outcome } from '../agenda'
import type { Surroundings } from '../answer'
import type { Operation, Reply } from '../service'
import { billedExpressMs, EXPRESS_LEAST_MIB } from './express-bill'

/** A state machine of the account. The one under test has no definition here: the sandbox has it already. */
export interface StoredMachine {
  readonly name: string
  readonly type: 'STANDARD' | 'EXPRESS'
  readonly definition: string | undefined
}

/** One execution in the account, as DescribeExecution tells of it. */
export interface StoredExecution {
  executionArn: string
  name: string
  machine: string
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  /** JSON text. */
  input: string
  output?: string
  failure?: Failure
  startDate: Instant
  stopDate?: Instant
  /** Tasks that wait for its end: `.sync` and `.sync:2`. */
  awaitedBy: AwaitingTask[]
}

export interface AwaitingTask {
  taskToken: TaskToken
  /** The last is no pattern of a task, but `StartSyncExecution`, which answers when the execution has ended. */
  pattern: 'sync' | 'sync:2' | 'startSync'
  from: Instant
  /** Step Functions may not ask how this execution is, so that the task never hears of its end. */
  unheard?: true
  /** It may not stop it either, when the task is given up. */
  goesOn?: true
}

export function newMachine(name: string, { definition, type = 'STANDARD' }: MachineSetup): StoredMachine {
  return { name, type, definition }
}

export function machineArn(name: string, account = ACCOUNT_ID): string {
  return `arn:aws:states:${REGION}:${account}:stateMachine:${name}`
}

/** In the API's own shape; dates are seconds there. */
export const startExecution: Operation = (request, { account, at, ids, agenda }) => {
  const { stateMachineArn, input = '{}' } = request
  const name = request.name ?? ids.uuid()
  if (typeof stateMachineArn !== 'string' || !stateMachineArn.startsWith('arn:')) {
    return refused('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${String(stateMachineArn)}'`)
  }
  const machine = machineAt(stateMachineArn, { account })
  if (!machine) {
    return refused('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
  }
  if (typeof name !== 'string' || !/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) {
    return refused('InvalidName', `Invalid Name: '${String(name)}'`)
  }
  if (typeof input !== 'string' || !isJsonText(input)) {
    return refused('InvalidExecutionInput', `Invalid State Machine Execution Input: '${String(input)}'`)
  }
  const executionArn =
    machine.type === 'STANDARD'
      ? `arn:aws:states:${REGION}:${account.accountId}:execution:${machine.name}:${name}`
      : `arn:aws:states:${REGION}:${account.accountId}:express:${machine.name}:${name}:${ids.uuid()}`
  const earlier = account.executions.get(executionArn)
  // The same name with the same input, while the first still runs, is the same request once more.
  if (earlier?.status === 'RUNNING' && earlier.input === input) return started(earlier)
  if (earlier) return refused('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`)
  const execution: StoredExecution = {
    executionArn,
    name,
    machine: machine.name,
    status: 'RUNNING',
    input,
    startDate: at,
    awaitedBy: [],
  }
  account.executions.set(executionArn, execution)
  agenda.at(at, { kind: 'ExecutionStarts', executionArn })
  return started(execution)
}

/** As `startExecution`, but only for an Express workflow; `answer-sync.ts` answers when it has ended. */
export const startSyncExecution: Operation = (request, around) => {
  const machine = machineAt(request.stateMachineArn, around)
  if (machine?.type === 'STANDARD') {
    return refused(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    )
  }
  return startExecution(request, around)
}

export const stopExecution: Operation = ({ executionArn, error, cause }, { account, at, agenda }) => {
  const execution = typeof executionArn === 'string' ? account.executions.get(executionArn) : undefined
  if (!execution) return noSuchExecution(executionArn)
  const failure = {
    ...(typeof error === 'string' && { error }),
    ...(typeof cause === 'string' && { cause }),
  }
  if (execution.status === 'RUNNING') {
    agenda.at(at, { kind: 'ExecutionStops', executionArn: execution.executionArn, failure })
  }
  return { ok: true, response: { stopDate: at / 1000 } }
}

export const describeExecution: Operation = ({ executionArn }, { account }) => {
  const execution = typeof executionArn === 'string' ? account.executions.get(executionArn) : undefined
  if (!execution) return noSuchExecution(executionArn)
  const described = description(execution, 'sync')
  const response: JsonObject = Object.fromEntries(
    Object.entries(described).map(([name, value]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      name.endsWith('Date') && typeof value === 'number' ? value / 1000 : value,
    ]),
  )
  return { ok: true, response }
}

/** An execution of the account came to its end: whoever waits for it by `.sync` hears of it. */
export function executionEnded(
  execution: StoredExecution,
  { agenda, at }: Pick<Surroundings, 'agenda' | 'at'>,
): void {
  for (const { taskToken, pattern, from, unheard } of execution.awaitedBy) {
    if (unheard) continue
    // The wait begins when the start has been answered, however soon the other execution ends.
    agenda.at(Math.max(at, from), { kind: 'TaskSettled', taskToken, outcome: outcomeFor(execution, pattern) })
  }
}

/** A child that fails, times out or is stopped fails the task with its whole description as the cause (recorded). */
function outcomeFor(execution: StoredExecution, pattern: AwaitingTask['pattern']): Outcome {
  if (pattern === 'startSync') return { ok: true, output: syncResponse(execution) }
  const output = description(execution, pattern)
  return execution.status === 'SUCCEEDED'
    ? { ok: true, output }
    : {
        ok: false,
        failure: { error: 'States.TaskFailed', cause: JSON.stringify(description(execution, 'sync')) },
      }
}

/** What StartSyncExecution answers, also of an execution that failed (API reference). */
function syncResponse(execution: StoredExecution): JsonObject {
  const { StartDate: _, StopDate: __, ...described } = description(execution, 'sync')
  const { startDate, stopDate = startDate } = execution
  return {
    BillingDetails: {
      BilledDurationInMilliseconds: billedExpressMs(stopDate - startDate),
      BilledMemoryUsedInMB: EXPRESS_LEAST_MIB,
    },
    ...described,
    StartDate: new Date(startDate).toISOString(),
    StopDate: new Date(stopDate).toISOString(),
  }
}

/** As DescribeExecution has it, in PascalCase; only `.sync:2` shows input and output as JSON (recorded). */
function description(execution: StoredExecution, pattern: 'sync' | 'sync:2'): JsonObject {
  const { executionArn, name, machine, status, input, output, failure, startDate, stopDate } = execution
  const shown = (text: string): JsonValue => (pattern === 'sync:2' ? (JSON.parse(text) as JsonValue) : text)
  return {
    ...(failure?.cause !== undefined && { Cause: failure.cause }),
    ...(failure?.error !== undefined && { Error: failure.error }),
    ExecutionArn: executionArn,
    Input: shown(input),
    InputDetails: { Included: true },
    Name: name,
    ...(output !== undefined && { Output: shown(output), OutputDetails: { Included: true } }),
    StartDate: startDate,
    StateMachineArn: machineArn(machine, executionArn.split(':')[4]),
    Status: status,
    ...(stopDate !== undefined && { StopDate: stopDate }),
  }
}

function machineAt(
  arn: JsonValue | undefined,
  { account }: Pick<Surroundings, 'account'>,
): StoredMachine | undefined {
  return [...account.machines.values()].find((one) => machineArn(one.name, account.accountId) === arn)
}

function started({ executionArn, startDate }: StoredExecution): Reply {
  return { ok: true, response: { executionArn, startDate: startDate / 1000 } }
}

function noSuchExecution(executionArn: JsonValue | undefined): Reply {
  return refused('ExecutionDoesNotExist', `Execution Does Not Exist: '${String(executionArn)}'`)
}

function refused(code: string, message: string): Reply {
  return { ok: false, error: { code, message, status: 400 } }
}

/** The input of a task as the API takes it: a text stays, everything else is written as JSON (recorded). */
export function inputText(parameters: JsonObject): JsonObject {
  const { Input } = parameters
  if (Input === undefined) return parameters
  if (Input === null) return { ...parameters, Input: '{}' }
  return typeof Input === 'string' ? parameters : { ...parameters, Input: JSON.stringify(Input) }
}
