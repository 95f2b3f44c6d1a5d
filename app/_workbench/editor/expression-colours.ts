import { type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { expressionWords } from '@/lib/language'

/** A line longer than this is left in one colour. */
const LONGEST_LINE = 5_000

const looks = Object.fromEntries(
  ['Variable', 'Function', 'Text', 'Number', 'Keyword', 'Comment', 'Operator', 'Name', 'Mark'].map((kind) => [
    kind,
    Decoration.mark({ class: `cm-expression cm-expression-${kind.toLowerCase()}` }),
  ]),
)

/** Expressions of JSONata between `{%` and `%}`, coloured word by word; only the lines that are in view are looked at. */
export const expressionColours: Extension = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = coloured(view)
      }
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = coloured(update.view)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.baseTheme({
    '.cm-expression': { color: 'var(--color-ink)' },
    '.cm-expression-mark, .cm-expression-operator': { color: 'var(--color-code-punctuation)' },
    '.cm-expression-variable': { color: 'var(--color-code-key)' },
    '.cm-expression-function': { color: 'var(--color-code-keyword)', fontWeight: '600' },
    '.cm-expression-keyword': { color: 'var(--color-code-keyword)' },
    '.cm-expression-number': { color: 'var(--color-code-number)' },
    '.cm-expression-text': { color: 'var(--color-code-string)' },
    '.cm-expression-comment': { color: 'var(--color-ink-faint)', fontStyle: 'italic' },
    // The string around would colour what is inside.
    '.cm-expression span': { color: 'inherit' },
  }),
]

function coloured(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at)
      if (line.length <= LONGEST_LINE) colourLine(line, builder)
      at = line.to + 1
    }
  }
  return builder.finish()
}

/** A string of JSON never goes over the end of a line. */
function colourLine(
  { from, text }: { from: number; text: string },
  builder: RangeSetBuilder<Decoration>,
): void {
  const add = (kind: string, start: number, end: number) => {
    const look = looks[kind]
    if (look) builder.add(start, end, look)
  }
  for (const { index, 1: inner = '', 2: close = '' } of text.matchAll(
    /"\{%((?:\\.|[^"\\])*?)(%\})?(?="|$)/g,
  )) {
    const start = from + index + 1
    add('Mark', start, start + 2)
    for (const word of expressionWords(inner, start + 2)) add(word.kind, word.from, word.to)
    const end = start + 2 + inner.length
    if (close !== '') add('Mark', end, end + 2)
  }
}
