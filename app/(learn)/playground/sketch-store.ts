'use client'

import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { caughtByNet, clearNet, holdInNet } from '@/app/_workbench/drafts/safety-net'
import { type Sketch, sketchSchema } from '@/lib/playground'

/** A sketch as this browser keeps it. */
export interface KeptSketch {
  /** ULID. */
  sketchId: string
  sketch: Sketch
  /** Milliseconds since 1970, by the clock of the device that wrote it. */
  savedAt: number
  /** The `savedAt` of the form that the server has. */
  sentAt?: number
}

/** A database of its own: a tab with an older form of the others can never stand in the way of this one. */
interface SketchSchema extends DBSchema {
  sketches: { key: string; value: KeptSketch }
}

const NET = 'stepwise.sketch:'

let opened: Promise<IDBPDatabase<SketchSchema> | undefined> | undefined

function store(): Promise<IDBPDatabase<SketchSchema> | undefined> {
  opened ??= openDB<SketchSchema>('stepwise-playground', 1, {
    upgrade(database) {
      database.createObjectStore('sketches', { keyPath: 'sketchId' })
    },
    blocking(_version, _blocked, event) {
      // A newer page wants to change the database; this one opens it again when it next needs it.
      if (event.target instanceof IDBDatabase) event.target.close()
      opened = undefined
    },
    terminated() {
      opened = undefined
    },
  }).catch(() => undefined)
  return opened
}

/** Every sketch that this browser holds, the newest first. What the safety net caught moves into the database. */
export async function keptSketches(): Promise<readonly KeptSketch[]> {
  for (const caught of caughtByNet(NET).flatMap(asKept)) {
    if (await keepSketch(caught)) clearSketchNet(caught)
  }
  const all = (await (await store())?.getAll('sketches').catch(() => undefined)) ?? []
  return all.toSorted((a, b) => b.savedAt - a.savedAt)
}

export async function keptSketch(sketchId: string): Promise<KeptSketch | undefined> {
  return (await keptSketches()).find((kept) => kept.sketchId === sketchId)
}

/** Keeps a sketch unless a newer form of it is there. False where the browser refuses. */
export async function keepSketch(kept: KeptSketch): Promise<boolean> {
  try {
    const database = await store()
    if (!database) return false
    const change = database.transaction('sketches', 'readwrite')
    const known = await change.store.get(kept.sketchId)
    if (!known || known.savedAt <= kept.savedAt) {
      await change.store.put({ ...(known?.sentAt !== undefined && { sentAt: known.sentAt }), ...kept })
    }
    await change.done
    return true
  } catch {
    return false
  }
}

/** The server has this form of it, which may no longer be the newest. */
export async function noteSent({ sketchId, savedAt }: KeptSketch): Promise<void> {
  const database = await store()
  if (!database) return
  const change = database.transaction('sketches', 'readwrite')
  const known = await change.store.get(sketchId)
  if (known) await change.store.put({ ...known, sentAt: savedAt })
  await change.done
}

export async function forgetSketch(sketchId: string): Promise<void> {
  clearSketchNet({ sketchId })
  await (await store())?.delete('sketches', sketchId)
}

/** Keeps a sketch in the safety net, as the page goes. */
export function keepSketchAtOnce(kept: KeptSketch): void {
  holdInNet(NET + kept.sketchId, kept)
}

/** Takes a sketch out of the safety net. */
export function clearSketchNet({ sketchId }: Pick<KeptSketch, 'sketchId'>): void {
  clearNet(NET + sketchId)
}

/** What was read from somewhere as a kept sketch, if it is one. */
export function asKept(value: unknown): KeptSketch[] {
  if (typeof value !== 'object' || value === null) return []
  if (!('sketchId' in value && 'savedAt' in value && 'sketch' in value)) return []
  const { sketchId, savedAt } = value
  const sketch = sketchSchema.safeParse(value.sketch)
  const at = typeof savedAt === 'number' ? savedAt : Date.parse(String(savedAt))
  if (typeof sketchId !== 'string' || !Number.isFinite(at) || !sketch.success) return []
  return [{ sketchId, savedAt: at, sketch: sketch.data }]
}
