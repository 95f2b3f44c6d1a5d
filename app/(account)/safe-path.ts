/** Where to go after signing in: a path of ours, whatever the address bar asked for. */
export function safePath(next: string | undefined): string {
  if (!next || !isPath(next) || !URL.canParse(next, NOWHERE)) return '/'
  const { origin, pathname, search, hash } = new URL(next, NOWHERE)
  // Once its dots are resolved, "/.//host" begins with two slashes as well.
  return origin === NOWHERE && isPath(pathname) ? pathname + search + hash : '/'
}

const NOWHERE = 'http://stepwise.invalid'

/** A second slash, or a backslash that browsers read as one, would make it another host. */
function isPath(text: string): boolean {
  return /^\/(?![/\\])/.test(text)
}
