import type { ExecutionLimits, HistoryEvent, StateMachine } from '@/lib/asl'
import { parse } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import { type Run, runExecution } from '@/lib/sandbox'

/** What is to be run: a definition as text, and its input. */
export interface Workload {
  definition: string
  input: JsonValue
}

/** One execution, in a form that both engines have. */
export interface Outcome {
  output: JsonValue | undefined
  failure: string | undefined
  /** States entered. */
  transitions: number
  events: number
}

/** Makes executions of one workload. What is done only once per definition happens when it is prepared. */
export interface Engine {
  /** One whole execution; the time of this call is what the bench measures. */
  run(): Promise<unknown>
  /** The same, and then what it came to. */
  observe(): Promise<Outcome>
  /** What is not as AWS does it, or not as the engine does it unless told. */
  options: Readonly<Record<string, JsonValue>>
}

export const engineNames = ['stepwise', 'aws-local-stepfunctions'] as const
export type EngineName = (typeof engineNames)[number]

export async function prepare(name: EngineName, workload: Workload): Promise<Engine> {
  return name === 'stepwise' ? ours(workload) : theirs(workload)
}

/** No Lambda function is called by these machines. */
const noHandler = async (): Promise<never> => {
  throw new Error('The bench has no handlers.')
}

/**
 * Ours, through the sandbox: the way of the workbench and of the grader. AWS's limit of history events stays,
 * unless the execution cannot come to its end with it.
 */
async function ours({ definition, input }: Workload): Promise<Engine> {
  const parsed = parse(definition)
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'))
  const { machine } = parsed
  const isFull = historyIsFull(await execute(machine, input))
  const limits = isFull ? LIFTED : {}
  const run = () => execute(machine, input, limits)
  return {
    run,
    async observe() {
      const { output, failure, stoppedBy, history } = await run()
      return {
        output,
        failure: stoppedBy?.message ?? (failure && `${failure.error}: ${failure.cause}`),
        transitions: history.filter(isEntry).length,
        events: history.length,
      }
    },
    options: { history: 'kept', clock: 'virtual', ...(isFull && { historyEventsLimit: 'lifted' }) },
  }
}

const LIFTED: Partial<ExecutionLimits> = {
  historyEvents: Number.MAX_SAFE_INTEGER,
  keptEvents: Number.MAX_SAFE_INTEGER,
}

function execute(machine: StateMachine, input: JsonValue, limits: Partial<ExecutionLimits> = {}) {
  return runExecution({ machine, input, account: {}, startAt: 0, seed: 1, runHandler: noHandler, limits })
}

function historyIsFull({ failure }: Run): boolean {
  return failure?.error === 'States.Runtime' && /maximum number of history events/.test(failure.cause ?? '')
}

function isEntry({ type }: HistoryEvent): boolean {
  return type.endsWith('StateEntered')
}

/** The package waits in real time unless told otherwise; ours has a virtual clock, so it is told. */
async function theirs({ definition, input }: Workload): Promise<Engine> {
  const { StateMachine: TheirStateMachine } = await import('aws-local-stepfunctions')
  const machine = new TheirStateMachine(JSON.parse(definition), { validationOptions: { noValidate: true } })
  const waits = stateNames(JSON.parse(definition), ({ Type }) => Type === 'Wait')
  const retries = stateNames(JSON.parse(definition), ({ Retry }) => Retry !== undefined)
  const overrides = {
    waitTimeOverrides: Object.fromEntries(waits.map((name) => [name, 0])),
    retryIntervalOverrides: Object.fromEntries(retries.map((name) => [name, 0])),
  }
  const start = () => machine.run(structuredClone(input) as never, { overrides })
  return {
    run: () => start().result.catch(() => undefined),
    async observe() {
      const execution = start()
      const ended = execution.result.then(
        (output) => ({ output: output as JsonValue, failure: undefined }),
        (error: unknown) => ({ output: undefined, failure: String(error) }),
      )
      let [transitions, events] = [0, 0]
      for await (const event of execution.eventLogs) {
        events++
        if (event.type === 'StateEntered') transitions++
      }
      return { ...(await ended), transitions, events }
    },
    options: {
      history: 'its own event log',
      ...(waits.length > 0 && { waits: 'overridden with 0 ms' }),
      ...(retries.length > 0 && { retryIntervals: 'overridden with 0 ms' }),
    },
  }
}

/** Names of the states, at any depth, that are as wanted. */
function stateNames(
  value: JsonValue,
  isWanted: (state: { [field: string]: JsonValue }) => boolean,
): string[] {
  if (isJsonArray(value)) return value.flatMap((item) => stateNames(item, isWanted))
  if (!isJsonObject(value)) return []
  const here = isJsonObject(value.States) ? Object.entries(value.States) : []
  return [
    ...here.filter(([, state]) => isJsonObject(state) && isWanted(state)).map(([name]) => name),
    ...Object.values(value).flatMap((member) => stateNames(member, isWanted)),
  ]
}
