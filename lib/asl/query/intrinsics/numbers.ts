import { JavaRandom } from '../java-random'
import type { Random } from '../scope'
import { type Given, Refused } from './given'

/** Both numbers are rounded; each of them and their sum has to fit into 32 bits. */
export function mathAdd(given: Given): number {
  return inRange(inRange(given.rounded(0)) + inRange(given.rounded(1)))
}

function inRange(number: number): number {
  if (number >= -(2 ** 31) && number < 2 ** 31) return number
  throw new Refused()
}

/** From the first number to the second, without the second. The same seed gives the same number as on AWS. */
export function mathRandom(given: Given, random: Random): number {
  const [least, end] = [given.whole(0), given.whole(1)]
  const span = end - least
  if (span <= 0) throw new Refused()
  if (given.all.length < 3) return least + Math.floor(random() * span)
  const drawn = new JavaRandom(given.whole(2))
  return least + (span < 2 ** 31 ? drawn.nextInt(span) : Math.floor(drawn.nextDouble() * span))
}
