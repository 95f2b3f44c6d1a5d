import type { JsonValue } from '@/lib/json'
import type { Answering, SignalWithoutTime } from '../../support/drive'

/**
 * One answer of a scripted task, in the order in which the state's tasks are scheduled:
 * `"!Card.Declined"` fails with that error, `"never"` does not answer, an object with one of the members below
 * says more, and any other value is the result, at once.
 */
export type ScriptedAnswer = JsonValue | Detailed

interface Detailed {
  succeeds?: JsonValue
  fails?: { error?: string; cause?: string }
  /** Seconds until the answer. */
  after?: number
  /** What the service answered when it took a job or a message with a token. */
  submitted?: JsonValue
  /** Seconds after which a worker takes an activity's task, and its name. */
  taken?: { after: number; by?: string }
  /** Seconds at which heartbeats arrive. */
  heartbeats?: number[]
}

export function scripted(tasks: Readonly<Record<string, readonly ScriptedAnswer[]>>): Answering {
  const answered = new Map<string, number>()
  return ({ stateName, taskToken }) => {
    const invocation = answered.get(stateName) ?? 0
    answered.set(stateName, invocation + 1)
    const answer = tasks[stateName]?.[invocation]
    if (answer === undefined) throw new Error(`No answer is scripted for call ${invocation} of ${stateName}.`)
    return signalsOf(detailed(answer), taskToken)
  }
}

function detailed(answer: ScriptedAnswer): Detailed {
  if (answer === 'never') return {}
  if (typeof answer === 'string' && answer.startsWith('!')) return { fails: { error: answer.slice(1) } }
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) {
    if (DETAILS.some((member) => Object.hasOwn(answer, member))) return answer as Detailed
  }
  return { succeeds: answer as JsonValue }
}

const DETAILS = ['succeeds', 'fails', 'after', 'submitted', 'taken', 'heartbeats']

function signalsOf(answer: Detailed, taskToken: string): { afterMs: number; signal: SignalWithoutTime }[] {
  const { succeeds, fails, after = 0, submitted, taken, heartbeats = [] } = answer
  const signals: { afterMs: number; signal: SignalWithoutTime }[] = []
  const send = (seconds: number, signal: SignalWithoutTime) =>
    signals.push({ afterMs: seconds * 1000, signal })
  if (taken) {
    send(taken.after, {
      type: 'TaskStarted',
      taskToken,
      ...(taken.by !== undefined && { workerName: taken.by }),
    })
  }
  if (submitted !== undefined) send(0, { type: 'TaskSubmitted', taskToken, output: submitted })
  for (const seconds of heartbeats) send(seconds, { type: 'TaskHeartbeat', taskToken })
  if (succeeds !== undefined) send(after, { type: 'TaskSucceeded', taskToken, output: succeeds })
  if (fails) send(after, { type: 'TaskFailed', taskToken, failure: fails })
  return signals
}
