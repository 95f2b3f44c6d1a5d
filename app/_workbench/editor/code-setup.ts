import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  insertCompletionText,
  pickedCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { type Diagnostic as CodeDiagnostic, lintGutter, lintKeymap } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Diagnostic } from '@/lib/asl'
import { askToRead } from '../workers/workers'
import { codeTheme } from './code-theme'

/** Highlighting and brackets of a text beyond this would make typing wait. */
const HIGHLIGHTED = 400_000

export interface CodeSetup {
  text: string
  label: string
  describedBy: string
  isReadOnly: boolean
  nonce: string | undefined
  onRun: () => void
  onCheck: () => void
  onEscape: () => void
  onUpdate: Parameters<typeof EditorView.updateListener.of>[0]
}

/** Everything the editor is made of. */
export function codeSetup(setup: CodeSetup): Extension[] {
  const isShort = setup.text.length <= HIGHLIGHTED
  return [
    ...(setup.nonce === undefined ? [] : [EditorView.cspNonce.of(setup.nonce)]),
    // Before the default keymap, which has a use for Mod-Enter of its own.
    keymap.of([
      { key: 'Mod-Enter', run: done(setup.onRun), preventDefault: true },
      { key: 'Mod-Shift-Enter', run: done(setup.onCheck), preventDefault: true },
    ]),
    EditorView.domEventHandlers({
      keydown: (event) => {
        if (event.key === 'Escape') setup.onEscape()
        return false
      },
    }),
    EditorState.readOnly.of(setup.isReadOnly),
    EditorView.contentAttributes.of({
      'aria-label': setup.label,
      'aria-describedby': setup.describedBy,
      tabindex: '0',
      ...(setup.isReadOnly && { 'aria-readonly': 'true' }),
    }),
    lineNumbers(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    highlightActiveLine(),
    lintGutter(),
    codeTheme,
    ...(isShort ? [json(), bracketMatching(), closeBrackets(), EditorView.lineWrapping] : []),
    autocompletion({ override: [complete], icons: false }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of(setup.onUpdate),
  ]
}

function done(act: () => void): () => true {
  return () => {
    act()
    return true
  }
}

/** Asks the reading worker what may stand here. Typing a quote asks; a bare space does not. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  if (context.state.doc.length > HIGHLIGHTED) return null
  const typed = context.matchBefore(/"[^"\n]*/)
  if (!typed && !context.explicit) return null
  const { ended } = askToRead({ job: 'complete', source: context.state.doc.toString(), offset: context.pos })
  const end = await ended
  if (context.aborted || end.kind !== 'answered' || end.answer.job !== 'complete') return null
  const found = end.answer.completions
  if (!found) return null
  // The rest of the token behind the cursor, such as the closing quote, goes with what is replaced.
  const behind = found.to - context.pos
  return {
    from: found.from,
    options: found.options.map((option) => ({
      // With its quotes, because the text to be matched begins with one.
      label: JSON.stringify(option.label),
      displayLabel: option.label,
      detail: option.help,
      apply: (view, completion, from, to) =>
        view.dispatch({
          ...insertCompletionText(view.state, option.insert, from, to + behind),
          annotations: pickedCompletion.of(completion),
        }),
    })),
    validFor: /^"?[^"\n]*$/,
  }
}

/** A problem as CodeMirror shows it, kept inside the text that is there now. */
export function codeDiagnostic(diagnostic: Diagnostic, length: number): CodeDiagnostic {
  const from = Math.min(diagnostic.range.from, length)
  return {
    from,
    to: Math.min(Math.max(diagnostic.range.to, from), length),
    severity: diagnostic.severity === 'ERROR' ? 'error' : 'warning',
    source: diagnostic.wording === 'aws' ? `AWS · ${diagnostic.code}` : diagnostic.code,
    message: diagnostic.hint === undefined ? diagnostic.message : `${diagnostic.message}\n${diagnostic.hint}`,
  }
}
