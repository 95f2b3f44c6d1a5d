'use client'

import { useEffect, useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { packed, type Sketch, sharedOf } from '@/lib/playground'
import type { Result } from '@/lib/result'
import { CopyButton } from './copy-button'

/** A link that has the whole machine in it. */
export function ShareDialog({
  sketch,
  usualAccount,
  onClose,
}: {
  sketch: Sketch
  usualAccount: Sketch['account']
  onClose: () => void
}) {
  const [fragment, setFragment] = useState<Result<string, string>>()
  useEffect(() => {
    let isCurrent = true
    void packed(sharedOf(sketch, usualAccount)).then((made) => isCurrent && setFragment(made))
    return () => {
      isCurrent = false
    }
  }, [sketch, usualAccount])
  const link = fragment?.ok ? `${location.origin}/playground/shared#${fragment.value}` : ''
  return (
    <Dialog title="Share by link" onClose={onClose}>
      <p className="mt-0">
        The link has the definition and the chosen input in it, and the account where you changed it. It is
        stored nowhere: whoever opens it sees it, and can open a copy.
      </p>
      {fragment && !fragment.ok && (
        <p role="alert" className="text-failed">
          {fragment.error}
        </p>
      )}
      {fragment?.ok && (
        <>
          <input
            readOnly
            aria-label="Link"
            value={link}
            onFocus={(event) => event.target.select()}
            className="min-h-10 w-full rounded-md border border-line-strong bg-sunken px-3 font-mono text-sm"
          />
          <p className="mt-2 mb-4 text-sm text-ink-soft">
            {link.length.toLocaleString('en')} characters.
            {link.length > 8_000 && ' Some programs cut links that long; a file from Export is safer then.'}
          </p>
          <div className="flex justify-end">
            <CopyButton text={link} />
          </div>
        </>
      )}
    </Dialog>
  )
}
