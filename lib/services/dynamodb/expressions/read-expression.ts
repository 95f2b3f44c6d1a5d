import type { JsonObject } from '@/lib/json'
import { text } from '../parameters'
import { invalid } from '../refuse'
import { ExpressionProblem } from './problems'
import type { References } from './references'

/** Reads the expression in one parameter of a request, if it is there. @throws Refused */
export function readExpression<T>(
  parameters: JsonObject,
  name: string,
  parse: (expression: string, references: References) => T,
  references: References,
): T | undefined {
  const expression = text(parameters, name)
  if (expression === undefined) return undefined
  try {
    return parse(expression, references)
  } catch (thrown) {
    if (thrown instanceof ExpressionProblem) return invalid(`Invalid ${name}: ${thrown.message}`)
    throw thrown
  }
}
