import { type Compiled, compile, isEngineError, type Node } from './engine'
import { MAX_PENDING, MAX_SEQUENCE, MAX_SOURCE, MAX_SYNTAX_DEPTH } from './limits'
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

const TOO_DEEP = 'the expression is nested too deeply.'

function compileSafely(source: string): Compiled {
  if (source.length > MAX_SOURCE) throw new Error(`an expression has at most ${MAX_SOURCE} characters here.`)
  const made = compile(
    source,
    { depth: MAX_PENDING, sequence: MAX_SEQUENCE },
    {
      entered: (_node, _input, environment) => runOf(environment).entered(environment),
      left: (node, _input, environment, result) => runOf(environment).left(node, environment, result),
    },
  )
  prepare(made.ast, 0)
  return made
}

const comparisons = new Set(['=', '!=', 'in', '&'])

/** Marks the nodes whose results the run has to look at, and refuses what no one writes by hand. */
function prepare(node: unknown, depth: number): void {
  if (typeof node !== 'object' || node === null) return
  if (depth > MAX_SYNTAX_DEPTH) throw new Error(TOO_DEEP)
  if (Array.isArray(node)) {
    for (const item of node) prepare(item, depth + 1)
    return
  }
  if (!isNode(node)) return
  if (node.type === 'binary' && comparisons.has(String(node.value)))
    for (const side of [node.lhs, node.rhs]) mark(side, 'isCompared')
  if (node.type === 'function' || node.type === 'partial') mark(node.procedure, 'isProcedure')
  if (node.type === 'transform') mark(node.pattern, 'isPattern')
  if (node.type === 'lambda') checkSignature(node.signature)
  for (const [member, value] of Object.entries(node)) if (member !== 'signature') prepare(value, depth + 1)
}

function isNode(value: object): value is Node {
  return !(value instanceof RegExp)
}

function mark(node: unknown, flag: 'isCompared' | 'isProcedure' | 'isPattern'): void {
  if (typeof node === 'object' && node !== null) Object.assign(node, { [flag]: true })
}

/** The engine makes a regular expression of a signature; with many `+` it could be tried for ever. */
function checkSignature(signature: unknown): void {
  if (typeof signature !== 'object' || signature === null || !('definition' in signature)) return
  const repeated = String(signature.definition).split('+').length - 1
  if (repeated > 2) throw new Error('a signature has at most two repeated parameters here.')
}
