import type { JsonPointer } from '@/lib/json'
import type { TextEdit } from '@/lib/studio'
import type { Bench } from '../use-workbench'

/** What the studio needs of whoever holds the text: it never keeps one of its own. */
export interface Drawing {
  /** The text as the views have it. */
  source: string
  /** The text as it is at this moment, also within a pause of typing. */
  textNow: () => string
  edit: (edits: readonly TextEdit[]) => void
  undo: () => void
  redo: () => void
  /** Says what happened, for everyone to see and hear. */
  say: (sentence: string) => void
  selected: JsonPointer | undefined
  /** Selects a state without moving the text to it. */
  mark: (at: JsonPointer | undefined) => void
}

/** The studio's view of a workbench. */
export function drawingOf(bench: Bench): Drawing {
  return {
    source: bench.state.source,
    textNow: bench.textNow,
    edit: (edits) => bench.editor.current?.edit(edits),
    undo: () => bench.editor.current?.undo(),
    redo: () => bench.editor.current?.redo(),
    say: bench.say,
    selected: bench.state.selected,
    mark: bench.markState,
  }
}
