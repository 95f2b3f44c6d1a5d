'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button'

/** How long it says that it is done. */
const SAYS_SO_MS = 4_000

/** Copies a text; where the browser does not let it, it says so, and the text can still be selected. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SAYS_SO_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () => {
    // Absent where the page does not come over TLS or from this computer.
    const written =
      navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('There is no clipboard.'))
    written.then(
      () => setState('copied'),
      () => setState('refused'),
    )
  }
  return (
    <span className="inline-flex items-center gap-3">
      <Button type="button" look="secondary" onClick={copy}>
        {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {label}
      </Button>
      <span role="status" className="text-sm">
        {state === 'copied' && 'Copied.'}
        {state === 'refused' && 'Your browser does not allow it: select the text and copy it yourself.'}
      </span>
    </span>
  )
}
