import { type Extension, Prec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * Lines that come all at once as if they had been typed, as from the clipboard of a phone's keyboard or from
 * dictation, become one change. Left to the browser, which puts in one line after the other and measures the page at
 * each, a definition of five hundred states would stop the page for minutes.
 */
export const insertedLines: Extension = Prec.high(
  EditorView.domEventHandlers({
    beforeinput: ({ inputType, data, cancelable }, view) => {
      // What cannot be prevented would be there twice.
      if (inputType !== 'insertText' || !data?.includes('\n') || !cancelable || view.state.readOnly)
        return false
      view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.paste', scrollIntoView: true })
      return true
    },
  }),
)
