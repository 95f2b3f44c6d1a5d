/** Candidates beyond this many are not compared; a suggestion is a kindness, not a promise. */
const MAX_CANDIDATES = 2_000
const MAX_LENGTH = 80

/** The candidate that `word` was most likely meant to be, if any is close enough. */
export function suggestion(word: string, candidates: Iterable<string>): string | undefined {
  // One letter alone is like any other; of two, one may differ.
  const limit = word.length < 2 ? 0 : Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let least = limit + 1
  let compared = 0
  for (const candidate of candidates) {
    if (++compared > MAX_CANDIDATES) break
    if (Math.abs(candidate.length - word.length) >= least || candidate.length > MAX_LENGTH) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least && candidate !== word) [best, least] = [candidate, distance]
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}
