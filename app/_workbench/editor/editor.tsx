'use client'

import { type ComponentType, startTransition, useEffect, useState } from 'react'
import type { EditorProps } from './editor-handle'
import { PlainEditor } from './plain-editor'
import { StillText } from './still-text'

let loaded: ComponentType<EditorProps> | undefined

/** The chosen editor. Until CodeMirror has arrived, and where it cannot, the text area does the work. */
export function Editor({ isPlain, ...props }: EditorProps & { isPlain: boolean }) {
  const Code = useCodeEditor(!isPlain)
  if (isPlain || Code === 'missing') return <PlainEditor {...props} />
  if (Code === undefined) {
    return <StillText label={props.label} text={props.firstText()} className="size-full" />
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
