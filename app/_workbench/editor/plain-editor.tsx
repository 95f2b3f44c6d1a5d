'use client'

import { useImperativeHandle, useRef } from 'react'
import type { EditorProps } from './editor-handle'

/** A text area: for screen readers, small devices, and whoever prefers one. Tab leaves it as it does everywhere. */
export function PlainEditor(props: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(props.handle, () => ({
    text: () => area.current?.value ?? props.initialText,
    replaceAll: (text) => {
      const element = area.current
      if (!element) return
      element.focus()
      element.select()
      // The only way to change a text area that its own undo can take back; the fallback changes it anyway.
      if (!document.execCommand('insertText', false, text)) element.value = text
      props.onEdited(element.value)
    },
    reveal: ({ from, to }, focus) => {
      const element = area.current
      if (!element) return
      if (focus) element.focus()
      element.setSelectionRange(from, to)
      const line = element.value.slice(0, from).split('\n').length
      element.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(element).lineHeight))
    },
  }))
  return (
    <textarea
      ref={area}
      defaultValue={props.initialText}
      readOnly={props.isReadOnly}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.diagnostics.some((diagnostic) => diagnostic.severity === 'ERROR')}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      onChange={(event) => props.onEdited(event.target.value)}
      onSelect={(event) => props.onCursor(event.currentTarget.selectionStart)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (event.shiftKey) props.onCheck()
        else props.onRun()
      }}
      className="block size-full resize-none bg-transparent p-3 font-mono text-sm leading-6 -outline-offset-2"
    />
  )
}
