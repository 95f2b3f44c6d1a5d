'use client'

import { askToRead } from '@/app/_workbench/workers/workers'
import type { OpenedSketch } from './playground'
import { keptSketch } from './sketch-store'

/** A kept sketch with its first picture, from this browser or, where it has none, from the server. */
export async function openSketch(sketchId: string): Promise<OpenedSketch | undefined> {
  const kept = await keptSketch(sketchId)
  if (!kept) return undefined
  const { sketch } = kept
  const read = await askToRead({ job: 'read', source: sketch.definition, workflowType: sketch.type }).ended
  const { layout, outline } =
    read.kind === 'answered' && read.answer.job === 'read' ? read.answer.reading : EMPTY
  return { sketchId, sketch, picture: { layout, outline } }
}

/** Of a text that could not be read in time; the workbench reads it again. */
const EMPTY = { layout: { width: 0, height: 0, nodes: [], edges: [], groups: [], omitted: 0 }, outline: [] }
