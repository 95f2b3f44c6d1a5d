import type { Answer, Report } from '@/lib/exercises'
import { refusalText } from '../refusal-text'

/** An attempt as it is kept until the server has it. */
export interface KeptAttempt {
  /** ULID made when Check was pressed; sending it again can never count twice. */
  attemptId: string
  exerciseId: string
  contentVersion: string
  answer: Answer
  activeMs?: number
  keptAt: number
}

/** The server's answer to an attempt that it has recorded. */
export interface Recorded {
  attemptId: string
  report: Report
  assisted: boolean
  recordedAt: string
  repeated: boolean
}

/** What became of one try to send an attempt. */
export type Delivery =
  | { kind: 'recorded'; recorded: Recorded }
  /** The server will never take it: sending again is pointless. */
  | { kind: 'refused'; message: string }
  /** Kept, to be sent again no sooner than `afterMs`. */
  | { kind: 'later'; reason: 'offline' | 'busy' | 'server-fault'; afterMs: number }

const SOONEST_RETRY_MS = 2_000
const LATEST_RETRY_MS = 60_000

/** Reads an HTTP answer: only what can never succeed is given up. */
export function deliveryOf(
  status: number,
  body: unknown,
  retryAfter: string | null,
  tries: number,
): Delivery {
  if (status === 200 && isRecorded(body)) return { kind: 'recorded', recorded: body }
  if (status === 503 || status === 429) {
    return { kind: 'later', reason: 'busy', afterMs: Math.max(secondsOf(retryAfter) * 1_000, backoff(tries)) }
  }
  const isFinal = status === 400 || status === 404 || status === 409 || status === 413 || status === 422
  if (isFinal)
    return { kind: 'refused', message: refusalText(body) ?? `The server refused the attempt (${status}).` }
  return { kind: 'later', reason: 'server-fault', afterMs: backoff(tries) }
}

/** No answer came at all. */
export function undelivered(tries: number): Delivery {
  return { kind: 'later', reason: 'offline', afterMs: backoff(tries) }
}

function backoff(tries: number): number {
  return Math.min(LATEST_RETRY_MS, SOONEST_RETRY_MS * 2 ** Math.min(tries, 10))
}

function secondsOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? 0)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 300) : 0
}

function isRecorded(body: unknown): body is Recorded {
  return typeof body === 'object' && body !== null && 'attemptId' in body && 'report' in body
}
