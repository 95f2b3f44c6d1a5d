'use client'

import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Picture } from '@/app/_workbench/workers/messages'
import type { Sketch } from '@/lib/playground'
import { openSketch } from './open-sketch'
import { sketchIdIn } from './sketch-address'
import { SketchBench } from './sketch-bench'

export interface OpenedSketch {
  /** The ULID of a kept sketch; absent as long as nothing was changed. */
  sketchId?: string
  sketch: Sketch
  picture: Picture
}

/**
 * What the page begins with, or the kept sketch that the fragment of the address names. A fragment is never sent to
 * the server, so only the browser can know.
 */
export function Playground({
  slug,
  sketch,
  heading,
  text,
  look,
  picture,
  usualAccount,
  nonce,
  children,
}: {
  slug: string
  sketch: Sketch
  heading: string
  text: string
  look?: string
  picture: Picture
  /** What a machine has that is begun from nothing. */
  usualAccount: Sketch['account']
  nonce: string | undefined
  children: ReactNode
}) {
  const [shown, setShown] = useState<OpenedSketch | 'opening' | 'missing'>({ sketch, picture })
  const open = useCallback(async () => {
    const sketchId = sketchIdIn(location.hash)
    if (sketchId === undefined) {
      setShown({ sketch, picture })
      return
    }
    setShown('opening')
    setShown((await openSketch(sketchId)) ?? 'missing')
  }, [sketch, picture])
  useEffect(() => {
    if (sketchIdIn(location.hash) !== undefined) void open()
    const changed = () => void open()
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [open])

  if (shown === 'opening') return <p role="status">Opening your machine…</p>
  if (shown === 'missing') {
    return (
      <>
        <h1 className="text-3xl font-bold tracking-tight">This machine is not here</h1>
        <p className="mt-4 max-w-prose">
          Neither this browser nor the server has it for you: it was deleted, or it was made by somebody else
          or in another browser without an account.
        </p>
      </>
    )
  }
  const isOwn = shown.sketchId !== undefined
  return (
    <>
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
        {isOwn ? shown.sketch.name : heading}
      </h1>
      {!isOwn && (
        <div className="mt-3 max-w-prose text-lg text-pretty text-ink-soft">
          <p className="m-0">{text}</p>
          {look !== undefined && (
            <p className="m-0 mt-1">
              <strong className="font-semibold text-ink">Look at this:</strong> {look}
            </p>
          )}
        </div>
      )}
      <SketchBench
        key={shown.sketchId ?? slug}
        id={slug}
        opened={shown}
        usualAccount={usualAccount}
        nonce={nonce}
      >
        {isOwn ? <div className="h-[52rem] rounded-lg border border-line bg-panel" /> : children}
      </SketchBench>
    </>
  )
}
