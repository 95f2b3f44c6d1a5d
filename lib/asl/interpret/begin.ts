import type { StateMachine } from '../parse/state-machine'
import type { ExecutionLimits, ExecutionOptions, RunningExecution } from './execution'
import { rootFrame } from './frame'
import { identityOf } from './identity'
import { PayloadSizes } from './payload'
import { draw, sequenceOf } from './random'
import { ReadyQueue } from './ready-queue'
import { Timers } from './timers'

const UNLIMITED = Number.MAX_SAFE_INTEGER

const LIMITS: ExecutionLimits = {
  payloadBytes: 262_144,
  historyEvents: 25_000,
  executionSeconds: 31_536_000,
  keptEvents: 250_000,
  transitions: 100_000,
  frames: 10_000,
  memoryBytes: 64 * 2 ** 20,
}

/** An execution that waits for the signal `Started`. */
export function begin(machine: StateMachine, options: ExecutionOptions): RunningExecution {
  const express = options.type === 'EXPRESS' && { historyEvents: UNLIMITED, executionSeconds: 300 }
  return newExecution(machine, {
    identity: identityOf(options),
    limits: { ...LIMITS, ...express, ...options.limits },
    refuse: options.refuse,
  })
}

export function newExecution(
  machine: StateMachine,
  given: Pick<RunningExecution, 'identity' | 'limits' | 'refuse'>,
): RunningExecution {
  const execution: RunningExecution = {
    status: 'RUNNING',
    machine,
    ...given,
    now: 0,
    startedAt: 0,
    input: null,
    root: rootFrame(machine),
    ready: new ReadyQueue(),
    timers: new Timers(),
    tasks: new Map(),
    ...sequenceOf(given.identity.seed, 'chance'),
    random: () => draw(execution),
    sizes: new PayloadSizes(),
    counts: {
      events: 0,
      transitions: 0,
      framesMade: 0,
      framesAlive: 1,
      tasks: 0,
      timers: 0,
      memoryBytes: 0,
    },
    events: [],
    effects: [],
    ended: undefined,
  }
  return execution
}
