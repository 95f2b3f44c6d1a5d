import type { JsonValue } from '@/lib/json'
import type { Node } from './engine'
import { compiledOf } from './syntax'

/**
 * Most expressions only name a value: `$states.input.order.id`, `$total`. Such a one needs no engine and no promise.
 * `Nothing` is left to the engine, which also has the words for it; so are arrays on the way, which it goes through.
 */
export function valueNamed(
  expression: { source: string },
  states: Readonly<Record<string, JsonValue>>,
  variables: ReadonlyMap<string, JsonValue>,
): JsonValue | undefined {
  const path = pathOf(expression)
  if (!path) return undefined
  const [variable, ...names] = path
  let value: unknown = variable === 'states' ? states : variables.get(variable)
  for (const name of names) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined
    if ('_jsonata_lambda' in value || '_jsonata_function' in value) return undefined
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return value === states ? undefined : (value as JsonValue | undefined)
}

type Path = readonly [variable: string, ...names: readonly string[]]

const paths = new WeakMap<object, Path | null>()

function pathOf(expression: { source: string }): Path | null {
  const known = paths.get(expression)
  if (known !== undefined) return known
  const path = readPath(compiledOf(expression).ast)
  paths.set(expression, path)
  return path
}

/** A variable and the names behind it; null for whatever says more, such as `[0]` or `[]`. */
function readPath(ast: Node): Path | null {
  const steps = ast.type === 'path' && isBare(ast, 'steps') ? ast.steps : [ast]
  if (!Array.isArray(steps)) return null
  const [first, ...others]: Node[] = steps
  if (first?.type !== 'variable' || !isBare(first, 'value') || !isName(first.value)) return null
  const names: string[] = []
  for (const step of others) {
    if (step.type !== 'name' || !isBare(step, 'value')) return null
    names.push(String(step.value))
  }
  return [first.value, ...names]
}

/** `$` and `$$` have names that no variable has. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value !== '$'
}

/** Whether a node has nothing but this member, its type and its place. */
function isBare(node: Node, member: string): boolean {
  return Object.keys(node).every((key) => key === member || key === 'type' || key === 'position')
}
