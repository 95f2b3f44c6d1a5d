import type { Problem } from '../parse/problem'
import type { StateMachine } from '../parse/state-machine'
import { errorNames } from './error-names'
import { express } from './express'
import { jsonataReferences } from './jsonata-references'
import { reachability } from './reachability'
import type { Rule, RuleContext } from './rule'
import { shadowedVariables } from './shadowed-variables'
import { transitionTargets } from './transition-targets'
import { uniqueLabels } from './unique-labels'
import { uniqueNames } from './unique-names'

const rules: readonly Rule[] = [
  transitionTargets,
  reachability,
  uniqueNames,
  uniqueLabels,
  shadowedVariables,
  errorNames,
  jsonataReferences,
  express,
]

/** Checks what no field shows by itself. */
export function* validate(machine: StateMachine, context: RuleContext): Generator<Problem> {
  for (const rule of rules) yield* rule(machine, context)
}
