import { parse, type ScheduledTask } from '@/lib/asl'
import { toApiHistoryEvent } from '@/lib/aws-api'
import { type JsonValue, jsonEquals } from '@/lib/json'
import { refusal } from '@/lib/services'
import { type Answering, drive, type SignalWithoutTime } from '../support/drive'
import type { Answer, ConformanceCase, Mock } from './case'

/** Runs the definition in a world that answers what the recorded tasks answered. */
export function execute(asked: ConformanceCase): Answer {
  const { id, definition, workflowType = 'STANDARD', now = '2024-06-01T12:00:00.000Z' } = asked
  const parsed = parse(definition, { type: workflowType })
  if (!parsed.ok) return { id, unsupported: parsed.diagnostics[0].message }
  const { ended, history } = drive({
    machine: parsed.machine,
    input: JSON.parse(asked.input ?? '{}') as JsonValue,
    startAt: Date.parse(now),
    seed: 1,
    type: workflowType,
    accountId: '111111111111',
    answer: mockedWorld(asked),
    refuse: (task) =>
      asked.absent?.includes(task.resourceArn)
        ? `The activity ${task.resourceArn} does not exist.`
        : refusal(task),
  })
  const events = history.map(toApiHistoryEvent)
  if (!ended) return { id, status: 'RUNNING', events }
  if (ended.status === 'STOPPED') return { id, crash: ended.stoppedBy.message }
  if (ended.status === 'SUCCEEDED') {
    return { id, status: ended.status, output: JSON.stringify(ended.output), events }
  }
  const { error, cause } = ended.failure
  return {
    id,
    status: ended.status,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    events,
  }
}

/** Answers by state name and, unless the mock says which parameters it is for, by order of invocation. */
function mockedWorld({ mocks = {} }: ConformanceCase): Answering {
  const left = new Map(
    Object.entries(mocks).map(([state, byInvocation]) => [state, Object.values(byInvocation)]),
  )
  return (task) => {
    const ofState = left.get(task.stateName) ?? []
    const fitting = ofState.findIndex(({ When }) => When === undefined || jsonEquals(When, task.payload))
    const [mock] = ofState.splice(Math.max(fitting, 0), 1)
    if (!mock) throw new Error(`There is no answer left for the state ${task.stateName}.`)
    return signalsOf(mock, task).map((signal) => ({ afterMs: 0, signal }))
  }
}

function signalsOf(mock: Mock, { taskToken, resource }: ScheduledTask): SignalWithoutTime[] {
  const signals: SignalWithoutTime[] = []
  if (resource.kind === 'Activity') {
    const { WorkerName: workerName } = mock
    signals.push({ type: 'TaskStarted', taskToken, ...(workerName !== undefined && { workerName }) })
  }
  if (mock.Submitted !== undefined) signals.push({ type: 'TaskSubmitted', taskToken, output: mock.Submitted })
  if (mock.Never || mock.Event?.endsWith('TimedOut')) return signals
  if (mock.Throw) {
    const { Error: error, Cause: cause } = mock.Throw
    const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
    signals.push({ type: 'TaskFailed', taskToken, failure })
  } else signals.push({ type: 'TaskSucceeded', taskToken, output: mock.Return ?? null })
  return signals
}
