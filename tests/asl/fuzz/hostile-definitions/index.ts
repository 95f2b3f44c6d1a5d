import fc from 'fast-check'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type Fields, type Language, Machine, type Raw, Target } from './fields'
import { stateOf } from './states'

/**
 * Definitions of all state types in both query languages. Most are valid, so that they run; what their fields say
 * is often nonsense.
 */

function machineOf(language: Language): fc.Arbitrary<Machine> {
  return fc.letrec<{ machine: Machine; state: Fields }>((tie) => {
    const machine = tie('machine')
    const inJsonata = stateOf('JSONata', machine)
    return {
      // A machine in JSONPath may have states in JSONata, but not the other way round.
      state:
        language === 'JSONata'
          ? inJsonata
          : fc.oneof(
              { weight: 5, arbitrary: stateOf('JSONPath', machine) },
              {
                weight: 2,
                arbitrary: inJsonata.map((fields): Fields => ({ QueryLanguage: 'JSONata', ...fields })),
              },
            ),
      machine: fc
        .oneof(
          { maxDepth: 2, depthIdentifier: 'nesting' },
          fc.array(stateOf(language, fc.constant(new Machine([{ Type: 'Pass', End: true }]))), {
            minLength: 1,
            maxLength: 2,
          }),
          fc.array(tie('state'), { minLength: 1, maxLength: 4, depthIdentifier: 'nesting' }),
        )
        .map((states) => new Machine(states)),
    }
  }).machine
}

/** Whole definitions. */
export const definitions: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: machineOf('JSONPath').map((machine) => new Names().machine(machine)) },
  {
    weight: 1,
    arbitrary: machineOf('JSONata').map((machine) => ({
      QueryLanguage: 'JSONata',
      ...new Names().machine(machine),
    })),
  },
)

/** Gives every state a name of its own, and its successors theirs. */
class Names {
  static readonly #beginnings = ['S', '__proto__', 'constructor', 'é😀', ' ', '/~', '"', 'toString']
  #count = 0

  machine({ states, isDistributed }: Machine): JsonObject {
    const last = states.findIndex(({ Type }) => Type === 'Succeed' || Type === 'Fail')
    const chain = last < 0 ? [...states, { Type: 'Succeed' }] : states.slice(0, last + 1)
    const names = chain.map(() => this.#name())
    const executionType = this.#count % 2 === 0 ? 'STANDARD' : 'EXPRESS'
    return {
      ...(isDistributed && { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType } }),
      StartAt: names[0] ?? '',
      States: Object.fromEntries(
        chain.map((fields, index) => [names[index] ?? '', this.#state(fields, index, names)]),
      ),
    }
  }

  /** The first time around without a number: so the names are as bad as they look. */
  #name(): string {
    const beginning = Names.#beginnings[this.#count % Names.#beginnings.length] ?? 'S'
    return this.#count++ < Names.#beginnings.length ? beginning : `${beginning}${this.#count}`
  }

  /** Every state leads to the one after it, so that none is out of reach; some lead elsewhere as well. */
  #state(fields: Fields, index: number, names: readonly string[]): JsonObject {
    const next = names[index + 1]
    const named = this.#named(fields, names) as { [field: string]: JsonValue }
    if ('Next' in named || 'End' in named) {
      delete named.Next
      delete named.End
      Object.assign(named, next === undefined ? { End: true } : { Next: next })
    }
    if (named.Type === 'Choice' && next !== undefined) named.Default = next
    return named
  }

  #named(raw: Raw, names: readonly string[]): JsonValue {
    if (raw instanceof Machine) return this.machine(raw)
    if (raw instanceof Target) return names[raw.number % names.length] ?? ''
    if (Array.isArray(raw)) return raw.map((item) => this.#named(item, names))
    if (typeof raw !== 'object' || raw === null) return raw as JsonValue
    return Object.fromEntries(Object.entries(raw).map(([key, member]) => [key, this.#named(member, names)]))
  }
}
