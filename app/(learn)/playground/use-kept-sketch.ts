'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { ulid } from 'ulid'
import { claim } from '@/app/_workbench/drafts/draft-store'
import type { SaveState } from '@/app/_workbench/drafts/use-drafts'
import type { Sketch } from '@/lib/playground'
import type { OpenedSketch } from './playground'
import { sketchAddress } from './sketch-address'
import { sendSketch } from './sketch-server'
import { clearNet, type KeptSketch, keepSketch, keepSketchAtOnce } from './sketch-store'

const PAUSE_MS = 350
const SERVER_PAUSE_MS = 1_500

/**
 * Keeps a sketch in the browser at every pause, on the server when it can. The first change makes it the learner's own, with an address; a sketch that another
 * living tab is changing is left to that tab, and this one goes on with a copy.
 */
export function useKeptSketch(opened: OpenedSketch) {
  const [state, setState] = useState<SaveState>(opened.sketchId === undefined ? 'nothing-yet' : 'here')
  const mine = useRef<Promise<{ sketchId: string; isCopy: boolean }>>(undefined)
  const current = useRef<KeptSketch>(undefined)
  const [refused, setRefused] = useState<string>()
  const timers = useRef<{ here?: ReturnType<typeof setTimeout>; server?: ReturnType<typeof setTimeout> }>({})

  const send = useCallback(async (kept: KeptSketch) => {
    const answer = await sendSketch(kept)
    if (current.current !== kept) return
    setRefused(answer.kept ? undefined : answer.refused)
    if (answer.kept) setState('everywhere')
  }, [])

  const save = useCallback(
    (sketch: Sketch) => {
      setState('typing')
      const savedAt = Date.now()
      mine.current ??= ownId(opened.sketchId)
      clearTimeout(timers.current.here)
      clearTimeout(timers.current.server)
      void mine.current.then(({ sketchId, isCopy }) => {
        if (current.current && current.current.savedAt > savedAt) return
        const kept = { sketchId, savedAt, sketch: isCopy ? copied(sketch) : sketch }
        current.current = kept
        clearTimeout(timers.current.here)
        timers.current.here = setTimeout(async () => {
          const isKept = await keepSketch(kept)
          if (isKept) clearNet(sketchId)
          if (current.current !== kept) return
          setState(isKept ? 'here' : 'nowhere')
          timers.current.server = setTimeout(() => void send(kept), SERVER_PAUSE_MS)
        }, PAUSE_MS)
      })
    },
    [opened.sketchId, send],
  )

  useEffect(() => {
    const pending = timers.current
    const online = () => {
      if (current.current) void send(current.current)
    }
    const hold = () => {
      if (current.current) keepSketchAtOnce(current.current)
    }
    window.addEventListener('pagehide', hold)
    document.addEventListener('visibilitychange', hold)
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('pagehide', hold)
      document.removeEventListener('visibilitychange', hold)
      window.removeEventListener('online', online)
      clearTimeout(pending.here)
      clearTimeout(pending.server)
      hold()
    }
  }, [send])

  return { state, save, ...(refused !== undefined && { refused }) }
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
