import { type Parsed, type ParseOptions, parse } from '@/lib/asl'
import { loadSdkActions } from '@/lib/services'
import { needsSdkActions, sandboxDiagnostics } from './sandbox-diagnostics'

/**
 * `parse`, and what only the sandbox knows to be wrong as further diagnostics. Everything that is to be run here is
 * read by this. The names of AWS's actions are loaded only for a definition that uses one.
 */
export async function parseForSandbox(source: string, options: ParseOptions = {}): Promise<Parsed> {
  const parsed = parse(source, options)
  if (!parsed.ok) return parsed
  const sdk = needsSdkActions(parsed.machine) ? await loadSdkActions() : undefined
  const [first, ...others] = sandboxDiagnostics(parsed.machine, source, sdk)
  return first ? { ok: false, diagnostics: [first, ...others, ...parsed.warnings] } : parsed
}
