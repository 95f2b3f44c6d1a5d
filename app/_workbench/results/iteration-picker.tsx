'use client'

import { useId } from 'react'
import type { EventId, StateName, Timeline, TrackedVisit } from '@/lib/asl'

/** More are chosen by number alone. */
const LISTED = 200

/** Which iteration of a Map is shown, in the graph and here: all at once, or one. */
export function IterationPicker({
  timeline,
  at,
  map,
  picked,
  onPick,
}: {
  timeline: Timeline
  at: EventId
  /** The latest stay in the Map state. */
  map: TrackedVisit
  picked: number | undefined
  onPick: (map: StateName, index: number | undefined) => void
}) {
  const { count, ended } = iterationsOf(timeline, map, at)
  const { name } = map.visit
  const id = useId()
  if (count === 0) return null
  const pick = (index: number) => onPick(name, Number.isNaN(index) ? undefined : index)
  return (
    <div className="flex flex-wrap items-center gap-2 text-ink-soft">
      <label htmlFor={id}>Iteration of {name}</label>
      {count <= LISTED ? (
        <select
          id={id}
          value={picked ?? ''}
          onChange={({ target }) => pick(target.value === '' ? Number.NaN : Number(target.value))}
          className={FIELD}
        >
          <option value="">all {count}</option>
          {[...Array(count).keys()].map((index) => (
            <option key={index} value={index}>
              {index} {ended.get(index) ?? '· not ended'}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type="number"
          min={0}
          max={count - 1}
          placeholder={`all ${count}`}
          value={picked ?? ''}
          onChange={({ target }) => pick(Math.min(count - 1, Math.max(0, target.valueAsNumber)))}
          className={`${FIELD} w-24`}
        />
      )}
      {picked !== undefined && count > LISTED && <span>{ended.get(picked) ?? 'not ended'}</span>}
      <span>{summary(ended)}</span>
    </div>
  )
}

const FIELD = 'rounded-sm border border-line-strong bg-panel px-1 py-0.5'

/** Glyph and word: colour is not needed to tell them apart. */
const ENDINGS: Readonly<Record<string, string>> = {
  MapIterationSucceeded: '✓ done',
  MapIterationFailed: '✗ failed',
  MapIterationAborted: '□ stopped',
}

function iterationsOf({ history }: Timeline, { visit }: TrackedVisit, at: EventId) {
  let count = 0
  const ended = new Map<number, string>()
  for (const id of visit.events) {
    if (id > at) break
    const event = history[id - 1]
    if (event?.type === 'MapStateStarted') {
      count = event.details.length
      ended.clear()
    }
    if (!event || !('index' in event.details)) continue
    const ending = ENDINGS[event.type]
    if (ending !== undefined) ended.set(event.details.index, ending)
  }
  return { count, ended }
}

function summary(ended: ReadonlyMap<number, string>): string {
  const counts = new Map<string, number>()
  for (const ending of ended.values()) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  return [...counts].map(([ending, count]) => `${count} ${ending}`).join(', ')
}
