/** What a learner is writing: one per tab or device, and one for each text that Reset or Insert set aside. */
export interface Draft {
  /** ULID. */
  draftId: string
  exerciseId: string
  text: string
  /** Milliseconds since 1970, by the clock of the device that wrote it. */
  savedAt: number
  /** Why it was set aside; absent for what is being written. */
  setAside?: 'reset' | 'solution' | 'other-draft'
  /** The server has this text as well. */
  isOnServer?: boolean
}

/** Of more than these the oldest are let go, if the server has them; the one that is shown never. */
export const DRAFTS_KEPT = 12

/** What the workbench opens with. */
export interface Opening {
  /** Absent: nothing was written yet, so the starter is shown. */
  shown?: Draft
  /** One click away, newest first. */
  others: readonly Draft[]
}

/**
 * Chooses among the drafts found in the browser and on the server. The newest that was being written is shown; texts
 * set aside never are. The same draft found twice counts once, in its newer form; a text equal to a newer one or to
 * the starter is no draft of its own. Nothing is merged.
 */
export function opening(found: readonly Draft[], starter: string): Opening {
  const newest = new Map<string, Draft>()
  for (const draft of found) {
    const known = newest.get(draft.draftId)
    if (!known || draft.savedAt > known.savedAt) newest.set(draft.draftId, draft)
  }
  const byAge = [...newest.values()].sort(newerFirst)
  const shown = byAge.find((draft) => draft.setAside === undefined)
  const seen = new Set([starter, ...(shown ? [shown.text] : [])])
  const others = byAge.filter((draft) => {
    if (draft === shown || seen.has(draft.text)) return false
    seen.add(draft.text)
    return true
  })
  return { ...(shown && { shown }), others }
}

/** Drafts that this browser may forget: beyond the count, oldest first, on the server too, never one of `kept`. */
export function surplus(drafts: readonly Draft[], kept: ReadonlySet<string>): readonly Draft[] {
  return [...drafts]
    .sort(newerFirst)
    .slice(DRAFTS_KEPT)
    .filter((draft) => draft.isOnServer && !kept.has(draft.draftId))
}

/** Equal times are told apart by id, so that every tab sees the same order. */
function newerFirst(a: Draft, b: Draft): number {
  return b.savedAt - a.savedAt || (a.draftId < b.draftId ? 1 : -1)
}
