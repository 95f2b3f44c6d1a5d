'use client'

import type { Picture } from '@/app/_workbench/workers/messages'
import { askToRead } from '@/app/_workbench/workers/workers'
import type { Sketch } from '@/lib/playground'
import type { OpenedSketch } from './playground'
import { sketchOnServer } from './sketch-server'
import { type KeptSketch, keepSketch, keptSketch } from './sketch-store'

/** A kept sketch with its first picture: the newer one of what this browser and the server have. */
export async function openSketch(sketchId: string): Promise<OpenedSketch | undefined> {
  const kept = await newest(sketchId)
  if (!kept) return undefined
  const { sketch } = kept
  return { sketchId, sketch, picture: await pictureOfText(sketch.definition, sketch.type) }
}

/** Drawn off the main thread; empty where reading takes too long. */
export async function pictureOfText(source: string, workflowType: Sketch['type']): Promise<Picture> {
  const read = await askToRead({ job: 'read', source, workflowType }).ended
  if (read.kind !== 'answered' || read.answer.job !== 'read') return EMPTY
  const { layout, outline } = read.answer.reading
  return { layout, outline }
}

/** How long the server has to say that it knows a newer form, where the browser has one to show. */
const PATIENCE_MS = 1_500

async function newest(sketchId: string): Promise<KeptSketch | undefined> {
  const here = await keptSketch(sketchId)
  const asked = sketchOnServer(sketchId)
  const there = await (here ? Promise.race([asked, pause(PATIENCE_MS)]) : asked)
  if (!there || (here && here.savedAt >= there.savedAt)) return here
  await keepSketch(there)
  return there
}

function pause(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), ms))
}

/** Of a text that could not be read in time; the workbench reads it again. */
const EMPTY: Picture = {
  layout: { width: 0, height: 0, nodes: [], edges: [], groups: [], omitted: 0 },
  outline: [],
}
