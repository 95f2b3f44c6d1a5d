import { type Parsed, type ParseOptions, parseOnDemand } from '@/lib/asl'
import { loadSdkActions } from '@/lib/services'
import { needsSdkActions, sandboxDiagnostics } from './sandbox-diagnostics'

/**
 * `parse`, and what only the sandbox knows to be wrong as further diagnostics. Everything that is to be run here is
 * read by this. JSONata and the names of AWS's actions are loaded only for a definition that uses them.
 */
export async function parseForSandbox(source: string, options: ParseOptions = {}): Promise<Parsed> {
  const parsed = await parseOnDemand(source, options)
  if (!parsed.ok) return parsed
  const sdk = needsSdkActions(parsed.machine) ? await loadSdkActions() : undefined
  const [first, ...others] = sandboxDiagnostics(parsed.machine, source, sdk)
  return first ? { ok: false, diagnostics: [first, ...others, ...parsed.warnings] } : parsed
}
