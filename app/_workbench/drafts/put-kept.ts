'use client'

import { refusalText } from '../refusal-text'

/** What came of sending: `refused` says why the server will not take it; without it, it could not be reached. */
export type Sent = { kept: true } | { kept: false; refused?: string }

/** Sends what a browser keeps to the server, which may be away or have no room. */
export async function putKept(address: string, body: unknown, refusedByDefault: string): Promise<Sent> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.ok) return { kept: true }
    if (response.status >= 500 || response.status === 429) return { kept: false }
    const answer: unknown = await response.json().catch(() => undefined)
    return { kept: false, refused: refusalText(answer) ?? refusedByDefault }
  } catch {
    return { kept: false }
  }
}
