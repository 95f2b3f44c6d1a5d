import { scanJson } from '@/lib/asl'
import { isJsonText, type JsonPointer } from '@/lib/json'
import { Draft } from './text/draft'
import type { TextEdit } from './text/text-edit'

/** What an operation comes to: edits of the text, and what to look at afterwards. */
export type Change =
  | {
      ok: true
      edits: readonly TextEdit[]
      /** What happened, in a sentence for everyone. */
      says: string
      /** The state to select in the new text; the selection stays as it is when absent. */
      select?: JsonPointer
    }
  /** Why it cannot be done, and what would help. */
  | { ok: false; because: string }

/** Ends an operation; its message is what the learner reads. */
export class Refused extends Error {}

export function refuse(because: string): never {
  throw new Refused(because)
}

/** AWS's limit for a definition is a mebibyte of text; nothing larger is worked on. */
const LONGEST = 1_048_576

/** Why the text cannot be changed by drawing; undefined when it can. */
export function obstacle(source: string): string | undefined {
  if (source.length > LONGEST) return 'The definition is too long to be drawn. AWS takes at most 1 MiB.'
  const { isTooDeep, problems } = scanJson(source)
  if (isTooDeep) return 'The definition nests too deep to be drawn.'
  if (!isJsonText(source)) return 'The text is not valid JSON at the moment. Mend it, then draw on.'
  const [problem] = problems
  return problem && `${problem.message.replaceAll('`', '"')} Mend it in the text, then draw on.`
}

/**
 * Runs an operation over a text. What it did is edits; where it refuses, or where the text is no JSON, nothing
 * changes and the reason is given.
 */
export function change(
  source: string,
  operation: (draft: Draft) => { says: string; select?: JsonPointer },
): Change {
  const because = obstacle(source)
  if (because !== undefined) return { ok: false, because }
  const draft = new Draft(source)
  try {
    const done = operation(draft)
    return { ok: true, edits: draft.edits(), ...done }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, because: error.message }
    throw error
  }
}
