import type { StateMachine } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { type DefinitionProblem, definitionProblems } from './definition-problems'
import { type ApiError, checkRequest, type Parameter, refuse } from './request'
import { definitionParameter, typeParameter } from './validate-state-machine-definition'

const parameters: readonly Parameter[] = [
  { name: 'name', isRequired: true, is: { kind: 'text', least: 1, most: 80 } },
  definitionParameter,
  { name: 'roleArn', isRequired: true, is: { kind: 'text', least: 1, most: 256 } },
  typeParameter,
]

/** White space, brackets, wildcards, special and control characters: the API reference lists them. */
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u

/** What an accepted CreateStateMachine asks for. */
export interface NewStateMachine {
  name: string
  roleArn: string
  type: 'STANDARD' | 'EXPRESS'
  definition: string
  /** Absent when AWS would take the definition and Stepwise cannot run it yet. */
  machine?: StateMachine
}

/** CreateStateMachine up to the point where something is created: the request is in order, or refused as by AWS. */
export function createStateMachine(request: JsonObject): NewStateMachine | ApiError {
  const refused = checkRequest(request, parameters)
  if (refused) return refused
  const { name, roleArn, definition } = request
  const type = request.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD'
  if (FORBIDDEN_IN_NAMES.test(String(name))) return refuse('InvalidName', `Invalid Name: '${name}'`)
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/./.test(String(roleArn)))
    return refuse('InvalidArn', `Invalid Role Arn: '${roleArn}'`)
  const { problems, machine } = definitionProblems(String(definition), type)
  const invalid = invalidDefinition(problems)
  if (invalid) return invalid
  return {
    name: String(name),
    roleArn: String(roleArn),
    type,
    definition: String(definition),
    ...(machine && { machine }),
  }
}

/**
 * The refusal of a definition, which names all its errors in one sentence. An error without a place is `at null`
 * there (reported in floci-io/floci#2735).
 */
export function invalidDefinition(problems: readonly DefinitionProblem[]): ApiError | undefined {
  const errors = problems.filter(({ severity }) => severity === 'ERROR')
  if (errors.length === 0) return undefined
  const sentences = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? null}`)
  return refuse('InvalidDefinition', `Invalid State Machine Definition: '${sentences.join(', ')}'`)
}
