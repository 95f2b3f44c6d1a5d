'use client'

import { json } from '@codemirror/lang-json'
import { MergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { codeTheme } from './code-theme'

/** Two texts side by side with their differences marked. Read-only. */
export default function SolutionDiff({
  mine,
  solution,
  nonce,
}: {
  mine: string
  solution: string
  nonce: string | undefined
}) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const side = (label: string): Extension[] => [
      ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
      EditorView.lineWrapping,
      lineNumbers(),
      json(),
      codeTheme,
    ]
    const view = new MergeView({
      parent: host.current,
      a: { doc: mine, extensions: side('Your text') },
      b: { doc: solution, extensions: side('The solution') },
      highlightChanges: true,
      gutter: true,
    })
    return () => view.destroy()
  }, [mine, solution, nonce])
  return <div ref={host} />
}
