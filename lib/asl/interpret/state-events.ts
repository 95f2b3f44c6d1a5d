import type { JsonValue } from '@/lib/json'
import type { StateName } from '../parse/state-machine'

/**
 * The names of a state's events by its type. Written out rather than put together: every event carries one, and a
 * name that is made anew each time is a new string each time.
 */
export const ENTERED = {
  Pass: 'PassStateEntered',
  Task: 'TaskStateEntered',
  Choice: 'ChoiceStateEntered',
  Wait: 'WaitStateEntered',
  Succeed: 'SucceedStateEntered',
  Fail: 'FailStateEntered',
  Parallel: 'ParallelStateEntered',
  Map: 'MapStateEntered',
} as const

/** A Fail state is never left. */
export const EXITED = {
  Pass: 'PassStateExited',
  Task: 'TaskStateExited',
  Choice: 'ChoiceStateExited',
  Wait: 'WaitStateExited',
  Succeed: 'SucceedStateExited',
  Parallel: 'ParallelStateExited',
  Map: 'MapStateExited',
} as const

/** The details of the events above; classes for the reason given in `events.ts`. */
export class Entered {
  constructor(
    readonly name: StateName,
    readonly input: JsonValue,
  ) {}
}

export class Exited {
  constructor(
    readonly name: StateName,
    readonly output: JsonValue,
  ) {}
}
