'use client'

import clsx from 'clsx'
import type { EventId } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { ShownRun } from '../workbench-state'
import type { Rung } from '../workers/messages'
import { JsonView } from './json-view'
import { useLadder } from './use-ladder'

/** What may pass between states at most, in bytes: "Service quotas" of the developer guide, read 2026-11. */
const QUOTA = 262_144

export interface LadderProps {
  run: ShownRun
  at: JsonPointer
  /** The event that began the stay. */
  entered: EventId
  /** The last event of the stay at this moment. */
  upTo: EventId
}

/** How data goes through the state, a rung for each field, with its size; and the state as it is written. */
export default function LadderView({ run, at, entered, upTo }: LadderProps) {
  const { ladder, isOf } = useLadder(run, at, entered, upTo)
  if (!ladder) return <p className="m-0 text-ink-soft">Following the data …</p>
  return (
    <div className={clsx('grid gap-3', !isOf && 'opacity-60')} aria-busy={!isOf}>
      <section aria-label="Data flow">
        <p className="m-0 mb-1 font-bold">Data flow, {ladder.language}</p>
        <ol className="m-0 grid list-none gap-1 p-0">
          {ladder.rungs.map((rung, index) => (
            <li key={rung.name} className="m-0 border-l-2 border-line-strong pl-3">
              <RungView rung={rung} before={ladder.rungs[index - 1]} />
            </li>
          ))}
        </ol>
      </section>
      <JsonView label="Definition of the state" value={ladder.definition} />
    </div>
  )
}

function RungView({ rung, before }: { rung: Rung; before: Rung | undefined }) {
  const { name, written, value, bytes } = rung
  const isPassedOn =
    value !== undefined && before?.value !== undefined && written === undefined && name !== 'Assign'
      ? JSON.stringify(value) === JSON.stringify(before.value)
      : false
  const title = (
    <>
      <span className="font-semibold">{name}</span>{' '}
      {written !== undefined && (
        <code className="text-[0.8125rem] break-all text-ink-soft">{shortened(JSON.stringify(written))}</code>
      )}
    </>
  )
  if (value === undefined) {
    return (
      <p className="m-0 py-0.5 text-ink-faint">
        {title} <span>not reached</span>
      </p>
    )
  }
  if (isPassedOn) {
    return (
      <p className="m-0 py-0.5 text-ink-faint">
        {title} <span>passes on what came</span>
      </p>
    )
  }
  return (
    <details className="py-0.5">
      <summary className="flex flex-wrap items-baseline gap-x-2">
        <span className="min-w-0">{title}</span>
        <Size bytes={bytes ?? 0} />
      </summary>
      <JsonView label={`${name}: the value`} value={value} />
    </details>
  )
}

function Size({ bytes }: { bytes: number }) {
  const share = Math.min(1, bytes / QUOTA)
  return (
    <span
      className={clsx(
        'ml-auto flex items-center gap-1.5 text-xs whitespace-nowrap',
        share > 0.8 ? 'text-failed' : 'text-ink-soft',
      )}
    >
      <meter
        aria-label="Share of 256 KiB"
        min={0}
        max={QUOTA}
        high={QUOTA * 0.8}
        value={bytes}
        className="h-2 w-12"
      />
      {spokenBytes(bytes)}
    </span>
  )
}

function spokenBytes(bytes: number): string {
  return bytes < 1_024 ? `${bytes} B` : `${(bytes / 1_024).toFixed(1)} KiB of 256`
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
