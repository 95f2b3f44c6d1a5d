import type { JsonObject } from '@/lib/json'
import { validate } from '../validate/validate'
import type { Diagnostic } from './diagnostic'
import { readJsonText } from './json-text'
import { readStateMachine } from './machine'
import { Positions } from './positions'
import { Problems } from './problem'
import type { StateMachine } from './state-machine'

export type Parsed =
  | { ok: true; machine: StateMachine; warnings: readonly Diagnostic[] }
  | { ok: false; diagnostics: readonly [Diagnostic, ...Diagnostic[]] }

export interface ParseOptions {
  /** Express workflows may do less. Standard when absent. */
  type?: 'STANDARD' | 'EXPRESS'
}

/** What `parse` does, once JSONata is there for a definition that uses it. */
export function readDefinition(source: string, options: ParseOptions): Parsed {
  const problems = new Problems()
  const definition = readJsonText(source, problems.report)
  const machine = definition && readMachine(definition, problems, options)
  const place = lazyPlace(source)
  const warnings = problems.warnings(place)
  if (machine && problems.errorCount === 0) return { ok: true, machine, warnings }
  const [first, ...others] = problems.errors(place)
  if (!first) throw new Error('A definition was refused without a reason.')
  return { ok: false, diagnostics: [first, ...others, ...warnings] }
}

function readMachine(definition: JsonObject, problems: Problems, options: ParseOptions): StateMachine {
  const machine = readStateMachine(definition, problems.report)
  const isWellFormed = problems.errorCount === 0
  for (const problem of validate(machine, { isWellFormed, type: options.type ?? 'STANDARD' }))
    problems.report(problem)
  return machine
}

/** The tree with positions is only built when something has to be placed. */
function lazyPlace(source: string): Positions['range'] {
  let positions: Positions | undefined
  return (mark) => {
    positions ??= new Positions(source)
    return positions.range(mark)
  }
}
