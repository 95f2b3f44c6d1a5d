import type { JsonObject } from '@/lib/json'
import { type BusSetup, REGION } from '../account'

export interface Bus {
  readonly name: string
  readonly setup: BusSetup
  /** What came, for checks and for the workbench. */
  readonly events: JsonObject[]
  /** For each event the names of the rules that it fits. */
  readonly matched: (readonly string[])[]
}

export function newBus(name: string, setup: BusSetup): Bus {
  return { name, setup, events: [], matched: [] }
}

/** Every account has the default bus. */
export function newBuses(setups: Readonly<Record<string, BusSetup>> = {}): Map<string, Bus> {
  const all = Object.entries({ default: {}, ...setups })
  return new Map(all.map(([name, setup]) => [name, newBus(name, setup)]))
}

export function busArn(name: string, account: string): string {
  return `arn:aws:events:${REGION}:${account}:event-bus/${name}`
}
