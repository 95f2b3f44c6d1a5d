import 'server-only'

/** The queries of this folder; `index.ts` says what lives here. */
export { forgetSketch, SketchesFull, type StoredSketch, saveSketch, sketchesOf, sketchOf } from './sketches'
