import type { EventId, HistoryEvent } from '@/lib/asl'

const LAST = new Set(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut'])
const STATE_EVENT = /^(Pass|Task|Choice|Wait|Succeed|Fail|Parallel|Map)State(Entered|Exited)$/

/** What is wrong with a history whatever its machine was; empty when nothing is. */
export function brokenInvariants(history: readonly HistoryEvent[]): string[] {
  return [...order(history), ...causes(history), ...states(history), ...iterations(history)]
}

/** Ids count up from 1, time never goes back, one event starts it, and none follows the end. */
function* order(history: readonly HistoryEvent[]): Generator<string> {
  for (const [index, event] of history.entries()) {
    if (event.id !== index + 1) yield `event ${index + 1} has the id ${event.id}`
    if (event.timestamp < (history[index - 1]?.timestamp ?? 0)) yield `event ${event.id} goes back in time`
    if ((event.type === 'ExecutionStarted') !== (index === 0)) yield `event ${event.id} is ${event.type}`
    if (LAST.has(event.type) && index !== history.length - 1) yield `event ${event.id} is not the last`
  }
}

/** Causes come before what they cause; only the outermost events have none. */
function* causes(history: readonly HistoryEvent[]): Generator<string> {
  const first = history.find(({ type }) => type.endsWith('StateEntered'))
  for (const { id, previousEventId, type } of history) {
    if (previousEventId >= id) yield `event ${id} is caused by ${previousEventId}`
    const mayBeFirst = id === 1 || id === first?.id || LAST.has(type)
    if (previousEventId === 0 && !mayBeFirst) yield `event ${id} (${type}) has no cause`
  }
}

/** Every exit leaves a state that was entered in the same line of control and was not left before. */
function* states(history: readonly HistoryEvent[]): Generator<string> {
  const open = new Map<string, EventId[]>()
  for (const event of history) {
    if (!STATE_EVENT.test(event.type) || !('name' in event.details)) continue
    const { name } = event.details
    const stays = open.get(name) ?? []
    if (event.type.endsWith('Entered')) open.set(name, [...stays, event.id])
    else if (stays.length === 0) yield `event ${event.id} leaves ${name}, which is not open`
    else open.set(name, stays.slice(0, -1))
  }
}

/** Iterations of a try are started in order, at most once each, and ended at most once. */
function* iterations(history: readonly HistoryEvent[]): Generator<string> {
  const started = new Map<string, number>()
  for (const event of history) {
    if (!event.type.startsWith('MapIteration') || !('index' in event.details)) continue
    const key = `${event.details.name}#${event.details.index}`
    const balance = (started.get(key) ?? 0) + (event.type === 'MapIterationStarted' ? 1 : -1)
    if (balance < 0) yield `event ${event.id} ends iteration ${key}, which is not running`
    started.set(key, balance)
  }
}
