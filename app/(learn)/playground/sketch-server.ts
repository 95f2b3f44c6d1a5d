'use client'

import { putKept, type Sent } from '@/app/_workbench/drafts/put-kept'
import { asKept, type KeptSketch, noteSent } from './sketch-store'

/** A kept sketch by name: all that a list shows. */
export interface SketchLine {
  sketchId: string
  name: string
  /** Milliseconds since 1970. */
  savedAt: number
}

/** Sends a sketch to the server. */
export async function sendSketch(kept: KeptSketch): Promise<Sent> {
  const { sketchId, sketch, savedAt } = kept
  const sent = await putKept(
    `/api/sketches/${sketchId}`,
    { sketch, savedAt: new Date(savedAt).toISOString() },
    'The server does not take this machine; it is kept in this browser.',
  )
  // Where this cannot be noted, it is sent again at worst.
  if (sent.kept) await noteSent(kept).catch(() => undefined)
  return sent
}

/** The server's form of a sketch; undefined where it has none or cannot be reached. */
export async function sketchOnServer(sketchId: string): Promise<KeptSketch | undefined> {
  const [found] = asKept(await answerOf(`/api/sketches/${sketchId}`))
  return found && { ...found, sentAt: found.savedAt }
}

/** What the server has of this person; nothing for someone it does not know, or when it cannot be reached. */
export async function sketchesOnServer(): Promise<readonly SketchLine[]> {
  const body = await answerOf('/api/sketches')
  if (typeof body !== 'object' || body === null || !('sketches' in body)) return []
  return Array.isArray(body.sketches) ? body.sketches.flatMap(asLine) : []
}

/** False where the server cannot be reached: it would come back. */
export async function forgetOnServer(sketchId: string): Promise<boolean> {
  try {
    const response = await fetch(`/api/sketches/${sketchId}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return response.ok
  } catch {
    return false
  }
}

async function answerOf(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

function asLine(row: unknown): SketchLine[] {
  if (typeof row !== 'object' || row === null) return []
  if (!('sketchId' in row && 'name' in row && 'savedAt' in row)) return []
  const { sketchId, name } = row
  const savedAt = Date.parse(String(row.savedAt))
  if (typeof sketchId !== 'string' || typeof name !== 'string' || !Number.isFinite(savedAt)) return []
  return [{ sketchId, name, savedAt }]
}
