/**
 * Regular expressions of JSONata, matched by ourselves. A pattern can make a backtracking matcher work for years, so
 * every instruction is counted and a budget given by the caller ends the match at the same point everywhere; the
 * engine's own `RegExp` can't be stopped. (`=~` in a JSONPath filter asks only whether a whole text matches, which
 * `json-path/pattern.ts` answers in linear time.)
 *
 * The syntax and the meaning are JavaScript's without the flag `u`: reading is `read-regex.ts` and `read-class.ts`,
 * `compile.ts` lays the tree out as instructions, `matcher.ts` follows them.
 */
export { regexEngine } from './jsonata-engine'
export type { StepBudget } from './matcher'
export { RegexProblem } from './pattern-text'
export { type Match, Regex } from './regex'
