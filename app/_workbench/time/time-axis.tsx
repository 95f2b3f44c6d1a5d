'use client'

import clsx from 'clsx'
import { memo, type PointerEvent, useMemo, useRef } from 'react'
import type { EventId, PickedIterations, Timeline, VisitStatus } from '@/lib/asl'
import type { Comparison } from '@/lib/histories'
import { STATUS_WORDS } from '../graph/status'
import { spokenDuration } from '../timeline/spoken-duration'
import type { ShownRun } from '../workbench-state'
import { type Axis, axisOf, type Bar, type Beat, barStatus, type Lane } from './axis'

const WIDTH = 1_000
const LANE = 22
const HEAD = 18

const NEARLY_ALL = 0.85

/** A dot that stays round however the axis is stretched. */
const BEAT = 'stroke-accent [stroke-linecap:round] [stroke-width:7]'

const FILLS: Readonly<Record<VisitStatus | 'to come', string>> = {
  running: 'fill-running-wash stroke-running',
  retrying: 'fill-caught-wash stroke-caught',
  succeeded: 'fill-succeeded-wash stroke-succeeded',
  caught: 'fill-caught-wash stroke-caught',
  failed: 'fill-failed-wash stroke-failed',
  aborted: 'fill-idle-wash stroke-idle',
  'to come': 'fill-none stroke-line',
}

export interface TimeAxisProps {
  timeline: Timeline
  at: EventId
  run: ShownRun | undefined
  picked: PickedIterations
  /** With the run beside this one. */
  comparison: Comparison | undefined
  onMove: (to: EventId) => void
}

/** The run along its time: a lane for the execution, each branch and each iteration. A press moves the playhead. */
export default memo(function TimeAxis({ timeline, at, run, picked, comparison, onMove }: TimeAxisProps) {
  const axis = useMemo(() => axisOf(timeline, picked, beatsOf(run)), [timeline, picked, run])
  const parting = usePartingPlace(comparison, axis)
  const svg = useRef<SVGSVGElement>(null)
  const height = HEAD + axis.lanes.length * LANE
  const move = ({ clientX, buttons, type }: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect()
    if (!box || (type === 'pointermove' && buttons !== 1)) return
    onMove(axis.eventAt((clientX - box.left) / box.width))
  }
  return (
    <figure className="m-0 max-h-48 shrink-0 overflow-auto @min-[56rem]:max-h-[36%] border-b border-line text-xs print:max-h-none">
      <figcaption className="sr-only">
        The run along its time, {axis.lanes.length} lanes. The event table has the same in words.
      </figcaption>
      <div className="flex min-w-0">
        <ul className="m-0 w-28 shrink-0 list-none p-0 @max-[34rem]:w-20" style={{ paddingTop: HEAD }}>
          {axis.lanes.map((lane) => (
            <li
              key={lane.begins}
              title={lane.label}
              className="m-0 truncate pr-1 text-ink-soft"
              style={{ height: LANE, lineHeight: `${LANE}px`, paddingLeft: 8 + lane.depth * 8 }}
            >
              {lane.label}
            </li>
          ))}
        </ul>
        <div className="relative min-w-0 flex-1 overflow-hidden pr-2">
          <svg
            ref={svg}
            aria-hidden
            viewBox={`0 0 ${WIDTH} ${height}`}
            preserveAspectRatio="none"
            style={{ height }}
            className="block w-full touch-pan-y cursor-pointer"
            onPointerDown={move}
            onPointerMove={move}
          >
            {axis.lanes.map((lane, index) => (
              <LaneBars
                key={lane.begins}
                lane={lane}
                y={HEAD + index * LANE}
                statuses={statusesOf(lane, at)}
              />
            ))}
            {parting !== undefined && (
              <line
                x1={parting * WIDTH}
                x2={parting * WIDTH}
                y1={0}
                y2={height}
                strokeDasharray="4 3"
                vectorEffect="non-scaling-stroke"
                className="stroke-caught [stroke-width:2]"
              />
            )}
          </svg>
          {/* Moved by a transform: the lanes below are not painted again. */}
          <div
            data-playhead={at}
            className="pointer-events-none absolute inset-y-0 left-0 w-[calc(100%-0.5rem)] will-change-transform"
            style={{ transform: `translateX(${axis.placeOf(at) * 100}%)` }}
          >
            <div className="h-full w-0.5 bg-accent forced-colors:bg-[Highlight]" />
          </div>
          {axis.lanes.flatMap((lane, index) =>
            namedBars(lane).map((bar) => (
              <span
                key={bar.entered}
                aria-hidden
                className="pointer-events-none absolute truncate px-1 text-ink"
                style={{
                  top: HEAD + index * LANE,
                  lineHeight: `${LANE}px`,
                  left: `calc((100% - 0.5rem) * ${bar.from})`,
                  width: `calc((100% - 0.5rem) * ${bar.to - bar.from})`,
                }}
              >
                {bar.name}
              </span>
            )),
          )}
          {axis.ticks.map(({ at: place, since }) => (
            <span
              key={place}
              aria-hidden
              className="pointer-events-none absolute top-0 pl-0.5 whitespace-nowrap text-ink-faint tabular-nums"
              style={{
                left: `calc((100% - 0.5rem) * ${place})`,
                // Near the right border a label stands to the left of its place.
                ...(place > NEARLY_ALL && { transform: 'translateX(-100%)' }),
              }}
            >
              {`+${spokenDuration(since)}`}
            </span>
          ))}
        </div>
      </div>
      <Legend lanes={axis.lanes} />
      {axis.more > 0 && (
        <p className="m-0 px-2 pb-1 text-ink-soft">
          and {axis.more} more branches and iterations; pick one to see it
        </p>
      )}
    </figure>
  )
})

