import type { Random } from '../scope'
import { type Given, Refused } from './given'

/** Both numbers and their sum are rounded; each has to fit into 32 bits. */
export function mathAdd(given: Given): number {
  return inRange(given.whole(0), 1) + inRange(given.whole(1), 2)
}

function inRange(number: number, position: number): number {
  if (number >= -(2 ** 31) && number < 2 ** 31) return number
  throw new Refused(`argument ${position} has to lie between -2147483648 and 2147483647.`)
}

/** From the first number to the second, without the second. The same seed gives the same number. */
export function mathRandom(given: Given, random: Random): number {
  const [least, end] = [given.whole(0), given.whole(1)]
  if (end <= least) throw new Refused('the second number has to be greater than the first.')
  const draw = given.all.length > 2 ? seeded(given.whole(2)) : random()
  return least + Math.floor(draw * (end - least))
}

/** One draw from [0, 1) that depends on the seed alone: the finalizer of MurmurHash3 over its two halves. */
function seeded(seed: number): number {
  let bits = (seed ^ Math.floor(seed / 2 ** 32)) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32
}
