import { times } from './words'

/** How often a check wants something to happen. Where it does not say, once is enough, and oftener will do. */
interface Often {
  times?: number
}

export function isOftenEnough(count: number, check: Often): boolean {
  return check.times === undefined ? count > 0 : count === check.times
}

/** ` twice`, to go on with; nothing where the check does not say. */
export function howOften(check: Often): string {
  return check.times === undefined ? '' : ` ${times(check.times)}`
}
