/** Something to be paired, at three grains: alike in all, alike in type and state, alike in type. */
export interface Pairable {
  whole: string
  kind: string
  type: string
}

/** Indices into the two lists; where one is absent, the other has no partner. */
export type Pair = readonly [here: number | undefined, there: number | undefined]

/** The table has this many rows and columns at most; longer stretches are paired block by block. */
const BLOCK = 1_000

/**
 * Pairs two lists in order, so that what agrees most stands together: dynamic programming as for a `diff`, with the
 * equal beginning and the equal end taken off first, since most histories differ in one stretch.
 */
export function bestPairs(here: readonly Pairable[], there: readonly Pairable[]): Pair[] {
  const shorter = Math.min(here.length, there.length)
  let start = 0
  while (start < shorter && here[start]?.whole === there[start]?.whole) start++
  let end = 0
  while (
    end < shorter - start &&
    here[here.length - 1 - end]?.whole === there[there.length - 1 - end]?.whole
  ) {
    end++
  }
  const pairs: Pair[] = Array.from({ length: start }, (_, index) => [index, index])
  const hereEnd = here.length - end
  const thereEnd = there.length - end
  for (let from = start; from < Math.max(hereEnd, thereEnd); from += BLOCK) {
    const to = from + BLOCK
    const block = pairsOfBlock(
      here.slice(from, Math.min(to, hereEnd)),
      there.slice(from, Math.min(to, thereEnd)),
    )
    for (const [one, other] of block) pairs.push([shifted(one, from), shifted(other, from)])
  }
  for (let index = 0; index < end; index++) pairs.push([hereEnd + index, thereEnd + index])
  return pairs
}

function pairsOfBlock(here: readonly Pairable[], there: readonly Pairable[]): Pair[] {
  const width = there.length + 1
  /** The most that can be had of what follows row and column. */
  const best = new Uint32Array((here.length + 1) * width)
  const bestAt = (row: number, column: number) => best[row * width + column] ?? 0
  for (let row = here.length - 1; row >= 0; row--) {
    for (let column = there.length - 1; column >= 0; column--) {
      const worth = likeness(here[row], there[column])
      best[row * width + column] = Math.max(
        worth > 0 ? worth + bestAt(row + 1, column + 1) : 0,
        bestAt(row + 1, column),
        bestAt(row, column + 1),
      )
    }
  }
  const pairs: Pair[] = []
  let row = 0
  let column = 0
  while (row < here.length && column < there.length) {
    const worth = likeness(here[row], there[column])
    const most = bestAt(row, column)
    if (worth > 0 && most === worth + bestAt(row + 1, column + 1)) pairs.push([row++, column++])
    else if (most === bestAt(row + 1, column)) pairs.push([row++, undefined])
    else pairs.push([undefined, column++])
  }
  while (row < here.length) pairs.push([row++, undefined])
  while (column < there.length) pairs.push([undefined, column++])
  return pairs
}

function likeness(one: Pairable | undefined, other: Pairable | undefined): number {
  if (one === undefined || one.type !== other?.type) return 0
  if (one.kind !== other.kind) return 1
  return one.whole === other.whole ? 4 : 3
}

function shifted(index: number | undefined, by: number): number | undefined {
  return index === undefined ? undefined : index + by
}
