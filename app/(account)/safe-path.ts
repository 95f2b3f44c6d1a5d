/** Where to go after signing in: a path of ours, whatever the address bar asked for. */
export function safePath(next: string | undefined): string {
  // A second slash, or a backslash that browsers read as one, would make it another host.
  if (!next || !/^\/(?![/\\])/.test(next)) return '/'
  const url = new URL(next, 'http://stepwise.invalid')
  return url.host === 'stepwise.invalid' ? url.pathname + url.search + url.hash : '/'
}
