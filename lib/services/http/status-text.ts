const texts: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
}

/** The reason phrase of a status that an HTTP task succeeds with. */
export function statusText(status: number): string {
  return texts[status] ?? ''
}
