/**
 * The query languages as the interpreter sees them: a path, an expression or a template goes in with a `Scope`,
 * a JSON value or a `Failure` comes out. The caller puts "An error occurred while executing the state …" in
 * front of a failure's cause; only it knows the event id. This is JSONPath, which answers at once; JSONata has a
 * door of its own, `jsonata/index.ts`. May import: `lib/asl/parse` (types only).
 */
export { evaluateExpression, evaluatePath, isPresent } from './evaluate'
export { fillTemplate } from './fill-template'
export { rootValue } from './find'
export { putAt } from './put-at'
export { missingStep, referencePathConflict, referenceSegments } from './reference-path'
export type { Random, Scope } from './scope'
export { instantOf } from './timestamp'
export { wildcardMatches } from './wildcard'
