'use client'

import { type Delivery, deliveryOf, type KeptAttempt, undelivered } from './delivery'
import { browserStore } from './store'
import { WAITING_FLAG } from './waiting-flag'

const LOCK = 'stepwise-outbox'
const CHANNEL = 'stepwise-outbox'

type Listener = (attemptId: string, delivery: Delivery) => void

const listeners = new Set<Listener>()
const inMemory = new Map<string, KeptAttempt>()
const tries = new Map<string, number>()
let timer: ReturnType<typeof setTimeout> | undefined
let channel: BroadcastChannel | undefined

/** Hears what becomes of attempts, also of those that another tab sends. Returns how to stop. */
export function onDelivery(listener: Listener): () => void {
  listeners.add(listener)
  if (!channel && typeof BroadcastChannel !== 'undefined') {
    channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<{ attemptId: string; delivery: Delivery }>) => {
      for (const one of listeners) one(data.attemptId, data.delivery)
    }
    window.addEventListener('online', () => void sendAll())
  }
  return () => listeners.delete(listener)
}

/** Keeps the attempt in the browser first, then sends it: a crash between the two loses nothing. */
export async function submit(attempt: KeptAttempt): Promise<void> {
  const store = await browserStore()
  const isKept = await store?.put('attempts', attempt).then(
    () => true,
    () => false,
  )
  if (!isKept) inMemory.set(attempt.attemptId, attempt)
  flag(true)
  await sendAll()
}

/** The attempts of an exercise that wait to be sent. */
export async function waitingFor(exerciseId: string): Promise<readonly KeptAttempt[]> {
  const store = await browserStore()
  const stored = (await store?.getAllFromIndex('attempts', 'byExercise', exerciseId)) ?? []
  return [...stored, ...[...inMemory.values()].filter((attempt) => attempt.exerciseId === exerciseId)]
}

/**
 * Sends everything that waits, oldest first. Only one tab at a time does so; the others hear of it. What cannot be
 * sent now stays, and is tried again.
 */
export async function sendAll(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  if (navigator.locks) await navigator.locks.request(LOCK, sendWaiting)
  else await sendWaiting()
}

async function sendWaiting(): Promise<void> {
  const store = await browserStore()
  const stored = (await store?.getAll('attempts')) ?? []
  const waiting = [...stored, ...inMemory.values()].sort((a, b) => a.keptAt - b.keptAt)
  let soonest = Number.POSITIVE_INFINITY
  for (const attempt of waiting) {
    const delivery = await send(attempt)
    if (delivery.kind === 'later') {
      soonest = Math.min(soonest, delivery.afterMs)
    } else {
      await store?.delete('attempts', attempt.attemptId)
      inMemory.delete(attempt.attemptId)
      tries.delete(attempt.attemptId)
    }
    tell(attempt.attemptId, delivery)
    // Without a network, or with a full server, the rest would fare no better.
    if (delivery.kind === 'later' && delivery.reason !== 'server-fault') break
  }
  flag(Number.isFinite(soonest))
  if (Number.isFinite(soonest)) timer = setTimeout(() => void sendAll(), soonest)
}

async function send({ keptAt: _keptAt, ...attempt }: KeptAttempt): Promise<Delivery> {
  const count = tries.get(attempt.attemptId) ?? 0
  tries.set(attempt.attemptId, count + 1)
  try {
    const response = await fetch('/api/attempts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(attempt),
      signal: AbortSignal.timeout(30_000),
    })
    const body: unknown = await response.json().catch(() => undefined)
    return deliveryOf(response.status, body, response.headers.get('retry-after'), count)
  } catch {
    return undelivered(count)
  }
}

function tell(attemptId: string, delivery: Delivery): void {
  for (const listener of listeners) listener(attemptId, delivery)
  channel?.postMessage({ attemptId, delivery })
}

function flag(isWaiting: boolean): void {
  try {
    if (isWaiting) localStorage.setItem(WAITING_FLAG, '1')
    else localStorage.removeItem(WAITING_FLAG)
  } catch {
    // A browser that refuses storage still sends while the page lives.
  }
}
