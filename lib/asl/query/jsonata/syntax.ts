import { type Compiled, compile, isEngineError } from './engine'
import { MAX_SEQUENCE, MAX_SOURCE } from './limits'
import { prepare, TOO_DEEP } from './prepare'
import { runOf } from './run'

/** Of every expression asked for so far; expressions live as long as their machine. */
const compiled = new WeakMap<object, Compiled>()

/** The expression in its parsed form: parsed once, when its definition is read. Throws what is wrong with it. */
export function compiledOf(expression: { source: string }): Compiled {
  const known = compiled.get(expression)
  if (known) return known
  const made = compileSafely(expression.source)
  compiled.set(expression, made)
  return made
}

/** Why an expression cannot be read. */
export interface SyntaxProblem {
  message: string
  /** Behind so many characters of the expression the engine stumbled. Absent when it is a limit of ours. */
  position?: number
}

/** What is wrong with the syntax, in the engine's words. */
export function jsonataProblem(expression: { source: string }): SyntaxProblem | undefined {
  try {
    compiledOf(expression)
    return undefined
  } catch (error) {
    if (isEngineError(error)) return { message: error.message, position: error.position ?? 0 }
    // How deep a text can nest before the engine's parser runs out of stack differs; all that do are too deep for us.
    if (error instanceof RangeError) return { message: TOO_DEEP }
    // A regular expression that is none.
    if (error instanceof SyntaxError) return { message: error.message, position: 0 }
    return { message: error instanceof Error ? error.message : String(error) }
  }
}

function compileSafely(source: string): Compiled {
  if (source.length > MAX_SOURCE) throw new Error(`an expression has at most ${MAX_SOURCE} characters here.`)
  const made = compile(source, MAX_SEQUENCE, {
    entered: (node, input, environment) => runOf(environment).entered(node, input, environment),
    left: (node, _input, environment, result) => runOf(environment).left(node, result),
  })
  prepare(made.ast)
  return made
}
