'use client'

import { useCallback, useEffect, useState } from 'react'
import { ulid } from 'ulid'
import {
  forgetOnServer,
  type SketchLine,
  sendSketch,
  sketchesOnServer,
  sketchOnServer,
} from './sketch-server'
import { forgetSketch, type KeptSketch, keepSketch, keptSketch, keptSketches } from './sketch-store'

export interface OwnMachine extends SketchLine {
  /** The server does not have its newest form. */
  isOnlyHere: boolean
}

/** The machines that this browser and the server keep, and what can be done with them as a whole. */
export function useOwnMachines() {
  const [machines, setMachines] = useState<readonly OwnMachine[]>()
  const [deleted, setDeleted] = useState<KeptSketch>()
  const [trouble, setTrouble] = useState<string>()

  const refresh = useCallback(async () => {
    const here = await keptSketches()
    setMachines(together(here, []))
    const there = await sketchesOnServer()
    setMachines(together(here, there))
    // What was made without a network goes out on the first visit with one.
    for (const kept of here) {
      if (kept.sentAt === kept.savedAt || !(await sendSketch(kept)).kept) continue
      setMachines((known) =>
        known?.map((one) => (one.sketchId === kept.sketchId ? { ...one, isOnlyHere: false } : one)),
      )
    }
  }, [])
  useEffect(() => void refresh(), [refresh])

  const store = async (kept: KeptSketch) => {
    await keepSketch(kept)
    await sendSketch(kept)
    await refresh()
  }
  /** Does something with a whole sketch, fetched first where this browser has none. */
  const withWhole = async (sketchId: string, work: (kept: KeptSketch) => Promise<void>) => {
    const kept = (await keptSketch(sketchId)) ?? (await sketchOnServer(sketchId))
    setTrouble(
      kept ? undefined : 'The server cannot be reached, and this browser does not have that machine.',
    )
    if (kept) await work(kept)
  }
  return {
    machines,
    deleted,
    trouble,
    rename: (sketchId: string, name: string) =>
      withWhole(sketchId, (kept) =>
        store({ sketchId, savedAt: Date.now(), sketch: { ...kept.sketch, name } }),
      ),
    duplicate: (sketchId: string) =>
      withWhole(sketchId, ({ sketch }) =>
        store({
          sketchId: ulid(),
          savedAt: Date.now(),
          sketch: { ...sketch, name: `${sketch.name.slice(0, 100)} (copy)` },
        }),
      ),
    remove: (sketchId: string) =>
      withWhole(sketchId, async (kept) => {
        const isOnServer = kept.sentAt !== undefined
        if (isOnServer && !(await forgetOnServer(sketchId))) {
          setTrouble('Not deleted: the server cannot be reached, and it would come back. Try again later.')
          return
        }
        await forgetSketch(sketchId)
        setDeleted(kept)
        await refresh()
      }),
    undo: async () => {
      if (!deleted) return
      setDeleted(undefined)
      await store({ ...deleted, savedAt: Date.now() })
    },
  }
}

function together(here: readonly KeptSketch[], there: readonly SketchLine[]): readonly OwnMachine[] {
  const lines = new Map<string, OwnMachine>()
  for (const line of there) lines.set(line.sketchId, { ...line, isOnlyHere: false })
  for (const { sketchId, savedAt, sentAt, sketch } of here) {
    const known = lines.get(sketchId)
    if (known && known.savedAt > savedAt) continue
    lines.set(sketchId, { sketchId, savedAt, name: sketch.name, isOnlyHere: sentAt !== savedAt })
  }
  return [...lines.values()].sort((a, b) => b.savedAt - a.savedAt)
}
