/**
 * JSONata as Step Functions runs it. `engine.ts` alone knows the package; `run.ts` counts what an evaluation costs
 * and keeps shared values as they were; `own-functions.ts` are AWS's, `replaced-functions.ts` those of the language
 * that are made anew; `result.ts` turns what comes out into JSON; `evaluate-jsonata.ts` has AWS's words for what
 * goes wrong.
 */
export { type EvaluationFailure, evaluateJsonata, type JsonataScope } from './evaluate-jsonata'
export { type Reference, referencesOf } from './references'
export { valueNamed } from './shortcut'
export { jsonataProblem, type SyntaxProblem } from './syntax'
export { variablesIn } from './variables'
