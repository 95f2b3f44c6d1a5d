'use client'

import { isolateHistory, redo, undo } from '@codemirror/commands'
import { diagnosticCount, setDiagnostics } from '@codemirror/lint'
import { EditorState, StateEffect } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useImperativeHandle, useRef } from 'react'
import { codeDiagnostic, codeSetup } from './code-setup'
import { type EditorProps, LONG_TEXT, LONG_TEXT_PAUSE_MS } from './editor-handle'

/** CodeMirror around one text. It owns the text; the workbench hears of every change and may replace the whole. */
export default function CodeEditor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    if (!host.current) return
    let pause: ReturnType<typeof setTimeout> | undefined
    const handOn = () => latest.current.onEdited(editor.state.doc.toString())
    const { firstText, label, describedBy, isReadOnly, nonce } = latest.current
    const text = firstText()
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text,
        extensions: codeSetup({
          text,
          label,
          describedBy,
          isReadOnly,
          nonce,
          onRun: () => latest.current.onRun(),
          onCheck: () => latest.current.onCheck(),
          onCommand: (command) => latest.current.onCommand(command),
          onEscape: () => latest.current.onEscape(),
          onUpdate: (update) => {
            if (update.selectionSet || update.docChanged)
              latest.current.onCursor(update.state.selection.main.head)
            if (!update.docChanged) return
            clearTimeout(pause)
            if (update.state.doc.length < LONG_TEXT) handOn()
            else pause = setTimeout(handOn, LONG_TEXT_PAUSE_MS)
          },
        }),
      }),
    })
    view.current = editor
    const addLanguage = ({ codeLanguage }: typeof import('./code-language')) => {
      if (view.current !== editor) return
      const known = () => latest.current.known
      const seenAt = (offset: number) => latest.current.seenAt(offset)
      editor.dispatch({ effects: StateEffect.appendConfig.of(codeLanguage({ text, known, seenAt })) })
    }
    // In a turn of its own, after the script's; where it cannot be loaded, the text can be written all the same.
    import('./code-language').then(
      (language) => setTimeout(addLanguage, 0, language),
      () => {},
    )
    return () => {
      clearTimeout(pause)
      view.current = undefined
      editor.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const { state } = editor
    // To say that there are none has CodeMirror set up everything that would show them.
    if (props.diagnostics.length === 0 && diagnosticCount(state) === 0) return
    editor.dispatch(
      setDiagnostics(
        state,
        props.diagnostics.map((diagnostic) => codeDiagnostic(diagnostic, state.doc.length)),
      ),
    )
  }, [props.diagnostics])

  useImperativeHandle(props.handle, () => ({
    text: () => view.current?.state.doc.toString() ?? props.firstText(),
    replaceAll: (text) => {
      const editor = view.current
      editor?.dispatch({
        changes: { from: 0, to: editor.state.doc.length, insert: text },
        annotations: isolateHistory.of('full'),
      })
    },
    edit: (edits, select) => {
      view.current?.dispatch({
        changes: edits.map((edit) => edit),
        ...(select && { selection: { anchor: select.from, head: select.to } }),
        annotations: isolateHistory.of('full'),
      })
    },
    cursor: () => view.current?.state.selection.main.head ?? 0,
    focus: () => view.current?.focus(),
    undo: () => view.current && undo(view.current),
    redo: () => view.current && redo(view.current),
    reveal: ({ from, to }, focus) => {
      const editor = view.current
      if (!editor) return
      const length = editor.state.doc.length
      const anchor = Math.min(from, length)
      editor.dispatch({
        selection: { anchor, head: Math.min(to, length) },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      })
      if (focus) editor.focus()
    },
  }))

  return <div ref={host} className="size-full min-w-0" />
}
