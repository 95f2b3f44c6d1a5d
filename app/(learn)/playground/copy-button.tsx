'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'

const SAYS = { still: 'Copy', copied: 'Copied', refused: 'Not allowed: select it and copy' } as const

/** Copies a text, and says whether the browser let it. */
export function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<keyof typeof SAYS>('still')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  return (
    <Button onClick={() => void copy().catch(() => setState('refused'))} onBlur={() => setState('still')}>
      {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}{' '}
      <span role="status">{SAYS[state]}</span>
    </Button>
  )
}
