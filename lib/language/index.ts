/**
 * What an editor knows of the language: fields and their help, completion, help at a place, definitions and
 * references, renaming, quick fixes, formatting. Pure functions over a text and an offset; they understand broken text
 * as far as it goes and never throw. No reading of a definition needs this folder, so browsers load it on demand.
 * May import: `lib/asl`, `lib/services` (the names of SDK actions).
 */

export { completionsAt } from './complete/complete'
export type { Completion, Completions, KnownResource } from './complete/completion'
export { sampleOf } from './complete/sample'
export type { SeenData } from './complete/seen-data'
export { expressionRange, expressionWords } from './expression-words'
export { optimizedParameters } from './facts/optimized-parameters'
export { fieldOwnerAt } from './field-owner-at'
export { type FieldFacts, type FieldKind, fieldFacts, fieldFactsOf } from './fields'
export { formatEdits, formatted } from './format'
export { type Help, helpAt } from './help'
export { knownResources } from './known-resources'
export { renameEdits, renameProblem, type SymbolUse, type SymbolUses, symbolAt } from './symbols'
export type { TextEdit } from './text-edit'
