import { awsMessageOf, type Diagnostic } from '@/lib/asl'
import { isJsonText } from '@/lib/json'
import { applyEdits } from '@/lib/studio'
import type { Case, Fix } from './fix'
import { errorNameFixes } from './fix-error-names'
import { expressionFixes } from './fix-expressions'
import { fieldFixes } from './fix-fields'
import { syntaxFixes } from './fix-syntax'
import { transitionFixes } from './fix-transitions'
import { valueFixes } from './fix-values'

/** Everything that is wrong with a text: `parse`, or what the workbench reads a definition with. */
export type ReadDiagnostics = (source: string) => Promise<readonly Diagnostic[]>

const SYNTAX = 'INVALID_JSON_DESCRIPTION'

/** Trying a fix reads the whole definition; no problem needs more than a few. */
const MOST_TRIED = 6

/**
 * What would make the diagnostic right, the likeliest first. Each has been tried: with it the diagnostic is gone, and
 * no error is there that was not there before, but for those that only now can be told.
 */
export async function fixesFor(
  source: string,
  diagnostic: Diagnostic,
  read: ReadDiagnostics,
): Promise<readonly Fix[]> {
  const candidates = candidatesFor(source, diagnostic).slice(0, MOST_TRIED)
  if (candidates.length === 0) return []
  const before = await read(source)
  const good: Fix[] = []
  for (const fix of candidates) {
    const after = await read(applyEdits(source, fix.edits))
    if (isMended(diagnostic, before, after)) good.push(fix)
  }
  return good
}

function candidatesFor(source: string, diagnostic: Diagnostic): readonly Fix[] {
  const said = awsMessageOf(diagnostic)
  const theCase: Case = { source, diagnostic, ...(said && { said }) }
  if (diagnostic.code === SYNTAX) return syntaxFixes(theCase)
  if (!isJsonText(source)) return []
  return [transitionFixes, fieldFixes, valueFixes, errorNameFixes, expressionFixes].flatMap((fixes) =>
    fixes(theCase),
  )
}

function isMended(
  diagnostic: Diagnostic,
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): boolean {
  const count = (list: readonly Diagnostic[], like: Diagnostic) =>
    list.filter((one) => isSame(one, like)).length
  if (count(after, diagnostic) >= count(before, diagnostic)) return false
  const errors = after.filter((one) => one.severity === 'ERROR' && !wasWithheld(one, diagnostic, before))
  return errors.every((error) => count(after, error) <= count(before, error))
}

/**
 * What was wrong already and could not be said: everything behind an error of syntax, and which states nothing leads to
 * as long as the fields of some state cannot be read.
 */
function wasWithheld(error: Diagnostic, diagnostic: Diagnostic, before: readonly Diagnostic[]): boolean {
  if (diagnostic.code === SYNTAX) return error.code !== SYNTAX
  const isUnread = before.some(({ code, severity }) => severity === 'ERROR' && !ofTheGraph.has(code))
  return isUnread && awsMessageOf(error)?.name === 'notReachable'
}

const ofTheGraph: ReadonlySet<string> = new Set(['MISSING_TRANSITION_TARGET', 'MISSING_END_STATE'])

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && one.message === other.message
}
