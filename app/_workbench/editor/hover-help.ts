import type { Extension } from '@codemirror/state'
import { closeHoverTooltips, EditorView, hasHoverTooltips, hoverTooltip, keymap } from '@codemirror/view'
import type { Help } from '@/lib/language'
import { askToRead } from '../workers/workers'

/** Texts beyond this are not looked at while the mouse rests. */
const HELPED = 300_000

/** The help for the word under the mouse, from the reading worker; Escape closes it. By key it is F1. */
export const hoverHelp: Extension = [
  hoverTooltip(
    async (view, pos) => {
      const { doc } = view.state
      if (doc.length > HELPED) return null
      const end = await askToRead({ job: 'help', source: doc.toString(), offset: pos }).ended
      const help = end.kind === 'answered' && end.answer.job === 'help' ? end.answer.help : undefined
      // The text may have changed while the worker looked.
      if (!help || view.state.doc !== doc) return null
      return { pos: help.from, end: help.to, above: true, create: () => ({ dom: helpDom(help) }) }
    },
    { hoverTime: 450, hideOnChange: true },
  ),
  keymap.of([
    {
      key: 'Escape',
      run: (view) => {
        if (!hasHoverTooltips(view.state)) return false
        view.dispatch({ effects: closeHoverTooltips })
        return true
      },
    },
  ]),
  EditorView.baseTheme({
    '.cm-help': { padding: '0.5rem 0.75rem', maxWidth: '28rem', fontSize: '0.8125rem', lineHeight: '1.45' },
    '.cm-help p': { margin: '0 0 0.25rem' },
    '.cm-help code': { fontFamily: 'var(--font-mono)' },
    '.cm-help .cm-help-more': { color: 'var(--color-ink-soft)' },
  }),
]

function helpDom(help: Help): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'cm-help'
  const title = document.createElement('strong')
  title.textContent = help.signature ?? help.title
  const first = paragraph(help.about === undefined ? '' : ` · ${help.about}`)
  first.prepend(title)
  dom.append(first, paragraph(help.help))
  const more = [
    ...(help.default === undefined ? [] : [`When absent: ${help.default}`]),
    ...(help.limits === undefined ? [] : [help.limits]),
    ...(help.example === undefined ? [] : [`For example \`${help.example}\``]),
  ]
  for (const line of more) {
    const added = paragraph(line)
    added.className = 'cm-help-more'
    dom.append(added)
  }
  return dom
}

/** A sentence in which code stands in backticks. */
function paragraph(sentence: string): HTMLParagraphElement {
  const element = document.createElement('p')
  for (const [index, part] of sentence.split('`').entries()) {
    if (index % 2 === 0) {
      element.append(part)
      continue
    }
    const code = document.createElement('code')
    code.textContent = part
    element.append(code)
  }
  return element
}
