'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Sent } from './put-kept'

const PAUSE_MS = 350
const SERVER_PAUSE_MS = 1_500

/** Where what is in front of the learner is kept. */
export type SaveState = 'nothing-yet' | 'typing' | 'here' | 'everywhere' | 'nowhere'

/** The places where something is kept. */
export interface Keeper<Kept> {
  /** In the browser's database; false where the browser refuses. */
  here: (kept: Kept) => Promise<boolean>
  /** In the safety net, as the page goes. */
  atOnce: (kept: Kept) => void
  /** Takes it out of the safety net. */
  clearNet: (kept: Kept) => void
  onServer: (kept: Kept) => Promise<Sent>
}

/**
 * Keeps what changes all the time: in the browser at every pause, on the server when it can, in the safety net when
 * the page goes. The keeper must stay the same.
 */
export function useKeeping<Kept extends { savedAt: number }>(keeper: Keeper<Kept>, before: SaveState) {
  const [state, setState] = useState(before)
  const [refused, setRefused] = useState<string>()
  const current = useRef<Kept>(undefined)
  const timers = useRef<{ here?: ReturnType<typeof setTimeout>; server?: ReturnType<typeof setTimeout> }>({})

  /** Sends the newest form to the server now. */
  const send = useCallback(async () => {
    const kept = current.current
    if (!kept) return
    const answer = await keeper.onServer(kept)
    if (current.current !== kept) return
    setRefused(answer.kept ? undefined : answer.refused)
    if (answer.kept) setState('everywhere')
  }, [keeper])

  const save = useCallback(
    async (kept: Kept) => {
      const isKept = await keeper.here(kept)
      if (isKept) keeper.clearNet(kept)
      if (current.current !== kept) return
      setState(isKept ? 'here' : 'nowhere')
      clearTimeout(timers.current.server)
      timers.current.server = setTimeout(() => void send(), SERVER_PAUSE_MS)
    },
    [keeper, send],
  )

  /** Keeps a newer form; whose it is may take a moment to find out. */
  const keep = useCallback(
    (form: Promise<Kept>) => {
      setState('typing')
      clearTimeout(timers.current.here)
      void form.then((kept) => {
        if (current.current && current.current.savedAt > kept.savedAt) return
        current.current = kept
        clearTimeout(timers.current.here)
        timers.current.here = setTimeout(() => void save(kept), PAUSE_MS)
      })
    },
    [save],
  )

  useEffect(() => {
    const pending = timers.current
    const hold = () => {
      if (current.current) keeper.atOnce(current.current)
    }
    const online = () => void send()
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
  }, [keeper, send])

  return { state, ...(refused !== undefined && { refused }), current, keep, send }
}