/** The heartbeats that came for the run's tasks. */
function beatsOf(run: ShownRun | undefined): readonly Beat[] {
  const tasks = run?.run.account.pendingTasks ?? []
  return tasks.flatMap(({ stateName, heartbeatsAt = [] }) =>
    heartbeatsAt.map((at) => ({ state: stateName, at })),
  )
}

/** What the marks mean that this run has. */
function Legend({ lanes }: { lanes: readonly Lane[] }) {
  const has = (of: (lane: Lane) => readonly unknown[]) => lanes.some((lane) => of(lane).length > 0)
  const marks = [
    [
      'wait',
      lanes.some(({ bars }) => bars.some(({ isWait }) => isWait)),
      'M1 3h12v10h-12z',
      'stroke-idle [stroke-dasharray:2_2]',
    ],
    ['failure', has(({ failures }) => failures), 'M4 3l6 10m0-10l-6 10', 'stroke-failed [stroke-width:1.5]'],
    ['retry', has(({ retries }) => retries), 'M7 2v12', 'stroke-caught [stroke-width:2]'],
    ['heartbeat', has(({ heartbeats }) => heartbeats), 'M7 8h.01', BEAT],
  ] as const
  const shown = marks.filter(([, isThere]) => isThere)
  if (shown.length === 0) return null
  return (
    <ul aria-hidden className="m-0 flex list-none flex-wrap gap-x-4 p-0 px-2 pb-1 text-ink-soft">
      {shown.map(([word, , path, look]) => (
        <li key={word} className="m-0 flex items-center gap-1">
          <svg aria-hidden viewBox="0 0 14 16" className="h-4 w-3.5">
            <path d={path} className={clsx('fill-none', look)} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  )
}

/** Where the run parts from the one beside it. */
function usePartingPlace(comparison: Comparison | undefined, axis: Axis): number | undefined {
  return useMemo(() => {
    const row = comparison?.firstOtherWay ?? comparison?.firstDivergence
    if (!comparison || row === undefined) return undefined
    for (let place = row; place >= 0; place--) {
      const event: EventId = comparison.here[place] ?? 0
      if (event > 0) return axis.placeOf(event)
    }
    return undefined
  }, [comparison, axis])
}

/** Bars with room for a name. */
function namedBars({ bars }: Lane): readonly Bar[] {
  return bars.filter(({ from, to, stays }) => stays === 1 && to - from > 0.06)
}

/** As one text, so that a lane in which nothing changed is not drawn again. */
function statusesOf({ bars }: Lane, at: EventId): string {
  return bars.map((bar) => barStatus(bar, at) ?? 'to come').join()
}

const LaneBars = memo(function LaneBars({ lane, y, statuses }: { lane: Lane; y: number; statuses: string }) {
  const all = statuses.split(',') as (VisitStatus | 'to come')[]
  return (
    <g>
      {lane.bars.map((bar, index) => (
        <BarShape key={bar.entered} bar={bar} y={y} status={all[index] ?? 'to come'} />
      ))}
      {lane.retries.map((place) => (
        <path
          key={`retry ${place}`}
          d={`M${place * WIDTH} ${y + 3}v${LANE - 6}`}
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-caught [stroke-width:2]"
        />
      ))}
      {lane.heartbeats.map((place) => (
        <path
          key={`heartbeat ${place}`}
          d={`M${place * WIDTH} ${y + LANE - 7}h.01`}
          vectorEffect="non-scaling-stroke"
          className={clsx('fill-none', BEAT)}
          data-heartbeat
        />
      ))}
      {lane.failures.map((place) => (
        <path
          key={`failure ${place}`}
          d={`M${place * WIDTH - 3} ${y + 4}l6 ${LANE - 8}m0 ${8 - LANE}l-6 ${LANE - 8}`}
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-failed [stroke-width:1.5]"
        />
      ))}
    </g>
  )
})

function BarShape({ bar, y, status }: { bar: Bar; y: number; status: VisitStatus | 'to come' }) {
  const what = bar.stays > 1 ? `${bar.name} and ${bar.stays - 1} more` : bar.name
  return (
    <rect
      x={bar.from * WIDTH}
      y={y + 3}
      width={Math.max(1.5, (bar.to - bar.from) * WIDTH)}
      height={LANE - 6}
      rx={2}
      strokeDasharray={bar.isWait ? '2 2' : undefined}
      vectorEffect="non-scaling-stroke"
      className={clsx(FILLS[status])}
    >
      <title>{`${what}: ${status === 'to come' ? 'to come' : STATUS_WORDS[status]}`}</title>
    </rect>
  )
}
