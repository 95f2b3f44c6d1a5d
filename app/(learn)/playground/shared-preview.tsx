'use client'

import { useEffect, useState } from 'react'
import { ulid } from 'ulid'
import { Button } from '@/app/_ui/button'
import { StillText } from '@/app/_workbench/editor/still-text'
import { fitsInPane } from '@/app/_workbench/graph/fits'
import { GraphCanvas } from '@/app/_workbench/graph/graph-pane'
import type { Picture } from '@/app/_workbench/workers/messages'
import { type Shared, type Sketch, sketchOfShared, unpacked } from '@/lib/playground'
import { pictureOfText } from './open-sketch'
import { sketchAddress } from './sketch-address'
import { keepSketch } from './sketch-store'

type View = { shared: Shared; picture: Picture } | { problem: string } | undefined

const nothingRan = {
  statuses: new Map(),
  taken: new Set<string>(),
  problems: new Map(),
  selected: undefined,
} as const

/** What a link carries, to be looked at. Only the button makes anything of it: a copy, under a new name of its own. */
export function SharedPreview({ usualAccount }: { usualAccount: Sketch['account'] }) {
  const [view, setView] = useState<View>()
  const [trouble, setTrouble] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    const look = async () => {
      const read = await unpacked(location.hash.slice(1))
      const seen: View = read.ok
        ? { shared: read.value, picture: await pictureOfText(read.value.definition, read.value.type) }
        : { problem: read.error }
      if (isCurrent) setView(seen)
    }
    void look()
    const again = () => void look()
    window.addEventListener('hashchange', again)
    return () => {
      isCurrent = false
      window.removeEventListener('hashchange', again)
    }
  }, [])

  if (!view) return <p role="status">Reading the link…</p>
  if ('problem' in view) {
    return (
      <p role="alert" className="mt-5 max-w-prose text-lg">
        {view.problem}
      </p>
    )
  }
  const { shared, picture } = view
  const openCopy = async () => {
    const sketchId = ulid()
    const isKept = await keepSketch({
      sketchId,
      sketch: sketchOfShared(shared, usualAccount),
      savedAt: Date.now(),
    })
    if (isKept) location.assign(sketchAddress(sketchId))
    else
      setTrouble('This browser keeps nothing, so no copy can be opened. You can still copy the text below.')
  }
  return (
    <>
      <p className="mt-4 max-w-prose text-lg text-ink-soft">
        “<span className="font-semibold text-ink">{shared.name}</span>”,{' '}
        {shared.type === 'EXPRESS' ? 'an Express' : 'a Standard'} workflow
        {shared.account ? ', with an account of its own' : ''}. Nothing has run, and nothing of yours has
        changed.
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-4">
        <Button look="primary" onClick={() => void openCopy()}>
          Open a copy
        </Button>
        <p role="alert" className="m-0 text-failed">
          {trouble}
        </p>
      </div>
      <div className="mt-8 grid gap-5 lg:grid-cols-2">
        <section
          aria-label="Definition"
          className="flex h-[32rem] min-w-0 flex-col rounded-lg border border-line bg-panel"
        >
          <h2 className="m-0 border-b border-line px-4 py-2 text-sm font-semibold">Definition</h2>
          <StillText label="Definition" text={shared.definition} className="min-h-0 flex-1" />
        </section>
        <section
          aria-label="Graph"
          className="h-[32rem] min-w-0 overflow-hidden rounded-lg border border-line"
        >
          <GraphCanvas picture={picture} fits={fitsInPane(picture.layout)} graph={nothingRan} />
        </section>
        <section aria-label="Input" className="min-w-0 rounded-lg border border-line bg-panel lg:col-span-2">
          <h2 className="m-0 border-b border-line px-4 py-2 text-sm font-semibold">
            Input: {shared.input.title}
          </h2>
          <StillText label="Input" text={shared.input.text} className="max-h-64" />
        </section>
      </div>
    </>
  )
}
