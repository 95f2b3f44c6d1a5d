import { LimitReached, OUT_OF_MEMORY, OUT_OF_TIME } from './limits'

const LONGEST_PICTURE = 1_000
const LONGEST_TIMESTAMP = 256
const WIDEST = 100
const MOST_TRIES = 1_000_000

/** Refuses a picture string that asks for absurd widths, such as `[Y,999999999]`. */
export function checkPicture(picture: unknown): void {
  if (typeof picture !== 'string') return
  const widths = [...picture.slice(0, LONGEST_PICTURE).matchAll(/\d{3,}/g)].map(([digits]) => Number(digits))
  const isAbsurd =
    picture.length > LONGEST_PICTURE || (picture.includes(',') && widths.some((width) => width > WIDEST))
  if (isAbsurd) throw new LimitReached(OUT_OF_MEMORY)
}

/**
 * Refuses a picture for `$toMillis` that the engine would try in too many ways. It makes a regular expression of
 * the picture, in which every component takes as much as it can; two components with nothing between them that
 * tells them apart share the text in as many ways as it has characters.
 */
export function checkParsing(timestamp: unknown, picture: unknown): void {
  if (typeof timestamp !== 'string' || typeof picture !== 'string') return
  if (timestamp.length > LONGEST_TIMESTAMP) throw new LimitReached(OUT_OF_TIME)
  const vague = [...picture.matchAll(/\](?=([^[]*)\[)/g)].filter(
    ([, between = '']) => !/[^0-9A-Za-z, -]/.test(between),
  )
  const isNumeric = !/\[[^\]]*[NnAaIiWw]/.test(picture.replaceAll(/\[\s*[A-Za-z]/g, '['))
  const shared = vague.filter(([, between = '']) => !isNumeric || !/\D/.test(between)).length
  if (waysToShare(timestamp.length, shared) > MOST_TRIES) throw new LimitReached(OUT_OF_TIME)
}

/** In how many ways a text can be cut at so many places. */
function waysToShare(length: number, cuts: number): number {
  let ways = 1
  for (let cut = 1; cut <= cuts; cut++) ways = (ways * (length + cut)) / cut
  return ways
}
