'use client'

import { useId } from 'react'
import type { EventId, StateName, Timeline, TrackedVisit } from '@/lib/asl'
import { endingOf, type MapRunMoment } from '../timeline/map-runs'

/** More are chosen by number alone. */
const LISTED = 200

/** The iterations of a Map, or the child executions of a distributed one, with how they ended. */
export interface Iterations {
  map: StateName
  word: 'Iteration' | 'Child execution'
  count: number
  /** By index. */
  ended: ReadonlyMap<number, string>
}

/** Which iteration of a Map is shown, in the graph and here: all at once, or one. */
export function IterationPicker({
  iterations: { map, word, count, ended },
  picked,
  onPick,
}: {
  iterations: Iterations
  picked: number | undefined
  onPick: (map: StateName, index: number | undefined) => void
}) {
  const id = useId()
  if (count === 0) return null
  const pick = (index: number) => onPick(map, Number.isNaN(index) ? undefined : index)
  return (
    <div className="flex flex-wrap items-center gap-2 text-ink-soft">
      <label htmlFor={id}>
        {word} of {map}
      </label>
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
  ExecutionSucceeded: '✓ done',
  ExecutionFailed: '✗ failed',
  ExecutionTimedOut: '✗ timed out',
  ExecutionAborted: '□ stopped',
}

/** Those of the latest stay in a Map, as they were then. */
export function iterationsOf({ history }: Timeline, { visit }: TrackedVisit, at: EventId): Iterations {
  let count = 0
  const ended = new Map<number, string>()
  for (const id of visit.events) {
    if (id > at) break
    const event = history[id - 1]
    if (event?.type === 'MapStateStarted') {
      count = event.details.length
      ended.clear()
    }
    // A distributed Map starts child executions instead; see `childrenOf`.
    if (event?.type === 'MapRunStarted') count = 0
    if (!event || !('index' in event.details)) continue
    const ending = ENDINGS[event.type]
    if (ending !== undefined) ended.set(event.details.index, ending)
  }
  return { map: visit.name, word: 'Iteration', count, ended }
}

/** The child executions of a map run, as they were then. */
export function childrenOf({ map, children }: MapRunMoment): Iterations {
  const ended = new Map<number, string>()
  for (const [index, child] of children.entries()) {
    const ending = ENDINGS[endingOf(child) ?? '']
    if (ending !== undefined) ended.set(index, ending)
  }
  return { map, word: 'Child execution', count: children.length, ended }
}

function summary(ended: ReadonlyMap<number, string>): string {
  const counts = new Map<string, number>()
  for (const ending of ended.values()) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  return [...counts].map(([ending, count]) => `${count} ${ending}`).join(', ')
}
