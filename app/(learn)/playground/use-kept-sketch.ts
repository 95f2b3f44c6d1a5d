'use client'

import { useCallback, useRef } from 'react'
import { ulid } from 'ulid'
import { claim } from '@/app/_workbench/drafts/draft-store'
import { type Keeper, useKeeping } from '@/app/_workbench/drafts/use-keeping'
import type { Sketch } from '@/lib/playground'
import type { OpenedSketch } from './playground'
import { sketchAddress } from './sketch-address'
import { sendSketch } from './sketch-server'
import { clearSketchNet, type KeptSketch, keepSketch, keepSketchAtOnce } from './sketch-store'

const sketchKeeper: Keeper<KeptSketch> = {
  here: keepSketch,
  atOnce: keepSketchAtOnce,
  clearNet: clearSketchNet,
  onServer: sendSketch,
}

/**
 * Keeps a sketch. The first change makes it the learner's own, with an address; a sketch that another living tab is
 * changing is left to that tab, and this one goes on with a copy.
 */
export function useKeptSketch(opened: OpenedSketch) {
  const { state, refused, keep } = useKeeping(
    sketchKeeper,
    opened.sketchId === undefined ? 'nothing-yet' : 'here',
  )
  const mine = useRef<Promise<{ sketchId: string; isCopy: boolean }>>(undefined)
  const save = useCallback(
    (sketch: Sketch) => {
      const savedAt = Date.now()
      mine.current ??= ownId(opened.sketchId)
      keep(
        mine.current.then(({ sketchId, isCopy }) => ({
          sketchId,
          savedAt,
          sketch: isCopy ? copied(sketch) : sketch,
        })),
      )
    },
    [opened.sketchId, keep],
  )
  return { state, save, refused }
}

async function ownId(opened: string | undefined): Promise<{ sketchId: string; isCopy: boolean }> {
  if (opened !== undefined && (await claim(opened))) return { sketchId: opened, isCopy: false }
  const sketchId = ulid()
  await claim(sketchId)
  // Not pushed: Back leads to where the learner came from, and a reload opens what was kept.
  history.replaceState(history.state, '', sketchAddress(sketchId))
  return { sketchId, isCopy: opened !== undefined }
}

function copied(sketch: Sketch): Sketch {
  return sketch.name.endsWith('(copy)') ? sketch : { ...sketch, name: `${sketch.name.slice(0, 110)} (copy)` }
}
