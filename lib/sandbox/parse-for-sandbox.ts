import { type Parsed, parse } from '@/lib/asl'
import { sandboxDiagnostics } from './sandbox-diagnostics'

/**
 * `parse`, and what the sandbox cannot do yet as further diagnostics. Everything that is to be run here is read by
 * this, so that a definition is refused with its place instead of failing as it would not on AWS.
 */
export function parseForSandbox(source: string): Parsed {
  const parsed = parse(source)
  if (!parsed.ok) return parsed
  const [first, ...others] = sandboxDiagnostics(parsed.machine, source)
  return first ? { ok: false, diagnostics: [first, ...others, ...parsed.warnings] } : parsed
}
