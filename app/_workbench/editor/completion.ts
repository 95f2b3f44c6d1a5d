import {
  type Completion as CodeCompletion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  insertCompletionText,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import type { Completion, Completions, KnownResource, SeenData } from '@/lib/language'
import { askToRead } from '../workers/workers'

/** Completion of texts beyond this would come too late to be of use. */
const COMPLETED = 300_000

/** Asks the reading worker what may stand at the cursor. Typing a quote, a `$` or a dot asks; a bare space does not. */
export function languageCompletion(
  known: () => readonly KnownResource[],
  seenAt: (offset: number) => SeenData,
): CompletionSource {
  return async (context) => {
    if (context.state.doc.length > COMPLETED) return null
    if (!context.explicit && !context.matchBefore(/"[^"\n]*|[$.\w]/)) return null
    const source = context.state.doc.toString()
    const offset = context.pos
    const asked = askToRead({ job: 'complete', source, offset, known: known(), seen: seenAt(offset) })
    context.addEventListener('abort', asked.withdraw)
    const end = await asked.ended
    if (context.aborted || end.kind !== 'answered' || end.answer.job !== 'complete') return null
    const found = end.answer.completions
    return found ? asResult(found, context) : null
  }
}

function asResult({ from, to, within, options }: Completions, context: CompletionContext): CompletionResult {
  // The rest of the token behind the cursor, such as the closing quote, goes with what is replaced.
  const behind = to - context.pos
  return {
    from,
    options: options.map((option, index) => asOption(option, behind, index)),
    validFor: within === 'Word' ? /^[$\w]*$/ : /^[^"\n:]*$/,
  }
}

function asOption(option: Completion, behind: number, index: number): CodeCompletion {
  return {
    label: option.label,
    detail: option.help,
    type: option.kind,
    // In the order in which they came, where they fit what was typed equally well.
    boost: Math.max(-99, -index),
    apply: (view, completion, from, to) => {
      const { select } = option
      view.dispatch({
        ...insertCompletionText(view.state, option.insert, from, Math.max(to, to + behind)),
        ...(select && { selection: { anchor: from + select.from, head: from + select.to } }),
        annotations: pickedCompletion.of(completion),
        scrollIntoView: true,
      })
      // An empty string, or a path that goes on, has completions of its own.
      if (select && select.from === select.to) startCompletion(view)
    },
  }
}
