import { looseValue } from '@/lib/asl'
import { layOut, outlineOf, stateGraph } from '@/lib/graph'
import { parseForSandbox } from '@/lib/sandbox'
import type { Picture, Reading } from './messages'
import { statePlaces } from './places'

/** Problems beyond these are not drawn: nobody reads the hundredth, and underlining thousands stalls an editor. */
const DIAGNOSTICS_SHOWN = 100

/** The graph and the outline of any text; empty where nothing can be made out. */
export function pictureOf(source: string): Picture {
  const graph = stateGraph(looseValue(source))
  return { layout: layOut(graph), outline: outlineOf(graph) }
}

/** Reads a definition for the eye: its problems, its graph, where its states stand. Works on any text. */
export async function readingOf(source: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Promise<Reading> {
  const parsed = await parseForSandbox(source, { type })
  const diagnostics = parsed.ok ? parsed.warnings : parsed.diagnostics
  const picture = pictureOf(source)
  return {
    ...picture,
    source,
    isJson: !diagnostics.some((diagnostic) => diagnostic.code === 'INVALID_JSON_DESCRIPTION'),
    diagnostics: diagnostics.slice(0, DIAGNOSTICS_SHOWN),
    places: statePlaces(source, picture.outline),
  }
}
