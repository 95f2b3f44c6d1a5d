import * as z from 'zod/mini'
import type { StateMachine } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { type DefinitionProblem, definitionProblems } from './definition-problems'
import { arn, definition, machineType, name } from './members'
import { parseRequest } from './parse-request'
import { type ApiError, answered, refuse } from './refused'

const input = z.object({ name, definition, roleArn: arn, type: z._default(machineType, 'STANDARD') })

/** White space, brackets, wildcards, special and control characters: the API reference lists them. */
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF\u{10FFFF}]/u

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
  return answered(() => newStateMachine(parseRequest(input, request)))
}

/** @throws Refused */
export function newStateMachine(request: z.output<typeof input>): NewStateMachine {
  const { name, roleArn, type, definition } = request
  checkName(name)
  checkRoleArn(roleArn)
  const machine = checkDefinition(definition, type)
  return { name, roleArn, type, definition, ...(machine && { machine }) }
}

/** Whether a machine, execution or activity may be called so. @throws Refused */
export function checkName(name: string): void {
  if (FORBIDDEN_IN_NAMES.test(name)) refuse('InvalidName', `Invalid Name: '${name}'`)
}

/** @throws Refused */
export function checkRoleArn(roleArn: string): void {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/./.test(roleArn)) {
    refuse('InvalidArn', `Invalid Role Arn: '${roleArn}'`)
  }
}

/** For callers that go on to run it. @throws Refused when AWS would take the definition and Stepwise cannot run it */
export function runnable(machine: StateMachine | undefined): StateMachine {
  return machine ?? refuse('InvalidDefinition', 'Stepwise cannot run this definition yet.')
}

/**
 * The machine of a definition, if Stepwise can run what AWS takes. The refusal names all errors of a definition in
 * one sentence; an error without a place is `at null` there (reported in floci-io/floci#2735). @throws Refused
 */
export function checkDefinition(definition: string, type: 'STANDARD' | 'EXPRESS'): StateMachine | undefined {
  const { problems, machine } = definitionProblems(definition, type)
  checkProblems(problems)
  return machine
}

/** @throws Refused */
export function checkProblems(problems: readonly DefinitionProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'ERROR')
  if (errors.length === 0) return
  const sentences = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? null}`)
  refuse('InvalidDefinition', `Invalid State Machine Definition: '${sentences.join(', ')}'`)
}
