'use client'

/** Local storage as a net below the browser's database: the last moment of a page allows nothing asynchronous. */

/** Writes at once, or not at all. */
export function holdInNet(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Full or refused: the database has what was there at the last pause.
  }
}

export function clearNet(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Refused storage holds nothing to clear.
  }
}

/** What the net holds under keys that begin so; what is not JSON is left out. */
export function caughtByNet(prefix: string): readonly unknown[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => parsed(localStorage.getItem(key)))
  } catch {
    return []
  }
}

function parsed(text: string | null): unknown[] {
  try {
    return text === null ? [] : [JSON.parse(text)]
  } catch {
    return []
  }
}
