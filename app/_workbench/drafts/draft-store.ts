'use client'

import { browserStore } from '../outbox/store'
import { type Draft, surplus } from './draft'
import { putKept, type Sent } from './put-kept'
import { caughtByNet, clearNet, holdInNet } from './safety-net'
import type { Keeper } from './use-keeping'

/** Where drafts lie: the browser's database, a synchronous safety net for the moment a page dies, and the server. */

const NET = 'stepwise.draft:'

/** Every draft of an exercise that this browser holds. Drafts caught by the safety net move into the database. */
export async function draftsHere(exerciseId: string): Promise<readonly Draft[]> {
  const caught = caughtByNet(`${NET}${exerciseId}:`).flatMap((value) => asDraft(value, exerciseId))
  for (const draft of caught) {
    if (await keepHere(draft)) clearNet(netKey(draft))
  }
  const store = await browserStore()
  const stored = await store?.getAllFromIndex('drafts', 'byExercise', exerciseId).catch(() => [])
  return [...(stored ?? []), ...caught]
}

/** Keeps a draft in this browser unless a newer form of it is there. False where the browser refuses. */
export async function keepHere(draft: Draft): Promise<boolean> {
  try {
    const store = await browserStore()
    if (!store) return false
    const change = store.transaction('drafts', 'readwrite')
    const known = await change.store.get([draft.exerciseId, draft.draftId])
    if (!known || known.savedAt <= draft.savedAt) await change.store.put(draft)
    const all = await change.store.index('byExercise').getAll(draft.exerciseId)
    for (const old of surplus(all, new Set([draft.draftId]))) {
      await change.store.delete([old.exerciseId, old.draftId])
    }
    await change.done
    return true
  } catch {
    return false
  }
}

/** The drafts that the server holds for this person; none for someone it does not know yet. */
export async function draftsOnServer(exerciseId: string): Promise<readonly Draft[]> {
  try {
    const response = await fetch(`/api/drafts/${exerciseId}`, { headers: { accept: 'application/json' } })
    if (!response.ok) return []
    const body: unknown = await response.json()
    if (typeof body !== 'object' || body === null || !('drafts' in body) || !Array.isArray(body.drafts))
      return []
    const found: Draft[] = body.drafts.flatMap((row: unknown) => asDraft(row, exerciseId))
    for (const draft of found) await noteSent(draft)
    return found
  } catch {
    return []
  }
}

/** Sends a draft to the server. */
export async function keepOnServer(draft: Draft): Promise<Sent> {
  const { draftId, text, savedAt } = draft
  const sent = await putKept(
    `/api/drafts/${draft.exerciseId}`,
    { draftId, text, savedAt: new Date(savedAt).toISOString() },
    'The server does not take this draft; it is kept in this browser.',
  )
  // Where this cannot be noted, the browser only keeps it longer than it must.
  if (sent.kept) await noteSent(draft).catch(() => undefined)
  return sent
}

/** For the draft that is being written. */
export const draftKeeper: Keeper<Draft> = {
  here: keepHere,
  atOnce: (draft) => holdInNet(netKey(draft), draft),
  clearNet: (draft) => clearNet(netKey(draft)),
  onServer: keepOnServer,
}

/** Forgets a draft for good, on the server first. False where the server cannot be reached: it would come back. */
export async function discard(draft: Draft): Promise<boolean> {
  try {
    const response = await fetch(`/api/drafts/${draft.exerciseId}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ draftId: draft.draftId }),
    })
    if (!response.ok) return false
    const store = await browserStore()
    await store?.delete('drafts', [draft.exerciseId, draft.draftId])
    clearNet(netKey(draft))
    return true
  } catch {
    return false
  }
}

/** From now on this browser may forget the draft, unless it has a newer form of it. */
async function noteSent(draft: Draft): Promise<void> {
  const store = await browserStore()
  if (!store) return
  const change = store.transaction('drafts', 'readwrite')
  const known = await change.store.get([draft.exerciseId, draft.draftId])
  if (known?.text === draft.text) await change.store.put({ ...known, isOnServer: true })
  await change.done
}

/**
 * Claims a draft for this tab as long as it lives. A duplicated tab inherits the id of its twin and must not write
 * over it; a closed tab's draft may be taken over.
 */
export function claim(draftId: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((answer) => {
    void navigator.locks.request(`stepwise-draft ${draftId}`, { ifAvailable: true }, (lock) => {
      answer(lock !== null)
      return lock ? new Promise<never>(() => undefined) : undefined
    })
  })
}

function netKey(draft: Draft): string {
  return `${NET}${draft.exerciseId}:${draft.draftId}`
}

function asDraft(value: unknown, exerciseId: string): Draft[] {
  if (typeof value !== 'object' || value === null) return []
  if (!('draftId' in value && 'text' in value && 'savedAt' in value)) return []
  const { draftId, text, savedAt } = value
  if (typeof draftId !== 'string' || typeof text !== 'string') return []
  const at = typeof savedAt === 'number' ? savedAt : Date.parse(String(savedAt))
  return Number.isFinite(at) ? [{ draftId, exerciseId, text, savedAt: at }] : []
}
