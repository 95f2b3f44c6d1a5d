import { expect } from 'vitest'
import type { HistoryEvent, StateMachine } from '@/lib/asl'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Driven, type DriveOptions, drive } from '../../../support/drive'
import { brokenInvariants } from '../../../support/history-invariants'
import { machineOf } from '../../../support/machine-of'

/** The fields of a distributed Map whose processor passes items on unless `states` says otherwise. */
export function distributed(
  map: JsonObject,
  states: JsonObject = { Item: { Type: 'Pass', End: true } },
): JsonObject {
  return {
    Type: 'Map',
    Label: 'L',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: Object.keys(states)[0] ?? '',
      States: states,
    },
    End: true,
    ...map,
  }
}

/** A machine of these states, the first of which it starts at. */
export function machineOfStates(states: JsonObject, more: JsonObject = {}): StateMachine {
  return machineOf({ StartAt: Object.keys(states)[0], States: states, ...more })
}

/** Runs one distributed Map over the input, and finds no history of it broken. */
export function run(
  map: JsonObject,
  input: JsonValue,
  { states, ...options }: Partial<DriveOptions> & { states?: JsonObject } = {},
): Driven {
  return driven({ machine: machineOfStates({ Each: distributed(map, states) }), input, ...options })
}

export function driven(options: Omit<DriveOptions, 'seed'>): Driven {
  const made = drive({ seed: 7, ...options })
  for (const history of [made.history, ...made.children.values()]) {
    expect(brokenInvariants(history)).toEqual([])
  }
  return made
}

/** A processor of one task. */
export const call = {
  Item: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:f', End: true },
}

export const reader = (config: JsonObject, key = 'items') => ({
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: config,
    Parameters: { Bucket: 'in', Key: key },
  },
})

export const writer = (more: JsonObject = {}) => ({
  ResultWriter: {
    Resource: 'arn:aws:states:::s3:putObject',
    Parameters: { Bucket: 'out', Prefix: 'jobs' },
    ...more,
  },
})

/** The objects of a folder of results, by their names in it. */
export const written = ({ buckets }: Driven) =>
  new Map(
    [...(buckets.get('out')?.objects ?? [])].map(([key, { body }]) => [
      key.replace(/^jobs\/[0-9a-f-]{36}\//, ''),
      body,
    ]),
  )

export const types = (history: readonly HistoryEvent[] = []) => history.map(({ type }) => type)

export const output = ({ ended }: Driven) => (ended?.status === 'SUCCEEDED' ? ended.output : ended)
