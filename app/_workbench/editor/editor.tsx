'use client'

import { type ComponentType, startTransition, useEffect, useState } from 'react'
import { ScrollArea } from '../../_ui/scroll-area'
import type { EditorProps } from './editor-handle'
import { PlainEditor } from './plain-editor'

let loaded: ComponentType<EditorProps> | undefined

/** The chosen editor. Until CodeMirror has arrived, and where it cannot, the text area does the work. */
export function Editor({ isPlain, ...props }: EditorProps & { isPlain: boolean }) {
  const Code = useCodeEditor(!isPlain)
  if (isPlain || Code === 'missing') return <PlainEditor {...props} />
  if (Code === undefined) {
    return (
      <ScrollArea label={props.label} className="size-full">
        <pre className="m-0 border-0 bg-transparent py-2 pr-2 pl-12 font-mono text-sm leading-6 break-words whitespace-pre-wrap">
          {props.initialText}
        </pre>
      </ScrollArea>
    )
  }
  return <Code {...props} />
}

function useCodeEditor(isWanted: boolean): ComponentType<EditorProps> | 'missing' | undefined {
  const [found, setFound] = useState<{ code: ComponentType<EditorProps> | 'missing' } | undefined>(
    loaded && { code: loaded },
  )
  useEffect(() => {
    if (!isWanted || found) return
    let isCurrent = true
    import('./code-editor').then(
      (module) => {
        loaded = module.default
        if (isCurrent) startTransition(() => setFound({ code: module.default }))
      },
      () => isCurrent && setFound({ code: 'missing' }),
    )
    return () => {
      isCurrent = false
    }
  }, [isWanted, found])
  return found?.code
}
