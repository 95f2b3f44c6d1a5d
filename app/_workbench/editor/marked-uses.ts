import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { SymbolUse } from '@/lib/language'
import { askToRead } from '../workers/workers'

const PAUSE_MS = 250
/** Texts beyond this are not searched while the cursor moves. */
const MARKED = 300_000

const found = StateEffect.define<readonly SymbolUse[]>()
const use = Decoration.mark({ class: 'cm-use' })
const definition = Decoration.mark({ class: 'cm-use cm-use-definition' })

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(found)) continue
      return Decoration.set(
        effect.value
          .filter(({ from, to }) => from < to)
          .map(({ from, to, isDefinition }) => (isDefinition ? definition : use).range(from, to)),
        true,
      )
    }
    return marked.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Asks, after a pause, what else names the state or variable at the cursor; what comes too late is dropped. */
const watcher = ViewPlugin.fromClass(
  class {
    #timer: ReturnType<typeof setTimeout> | undefined
    #withdraw = () => {}

    constructor(private readonly view: EditorView) {}

    update(update: ViewUpdate) {
      if (!update.docChanged && !update.selectionSet) return
      clearTimeout(this.#timer)
      this.#withdraw()
      this.#timer = setTimeout(() => void this.#look(), PAUSE_MS)
    }

    async #look() {
      const { doc, selection } = this.view.state
      if (doc.length > MARKED) return
      const asked = askToRead({ job: 'symbol', source: doc.toString(), offset: selection.main.head })
      this.#withdraw = asked.withdraw
      const end = await asked.ended
      if (end.kind !== 'answered' || end.answer.job !== 'symbol' || this.view.state.doc !== doc) return
      const uses = end.answer.symbol?.uses ?? []
      if (uses.length === 0 && this.view.state.field(marks).size === 0) return
      this.view.dispatch({ effects: found.of(uses) })
    }

    destroy() {
      clearTimeout(this.#timer)
      this.#withdraw()
    }
  },
)

/** Every place that names the state or variable at the cursor is marked, its definition more so. */
export const markedUses: Extension = [
  marks,
  watcher,
  EditorView.baseTheme({
    '.cm-use': {
      backgroundColor: 'color-mix(in oklab, var(--color-accent) 16%, transparent)',
      borderRadius: '2px',
    },
    '.cm-use-definition': { outline: '1px solid var(--color-accent)' },
  }),
]
