import { type Diagnostic, parse } from '@/lib/asl'
import type { Answer, ConformanceCase } from './case'

/** What ValidateStateMachineDefinition answers. */
export function validate({ id, definition }: ConformanceCase): Answer {
  const parsed = parse(definition)
  const found = parsed.ok ? parsed.warnings : parsed.diagnostics
  const diagnostics = found.map(({ severity, code, message, path }) => ({
    severity,
    code,
    message,
    location: path,
  }))
  return { id, response: { result: parsed.ok ? 'OK' : 'FAIL', diagnostics, truncated: false } }
}

/** What CreateStateMachine answers to a definition that it refuses. */
export function create({ id, definition }: ConformanceCase): Answer {
  const parsed = parse(definition)
  if (parsed.ok) return { id, response: { ok: true } }
  const problems = parsed.diagnostics.filter(({ severity }) => severity === 'ERROR').map(asSentence)
  const message = `Invalid State Machine Definition: '${problems.join(', ')}'`
  return { id, response: { error: { code: 'InvalidDefinition', message } } }
}

function asSentence({ code, message, path }: Diagnostic): string {
  return `${code}: ${message} at ${path === '' ? '/' : path}`
}
