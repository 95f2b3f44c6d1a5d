import type * as Language from './language'

/**
 * JSONata for the rest of `lib/asl`. The language, with the package behind it, is a third of the interpreter, so it is
 * kept apart in `language.ts`: whoever only now and then meets a definition in JSONata loads it with the first.
 */
let language: typeof Language | undefined

/** The language. To read a definition in it, `provideJsonata` or `loadJsonata` must have been called. */
export function jsonata(): typeof Language {
  if (!language)
    throw new Error('JSONata has not been loaded: read the definition with parse or parseOnDemand.')
  return language
}

/** For callers who have it at hand. */
export function provideJsonata(loaded: typeof Language): void {
  language = loaded
}

/** Loads it, once however often it is asked for. Rejects when its file cannot be had; the next call tries again. */
export async function loadJsonata(): Promise<void> {
  language ??= await import('./language')
}
