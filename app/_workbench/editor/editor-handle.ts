import type { Ref } from 'react'
import type { Diagnostic } from '@/lib/asl'
import type { KnownResource, SeenData } from '@/lib/language'
import type { TextEdit } from '@/lib/studio'
import type { LanguageCommand } from './language/commands'

/** What the workbench asks of whichever editor is there. */
export interface EditorHandle {
  /** The text as it is now, also within a pause of typing. */
  text: () => string
  /** Puts another text in place of the whole, as one undo step. */
  replaceAll: (text: string) => void
  /**
   * Changes parts of the text, as one undo step; the edits are in order and of the text as it is now. `select` is what is
   * selected afterwards.
   */
  edit: (edits: readonly TextEdit[], select?: { from: number; to: number }) => void
  /** Takes the last step back, or does it again, wherever it was made. */
  undo: () => void
  redo: () => void
  /** Where the cursor is. */
  cursor: () => number
  focus: () => void
  /** Scrolls to a range of the text and puts the cursor there. */
  reveal: (range: { from: number; to: number }, focus: boolean) => void
}

export interface EditorProps {
  handle: Ref<EditorHandle>
  /** What an editor begins with: asked when it is put up, which may be a while after the first drawing. */
  firstText: () => string
  label: string
  describedBy: string
  isReadOnly: boolean
  diagnostics: readonly Diagnostic[]
  nonce: string | undefined
  /** What the account holds that the definition may name. */
  known: readonly KnownResource[]
  /** The data that the state at an offset has been seen with. */
  seenAt: (offset: number) => SeenData
  onEdited: (text: string) => void
  onCursor: (offset: number) => void
  onRun: () => void
  onCheck: () => void
  onCommand: (command: LanguageCommand) => void
  /** Escape was pressed, and nothing in the editor itself had a use for it. */
  onEscape: () => void
}

/** Above this many characters the text is handed on after a pause instead of at every key. */
export const LONG_TEXT = 200_000
export const LONG_TEXT_PAUSE_MS = 400
