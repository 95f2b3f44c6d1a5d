import jsonata from 'jsonata'

/** The only file that knows the package; what it hands out has the types below. */

/** An expression, parsed. It can be evaluated by many executions at once. */
export interface Compiled {
  readonly ast: Node
  /** Gives a name a meaning in every evaluation; undefined takes away what the package has under it. */
  define(name: string, definition: Definition | undefined): void
  /** `regexes` makes what `/…/` becomes while it is evaluated. */
  evaluate(bindings: Readonly<Record<string, unknown>>, regexes: () => RegExpConstructor): Promise<unknown>
}

/** A node of the parsed expression, as far as we look at it. */
export interface Node {
  type: string
  value?: unknown
  [member: string]: unknown
}

/** A scope of an evaluation: the outermost one, a block's or a function's. */
export interface Environment {
  lookup(name: string): unknown
  /** Set while one of several sibling expressions is evaluated beside the first of them. */
  isParallelCall: boolean
  /** What the engine takes for the current time. */
  timestamp: Date
}

/** A function as the engine keeps it. `signature` checks the arguments before the implementation sees them. */
export interface Definition {
  _jsonata_function: true
  implementation: Implementation
  signature: unknown
  arity: number
}

/** `this` tells a function where it was called. */
export type Implementation = (this: Focus, ...given: never[]) => unknown

export interface Focus {
  environment: Environment
  input: unknown
  createSequence: (...items: unknown[]) => unknown[]
}

/** What is told about every node: when it begins to be evaluated, and what it came to. */
export interface Hooks {
  entered(node: Node, input: unknown, environment: Environment): void | Promise<void>
  left(node: Node, input: unknown, environment: Environment, result: unknown): void
}

/** What the engine throws: a code such as `T1006` and its sentence. */
export interface EngineError {
  code: string
  message: string
  /** How many characters of the source were read by then. */
  position?: number
}

export function isEngineError(error: unknown): error is EngineError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  )
}

/** Parses the expression; throws an `EngineError` that names the mistake. */
export function compile(source: string, longestSequence: number, hooks: Hooks): Compiled {
  const options: jsonata.JsonataOptions = { sequence: longestSequence }
  const expression = jsonata(source, options)
  const mayHaveRegexes = source.includes('/')
  // The package keeps its hooks under symbols, which its types do not know of.
  const assign = expression.assign as (name: string | symbol, value: unknown) => void
  assign(Symbol.for('jsonata.__evaluate_entry'), hooks.entered)
  assign(Symbol.for('jsonata.__evaluate_exit'), hooks.left)
  return {
    ast: expression.ast() as unknown as Node,
    define: (name, definition) => assign(name, definition),
    evaluate: (bindings, regexes) => {
      // The package reads its options when an evaluation begins, before it awaits anything.
      if (mayHaveRegexes) options.RegexEngine = regexes()
      return expression.evaluate(undefined, bindings)
    },
  }
}

/** The package's own functions by name, and those of `added`, whose signatures are parsed on the way. */
export async function definitions(
  names: readonly string[],
  added: ReadonlyMap<string, { implementation: Implementation; signature: string }>,
): Promise<Map<string, Definition>> {
  const expression = jsonata(
    `{${[...names, ...added.keys()].map((name) => `"${name}": $${name}`).join(', ')}}`,
  )
  for (const [name, { implementation, signature }] of added) {
    expression.registerFunction(name, implementation as (...given: unknown[]) => unknown, signature)
  }
  const found: Record<string, Definition> = await expression.evaluate(undefined)
  return new Map(Object.entries(found))
}
