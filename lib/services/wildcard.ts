/** A text with wildcards, one number a place: a UTF-16 unit, any one of them, or any run of them. */
export type Pattern = readonly number[]

export const ANY_RUN = -1
const ANY_ONE = -2

/** `*` stands for any run, `?` for any one; a caller that has other wildcards builds the pattern itself. */
export function patternOf(text: string, { single = true }: { single?: boolean } = {}): Pattern {
  return Array.from({ length: text.length }, (_, place) => {
    const unit = text.charCodeAt(place)
    if (unit === 0x2a) return ANY_RUN
    return single && unit === 0x3f ? ANY_ONE : unit
  })
}

export function literal(text: string): Pattern {
  return Array.from({ length: text.length }, (_, place) => text.charCodeAt(place))
}

/**
 * Whether the whole text fits. It goes back to the latest run only, so that a hostile pattern costs its length
 * times that of the text, and never more.
 */
export function fits(pattern: Pattern, text: string): boolean {
  let [place, at] = [0, 0]
  let [run, resumeAt] = [-1, 0]
  while (at < text.length) {
    const wanted = pattern[place]
    if (wanted === ANY_RUN) {
      run = place++
      resumeAt = at
    } else if (wanted === ANY_ONE || wanted === text.charCodeAt(at)) {
      place += 1
      at += 1
    } else if (run >= 0) {
      place = run + 1
      at = ++resumeAt
    } else {
      return false
    }
  }
  while (pattern[place] === ANY_RUN) place += 1
  return place === pattern.length
}
