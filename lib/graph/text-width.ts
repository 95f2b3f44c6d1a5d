/**
 * Width in pixels that a text needs in the page's sans-serif, estimated: the same on the server and in a worker,
 * where nothing can be measured. Errs on the wide side.
 */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0
  for (const character of text.slice(0, 400)) ems += characterEms(character)
  return Math.ceil(ems * fontSize)
}

/** The text, cut with an ellipsis where it would be wider than `available` pixels. */
export function fitted(text: string, fontSize: number, available: number): string {
  if (textWidth(text, fontSize) <= available) return text
  let kept = ''
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, fontSize) > available) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

function characterEms(character: string): number {
  if ('iljftr.,:;|!\'"()[] '.includes(character)) return 0.36
  if (character >= 'ᄀ') return 1.05
  return /[A-Z@%mwMW]/.test(character) ? 0.74 : 0.58
}
