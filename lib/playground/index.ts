/**
 * Sketches: the machines that learners make in the playground, with their inputs and an account to run in. This door
 * is safe in browsers; what the database keeps is behind `server.ts`. May import: `lib/curriculum`, `lib/exercises`.
 */
export { type AccountTextProblem, accountOf, fileTemplate } from './account-text'
export { inputOf } from './input'
export { MOST_SHARED_BYTES, packed, type Shared, sharedOf, sketchOfShared, unpacked } from './share'
export {
  INPUTS_AT_MOST,
  MOST_SKETCH_BYTES,
  type Sketch,
  type SketchInput,
  sketchOfExample,
  sketchSchema,
} from './sketch'
