import { type Diagnostic, looseValue, type Parsed, parse } from '@/lib/asl'
import { isJsonObject } from '@/lib/json'
import type { Answer, ConformanceCase } from './case'

/** What ValidateStateMachineDefinition answers. */
export function validate(asked: ConformanceCase): Answer {
  const diagnostics = problemsOf(asked).map((problem) => {
    const location = locationOf(asked, problem)
    const { severity, code, message } = problem
    return { severity, code, message, ...(location !== undefined && { location }) }
  })
  const fails = diagnostics.some(({ severity }) => severity === 'ERROR')
  return { id: asked.id, response: { result: fails ? 'FAIL' : 'OK', diagnostics, truncated: false } }
}

/** What CreateStateMachine answers: the definition is taken, or refused with all that is wrong in one message. */
export function create(asked: ConformanceCase): Answer {
  const problems = problemsOf(asked).filter(({ severity }) => severity === 'ERROR')
  if (problems.length === 0) return { id: asked.id, response: { ok: true } }
  const sentences = problems.map((problem) => {
    const location = locationOf(asked, problem)
    return `${problem.code}: ${problem.message}${location === undefined ? '' : ` at ${location}`}`
  })
  const message = `Invalid State Machine Definition: '${sentences.join(', ')}'`
  return { id: asked.id, response: { error: { code: 'InvalidDefinition', message } } }
}

/** What AWS would report, too: not that Stepwise cannot run something yet. */
function problemsOf({ definition, workflowType = 'STANDARD' }: ConformanceCase): readonly Diagnostic[] {
  const parsed: Parsed = parse(definition, { type: workflowType })
  const found = parsed.ok ? parsed.warnings : parsed.diagnostics
  return found.filter(({ code }) => code !== 'NOT_SUPPORTED_YET')
}

/** The whole definition is `/`; a text that is no definition at all has no places. */
function locationOf({ definition }: ConformanceCase, { path }: Diagnostic): string | undefined {
  if (path !== '') return path
  return isJsonObject(looseValue(definition)) ? '/' : undefined
}
