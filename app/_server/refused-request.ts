/** A request that is refused, as the browser is told: `{ error: { code, message } }`. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest'

  constructor(
    readonly status: number,
    /** Stable, for programs. */
    readonly code: string,
    /** What is wrong, where, and the way out. */
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }

  asResponse(): Response {
    const { code, message, status, headers } = this
    return Response.json(
      { error: { code, message } },
      { status, headers: { 'Cache-Control': 'no-store', ...headers } },
    )
  }
}
