/**
 * What an expression may cost. AWS stops an expression after some time and beyond some memory; the sizes below are
 * those measured on AWS in public, and time is counted in units of work here, so that an expression stops at the
 * same point everywhere.
 */

/** How deep evaluations may nest: AWS takes `1+1+…` with a hundred terms and refuses one more. */
export const MAX_DEPTH = 100

/** Bytes of one value, a number taken as eight: AWS makes a sequence of 873,782 numbers and none longer. */
export const MAX_VALUE_BYTES = 6_990_256
export const MAX_SEQUENCE = 873_782

/** `$range` reaches AWS's limit earlier than `..` does. */
export const MAX_RANGE = 360_145

/** How deep a value may nest. Deeper ones could overflow the stack of whoever goes through them. */
export const MAX_NESTING = 1_000

/** Units of one evaluation: a node evaluated is one. AWS has the time for a `$map` over 200,000 numbers. */
export const MAX_UNITS = 800_000

/** Characters of one expression, and how deep its syntax may nest. */
export const MAX_SOURCE = 32_768
export const MAX_SYNTAX_DEPTH = 1_000

/** AWS's words for the three ways out (measured in public, not recorded here). */
export const OUT_OF_TIME = 'Expression evaluation timeout: Check for infinite loop'
export const OUT_OF_MEMORY = 'Expression evaluation memory limit exceeded: Check for excessive memory usage'
export const OUT_OF_STACK =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive'

/** Thrown inside an evaluation when it comes to one of its limits; nothing in the language can catch it. */
export class LimitReached {
  constructor(readonly message: string) {}
}
