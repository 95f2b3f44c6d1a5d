import type { Answer, Report } from '@/lib/exercises'

/** What `POST /api/attempts` takes. */
export interface AttemptBody {
  attemptId: string
  exerciseId: string
  contentVersion: string
  answer: Answer
  activeMs?: number
}

/** What it answers. */
export interface Recorded {
  attemptId: string
  report: Report
  assisted: boolean
  recordedAt: string
  repeated: boolean
}

/** A browser as the API sees it: it keeps the cookies that it is given. */
export class ApiClient {
  readonly #cookies = new Map<string, string>()

  constructor(readonly baseUrl: string) {}

  async request(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers: {
        origin: new URL(this.baseUrl).origin,
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1)
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  /** @throws Error unless the attempt was taken */
  async submit(attempt: AttemptBody): Promise<Recorded> {
    const response = await this.request('POST', '/api/attempts', attempt)
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    return response.json() as Promise<Recorded>
  }
}
