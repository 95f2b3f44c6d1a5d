import { assertNever } from '@/lib/assert-never'
import { isJsonArray, type JsonArray, type JsonValue } from '@/lib/json'
import type { State } from '../parse/state-machine'
import type { Awaitable } from './awaitable'
import { enterChoice } from './choice'
import type { Entry } from './entry'
import { enterFail } from './fail'
import { enterMap, joinMap } from './map'
import type { Move } from './move'
import { enterParallel, joinParallel } from './parallel'
import { enterPass } from './pass'
import { enterSucceed } from './succeed'
import { enterTask, taskSucceeded } from './task'
import { enterWait } from './wait'

/** What should happen when the state begins its work: on entry, and again on every retry. */
export function enter(state: State, entry: Entry): Awaitable<Move> {
  switch (state.type) {
    case 'Pass':
      return enterPass(state, entry)
    case 'Task':
      return enterTask(state, entry)
    case 'Choice':
      return enterChoice(state, entry)
    case 'Wait':
      return enterWait(state, entry)
    case 'Succeed':
      return enterSucceed(state, entry)
    case 'Fail':
      return enterFail(state, entry)
    case 'Parallel':
      return enterParallel(state, entry)
    case 'Map':
      return enterMap(state, entry)
    default:
      return assertNever(state)
  }
}

/** What should happen when the work of a Task, Parallel or Map has come to a result. */
export function conclude(state: State, entry: Entry, result: JsonValue): Awaitable<Move> {
  switch (state.type) {
    case 'Task':
      return taskSucceeded(state, entry, result)
    case 'Parallel':
      return joinParallel(state, entry, outputsOf(result))
    case 'Map':
      return joinMap(state, entry, result)
    default:
      throw new Error(`A ${state.type} state has no work that comes to a result.`)
  }
}

function outputsOf(result: JsonValue): JsonArray {
  if (isJsonArray(result)) return result
  throw new Error('The children of a state leave a list of outputs.')
}
