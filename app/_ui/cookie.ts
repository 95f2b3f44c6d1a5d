const YEAR_SECONDS = 365 * 24 * 3600

/** Keeps a choice in this browser for a year, where the server reads it too; `undefined` forgets it. The value must need no quoting. */
export function keepInCookie(name: string, value: string | undefined) {
  const kept = value === undefined ? '; max-age=0' : `${value}; max-age=${YEAR_SECONDS}`
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${name}=${kept}; path=/; samesite=lax`
}
