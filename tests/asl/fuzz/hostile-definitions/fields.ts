import fc from 'fast-check'
import type { JsonValue } from '@/lib/json'

/** What definitions are put together from. Where a state leads is a number until `named` gives the states their names. */

export type Fields = { [field: string]: Raw }
export type Raw = JsonValue | Machine | readonly Machine[] | Raw[] | Fields
export type Language = 'JSONPath' | 'JSONata'

/** The states of a machine, branch or processor, in order; the first is where it starts. */
export class Machine {
  constructor(
    readonly states: readonly Fields[],
    readonly isDistributed = false,
  ) {}

  /** The same as the processor of a distributed Map. */
  distributed(): Machine {
    return new Machine(this.states, true)
  }
}

/** Stands for the name of the state with this number, counted round. */
export class Target {
  constructor(readonly number: number) {}
}

export const target = fc.nat(5).map((number) => new Target(number) as unknown as JsonValue)

/** Mostly nothing: a state has few of the fields that it may have. */
export function seldom<T extends Raw>(
  field: string,
  arbitrary: fc.Arbitrary<T>,
  weight = 1,
): fc.Arbitrary<Fields> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Fields>({}) },
    { weight, arbitrary: arbitrary.map((value): Fields => ({ [field]: value })) },
  )
}

export function always<T extends Raw>(field: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Fields> {
  return arbitrary.map((value): Fields => ({ [field]: value }))
}

export function merged(...parts: fc.Arbitrary<Fields>[]): fc.Arbitrary<Fields> {
  return fc.tuple(...parts).map((fields) => Object.assign({}, ...fields))
}
