'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { ulid } from 'ulid'
import { type Draft, type Opening, opening } from './draft'
import {
  claim,
  discard as discardEverywhere,
  draftKeeper,
  draftsHere,
  draftsOnServer,
  keepHere,
  keepOnServer,
} from './draft-store'
import { type SaveState, useKeeping } from './use-keeping'

export interface Drafts {
  state: SaveState
  /** Why the server does not take the draft, if it says so. */
  refused?: string
  others: readonly Draft[]
  /** The text has changed. */
  edited: (text: string) => void
  /** Keeps a text that is about to be replaced, one click away. */
  setAside: (text: string, why: NonNullable<Draft['setAside']>) => void
  /** Forgets one of the others for good; false when it could not be done now. */
  discard: (draft: Draft) => Promise<boolean>
}

/** The drafts that this browser holds, chosen among before the editor opens. */
export async function openingHere(exerciseId: string, starter: string): Promise<Opening> {
  return opening(await draftsHere(exerciseId), starter)
}

/** Keeps what is written, and knows of what else was written before. Nothing without an exercise. */
export function useDrafts(
  exerciseId: string | undefined,
  starter: string,
  opened: Opening,
  /** The server knows a newer text than the one shown, and nothing was typed yet. */
  onNewer: (text: string) => void,
): Drafts {
  const { state, refused, current, keep, send } = useKeeping(
    draftKeeper,
    opened.shown ? 'here' : 'nothing-yet',
  )
  const [others, setOthers] = useState<readonly Draft[]>(opened.others)
  const mine = useRef<Promise<string>>(undefined)
  const isTouched = useRef(false)
  const newer = useRef(onNewer)
  newer.current = onNewer

  const edited = useCallback(
    (text: string) => {
      if (exerciseId === undefined) return
      isTouched.current = true
      const savedAt = Date.now()
      mine.current ??= ownDraftId(exerciseId, opened.shown)
      keep(mine.current.then((draftId) => ({ draftId, exerciseId, text, savedAt })))
    },
    [exerciseId, opened.shown, keep],
  )

  const setAside = useCallback(
    (text: string, why: NonNullable<Draft['setAside']>) => {
      if (exerciseId === undefined || text === starter) return
      const draft: Draft = { draftId: ulid(), exerciseId, text, savedAt: Date.now(), setAside: why }
      setOthers((known) => [draft, ...known.filter((one) => one.text !== text)])
      void keepHere(draft).then(() => keepOnServer(draft))
    },
    [exerciseId, starter],
  )

  const discard = useCallback(
    async (draft: Draft) => {
      const isGone = await discardEverywhere(draft)
      if (!isGone) return false
      setOthers((known) => known.filter((one) => one.draftId !== draft.draftId))
      // There may be room now for the one that was refused.
      await send()
      return true
    },
    [send],
  )

  useEffect(() => {
    if (exerciseId === undefined) return
    let isCurrent = true
    void draftsOnServer(exerciseId).then((found) => {
      if (!isCurrent || found.length === 0) return
      const local = [...(opened.shown ? [opened.shown] : []), ...opened.others]
      const all = opening([...found, ...local], starter)
      const isNewer = all.shown && all.shown.text !== (opened.shown?.text ?? starter)
      if (isNewer && !isTouched.current && all.shown) {
        newer.current(all.shown.text)
        setOthers(all.others)
      } else {
        const shownText = current.current?.text ?? opened.shown?.text ?? starter
        const rest = [...(all.shown ? [all.shown] : []), ...all.others].filter(
          (draft) => draft.text !== shownText,
        )
        setOthers((known) => [
          ...known,
          ...rest.filter((draft) => !known.some((one) => one.text === draft.text)),
        ])
      }
    })
    return () => {
      isCurrent = false
    }
  }, [exerciseId, starter, opened, current])

  return { state, ...(refused !== undefined && { refused }), others, edited, setAside, discard }
}

/** Goes on with the draft that was opened, unless another living tab is writing it; then this tab begins its own. */
async function ownDraftId(exerciseId: string, shown: Draft | undefined): Promise<string> {
  const key = `stepwise.tab:${exerciseId}`
  const candidates = [shown?.draftId, sessionStorage.getItem(key) ?? undefined]
  for (const candidate of candidates) {
    if (candidate !== undefined && (await claim(candidate))) {
      sessionStorage.setItem(key, candidate)
      return candidate
    }
  }
  const fresh = ulid()
  await claim(fresh)
  sessionStorage.setItem(key, fresh)
  return fresh
}
