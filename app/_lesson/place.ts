/** A place in a lesson: the id of the heading or exercise that was in view last. */
export interface Place {
  lesson: string
  anchor: string | undefined
}

/** Holds `<lesson>/<anchor>`, so that a reader without an account can go on where the text was left. */
export const placeCookie = 'place'

/** Reads the cookie's value; whatever has another form counts as no place. */
export function placeOfCookie(value: string | undefined): Place | undefined {
  const found = /^([a-z0-9-]{1,80})(?:\/([\w%.~-]{1,200}))?$/.exec(value ?? '')
  if (!found?.[1]) return undefined
  try {
    return { lesson: found[1], anchor: found[2] && decodeURIComponent(found[2]) }
  } catch {
    return undefined
  }
}
