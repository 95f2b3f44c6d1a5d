'use client'

import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { applyEdits } from '@/lib/studio'
import type { EditorProps } from './editor-handle'
import { commandOf } from './language/commands'
import { TextHistory } from './text-history'

/** A text area: for screen readers, small devices, and whoever prefers one. Tab leaves it as it does everywhere. */
export function PlainEditor(props: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const [history] = useState(() => new TextHistory(props.firstText()))
  const latest = useRef(props)
  latest.current = props

  const show = (text: string) => {
    const element = area.current
    if (!element || element.value === text) return
    const caret = element.selectionStart
    element.value = text
    element.setSelectionRange(caret, caret)
    latest.current.onEdited(text)
  }
  const become = (text: string) => {
    history.became(text)
    show(text)
  }

  useImperativeHandle(props.handle, () => ({
    text: () => area.current?.value ?? props.firstText(),
    replaceAll: become,
    edit: (edits, select) => {
      become(applyEdits(area.current?.value ?? props.firstText(), edits))
      area.current?.focus()
      if (select) area.current?.setSelectionRange(select.from, select.to)
    },
    cursor: () => area.current?.selectionStart ?? 0,
    focus: () => area.current?.focus(),
    undo: () => show(history.undo()),
    redo: () => show(history.redo()),
    reveal: ({ from, to }, focus) => {
      const element = area.current
      if (!element) return
      if (focus) element.focus()
      element.setSelectionRange(from, to)
      const line = element.value.slice(0, from).split('\n').length
      element.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(element).lineHeight))
    },
  }))

  // React's own `onBeforeInput` is another event, which knows nothing of undo.
  useEffect(() => {
    const element = area.current
    if (!element) return
    const instead = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      event.preventDefault()
      show(event.inputType === 'historyUndo' ? history.undo() : history.redo())
    }
    element.addEventListener('beforeinput', instead)
    return () => element.removeEventListener('beforeinput', instead)
  })

  return (
    <textarea
      ref={area}
      defaultValue={props.firstText()}
      readOnly={props.isReadOnly}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.diagnostics.some((diagnostic) => diagnostic.severity === 'ERROR')}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      onChange={(event) => {
        const { inputType, data } = event.nativeEvent as InputEvent
        history.became(event.target.value, inputType === 'insertText' && data !== ' ')
        props.onEdited(event.target.value)
      }}
      onSelect={(event) => props.onCursor(event.currentTarget.selectionStart)}
      onKeyDown={(event) => {
        const command = commandOf(event)
        if (command) {
          event.preventDefault()
          props.onCommand(command)
          return
        }
        if (event.key === 'Escape') props.onEscape()
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return
        const key = event.key.toLowerCase()
        if (key === 'enter') void (event.shiftKey ? props.onCheck() : props.onRun())
        else if (key === 'z') show(event.shiftKey ? history.redo() : history.undo())
        else if (key === 'y') show(history.redo())
        else return
        event.preventDefault()
      }}
      className="block size-full resize-none bg-transparent p-3 font-mono text-sm leading-6 -outline-offset-2"
    />
  )
}
