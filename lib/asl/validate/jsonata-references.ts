import { type AwsWords, aws } from '../parse/aws-messages'
import type { Problem } from '../parse/problem'
import type { JsonataExpression, State } from '../parse/state-machine'
import { jsonata } from '../query/jsonata'
import { allStates, type Rule } from './rule'

/**
 * What a JSONata expression may read: nothing that is not named by `$states` or a variable, and of `$states` only
 * what there is where the expression stands.
 */
export const jsonataReferences: Rule = function* (machine) {
  for (const state of allStates(machine)) {
    if (state.queryLanguage !== 'JSONata') continue
    for (const expression of expressionsOf(state)) yield* problemsOf(expression, state)
  }
}

function* problemsOf(expression: JsonataExpression, state: State): Generator<Problem> {
  const offered = offeredAt(expression.location, state)
  for (const reference of jsonata().referencesOf(expression)) {
    const refused = refusal(reference.name, offered)
    const { from, to } = reference
    if (refused)
      yield { ...refused, path: expression.at, mark: { kind: 'Expression', at: expression.at, from, to } }
  }
}

function refusal(reference: string, offered: readonly string[]): (AwsWords & { hint: string }) | undefined {
  if (reference === '$$') {
    return { ...aws('jsonataRoot'), hint: 'The context object is `$states.context`.' }
  }
  if (!reference.startsWith('$states.')) {
    const field = reference === '$' ? '' : `.${reference}`
    return {
      ...aws('jsonataTopLevel', { name: reference }),
      hint: `Say where it is: \`$states.input${field}\` reads the state's input.`,
    }
  }
  const name = reference.slice('$states.'.length)
  if (offered.includes(name)) return undefined
  return {
    ...aws('jsonataNoSuchField', { name }),
    hint: `Here \`$states\` has ${offered.map((field) => `\`${field}\``).join(', ')}.`,
  }
}

const working: readonly State['type'][] = ['Task', 'Parallel', 'Map']

/** The result is there when the work is done, the error output in a catcher. */
function offeredAt(location: string, state: State): readonly string[] {
  const always = ['input', 'context']
  if (/^Catch\[\d+\]\/(Output|Assign)\b/.test(location)) return [...always, 'errorOutput']
  const isAfterWork = working.includes(state.type) && /^(Output|Assign)\b/.test(location)
  return isAfterWork ? [...always, 'result'] : always
}

/** Every expression in the fields of a state, but not those of the states inside it. */
function* expressionsOf(part: unknown): Generator<JsonataExpression> {
  if (Array.isArray(part)) {
    for (const item of part) yield* expressionsOf(item)
    return
  }
  if (typeof part !== 'object' || part === null || isMachine(part)) return
  if (isExpression(part)) yield part
  else for (const value of Object.values(part)) yield* expressionsOf(value)
}

function isMachine(part: object): boolean {
  return 'startAt' in part && 'states' in part
}

function isExpression(part: object): part is JsonataExpression {
  return 'kind' in part && part.kind === 'JSONata' && 'source' in part && 'location' in part
}
