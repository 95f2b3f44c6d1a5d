/** Addresses of kept sketches. What names one stands in the fragment, which no server sees. */

const NAMED = /^#machine=([0-7][0-9A-HJKMNP-TV-Z]{25})$/

/** The ULID in a fragment such as `#machine=01J…`. */
export function sketchIdIn(fragment: string): string | undefined {
  return NAMED.exec(fragment)?.[1]
}

export function sketchAddress(sketchId: string): string {
  return `/playground/new#machine=${sketchId}`
}
