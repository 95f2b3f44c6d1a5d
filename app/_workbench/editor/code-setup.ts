import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language'
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
import { codeTheme } from './code-theme'
import { insertedLines } from './inserted-lines'
import { type LanguageCommand, languageCommands } from './language/commands'

/** Highlighting, brackets and folds of a text beyond this would make typing wait. */
export const HIGHLIGHTED = 400_000

export interface CodeSetup {
  text: string
  label: string
  describedBy: string
  isReadOnly: boolean
  nonce: string | undefined
  onRun: () => void
  onCheck: () => void
  onCommand: (command: LanguageCommand) => void
  onEscape: () => void
  onUpdate: Parameters<typeof EditorView.updateListener.of>[0]
}

/** What writing needs, and all that takes room: nothing moves when the rest follows (code-language.ts). */
export function codeSetup(setup: CodeSetup): Extension[] {
  const isShort = setup.text.length <= HIGHLIGHTED
  return [
    ...(setup.nonce === undefined ? [] : [EditorView.cspNonce.of(setup.nonce)]),
    // Before the default keymap, which has a use for Mod-Enter of its own.
    keymap.of([
      { key: 'Mod-Enter', run: done(setup.onRun), preventDefault: true },
      { key: 'Mod-Shift-Enter', run: done(setup.onCheck), preventDefault: true },
      ...languageCommands
        // CodeMirror has a list of its own for what may stand at the cursor.
        .filter(({ command }) => command !== 'complete')
        .map(({ command, code }) => ({
          key: code,
          run: done(() => setup.onCommand(command)),
          preventDefault: true,
        })),
    ]),
    EditorView.domEventHandlers({
      keydown: (event) => {
        if (event.key === 'Escape') setup.onEscape()
        return false
      },
      mousedown: (event, view) => {
        const at = event.ctrlKey || event.metaKey ? view.posAtCoords(event) : null
        if (at === null || event.button !== 0) return false
        view.dispatch({ selection: { anchor: at } })
        setup.onCommand('definition')
        return true
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
    insertedLines,
    indentUnit.of('  '),
    highlightActiveLine(),
    lintGutter(),
    codeTheme,
    ...(isShort ? [codeFolding(), foldGutter(), EditorView.lineWrapping] : []),
    keymap.of([...lintKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.updateListener.of(setup.onUpdate),
  ]
}

function done(act: () => void): () => true {
  return () => {
    act()
    return true
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
