'use client'

import { CircleDot, CornerRightDown } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import type { EventId, PickedIterations, StateName, Timeline, TrackedVisit } from '@/lib/asl'
import { type JsonPointer, pointerKeys } from '@/lib/json'
import type { ChildRun, Run } from '@/lib/sandbox'
import { Button } from '../../_ui/button'
import { Tag, type Tone } from '../../_ui/tag'
import { type ShownStatus, STATUS_WORDS } from '../graph/status'
import type { Travel } from '../time/use-travel'
import type { CalledFunction } from '../timeline/called-function'
import { handlerReport } from '../timeline/handler-report'
import { type Moment, mapRunsAt, type ShownStay, shownChildren } from '../timeline/map-runs'
import { spokenDuration } from '../timeline/spoken-duration'
import { type VisitView, visitView } from '../timeline/visit-view'
import { useLoaded } from '../use-loaded'
import type { Bench } from '../use-workbench'
import { type ShownRun, stateNameOf } from '../workbench-state'
import { History } from './history'
import { childrenOf, IterationPicker, type Iterations, iterationsOf } from './iteration-picker'
import { JsonView } from './json-view'
import type { LadderProps } from './ladder-view'
import { meaningOf } from './plain-failure'
import { useRested } from './use-rested'
import { VisitPicker } from './visit-picker'

const LINK = 'font-semibold text-accent underline underline-offset-2'

/** The selected state at this moment. While the playhead is dragged it stands still, and follows when that rests. */
export function Inspector({
  bench: { state, pickIteration },
  travel: { timeline, at, toggleBreakpoint, runTo, goTo },
  onShowLog,
}: {
  bench: Bench
  travel: Travel
  /** Shows what a function logged; the same function every time. */
  onShowLog: (called: CalledFunction) => void
}) {
  const { run, selected, picked, breakpoints } = state
  const moment = useRested(useMemo(() => ({ at, selected }), [at, selected]))
  if (moment.selected === undefined)
    return <Hint text="Choose a state in the graph, or an event, to see what went in and what came out." />
  return (
    <StateThen
      timeline={timeline}
      at={moment.at}
      selected={moment.selected}
      shown={run}
      picked={picked}
      breakpoints={breakpoints}
      onBreakpoint={toggleBreakpoint}
      onRunTo={runTo}
      onShowEvent={goTo}
      onPick={pickIteration}
      onShowLog={onShowLog}
    />
  )
}

/** A state at a moment, one stay at a time: what went in, what became of it, and why. */
const StateThen = memo(function StateThen({
  timeline,
  at,
  selected,
  shown,
  picked,
  breakpoints,
  onBreakpoint,
  onRunTo,
  onShowEvent,
  onPick,
  onShowLog,
}: {
  timeline: Timeline
  at: EventId
  selected: JsonPointer
  shown: ShownRun | undefined
  picked: PickedIterations
  breakpoints: ReadonlySet<StateName>
  onBreakpoint: (state: StateName) => void
  onRunTo: (state: StateName) => void
  onShowEvent: (event: EventId) => void
  onPick: (map: StateName, index: number | undefined) => void
  onShowLog: (called: CalledFunction) => void
}) {
  const [chosen, setChosen] = useState<string>()
  const state = stateNameOf(selected)
  const own: Moment = { timeline, at }
  const moments = shown ? [own, ...shownChildren(shown.run, own, picked)] : [own]
  const stays = moments.flatMap((moment): readonly ShownStay[] =>
    moment.timeline.visitsOf(state, moment.at, picked).map((tracked) => ({ ...moment, tracked })),
  )
  const ofMoment = timeline.visitOf(at)
  const place =
    placeOf(stays, chosen) ??
    placeOf(stays, ofMoment && keyOf({ ...own, tracked: ofMoment })) ??
    stays.length - 1
  const stay = stays[place]
  const visit = stay && visitView(stay.timeline, stay.tracked, stay.at)
  const variables = stay ? stay.timeline.variablesAt(stay.tracked.line, stay.at) : {}
  return (
    <div className="grid gap-3 p-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <p className="m-0 min-w-0 text-base font-bold break-words">{state}</p>
        {visit && <Tag>{visit.type}</Tag>}
        {visit && <Tag tone={TONES[visit.status]}>{STATUS_WORDS[visit.status]}</Tag>}
        <span className="ml-auto flex gap-1">
          <Button
            size="sm"
            look="quiet"
            aria-pressed={breakpoints.has(state)}
            aria-keyshortcuts="F9"
            onClick={() => onBreakpoint(state)}
            className={breakpoints.has(state) ? 'text-failed' : ''}
          >
            <CircleDot aria-hidden /> Breakpoint
          </Button>
          <Button size="sm" look="quiet" aria-keyshortcuts="Control+F9" onClick={() => onRunTo(state)}>
            <CornerRightDown aria-hidden /> Run to here
          </Button>
        </span>
      </div>
      {[...(shown ? mapRunsAround(shown.run, moments, selected) : []), ...mapsOf(stay ?? stays.at(-1))].map(
        (iterations) => (
          <IterationPicker
            key={iterations.map}
            iterations={iterations}
            picked={picked.get(iterations.map)}
            onPick={onPick}
          />
        ),
      )}
      {stays.length > 1 && (
        <VisitPicker
          place={place}
          count={stays.length}
          onChoose={(to) => {
            const next = stays[to]
            if (next) setChosen(keyOf(next))
          }}
        />
      )}
      {stay && visit ? (
        <>
          <Stay
            visit={visit}
            // The events of a child are not those of the run's table.
            onShowEvent={stay.child ? undefined : onShowEvent}
            onShowLog={onShowLog}
          />
          {Object.keys(variables).length > 0 && (
            <JsonView label="Variables at this moment" value={variables} />
          )}
          {stay.child && <ChildEvents child={stay.child} />}
          {shown && !stay.child && (
            <LadderPart
              run={shown}
              at={selected}
              entered={visit.enteredEvent}
              upTo={stay.tracked.visit.events.findLast((event) => event <= at) ?? visit.enteredEvent}
            />
          )}
        </>
      ) : (
        <p className="m-0 text-ink-soft">
          {timeline.visitsOf(state, timeline.history.length).length > 0
            ? `The run has not entered "${state}" yet at this moment.`
            : `The run does not enter "${state}".`}
        </p>
      )}
    </div>
  )
})

/** The inline Map that the state is, and those that it is in: each by its latest stay. */
function mapsOf(stay: ShownStay | undefined): readonly Iterations[] {
  const maps: TrackedVisit[] = []
  for (let one = stay?.tracked; one; one = one.line.owner) if (one.visit.type === 'Map') maps.push(one)
  const all = stay ? maps.toReversed().map((map) => iterationsOf(stay.timeline, map, stay.at)) : []
  return all.filter(({ count }) => count > 0)
}

/** The map runs of the distributed Maps that the state is or lies in. */
function mapRunsAround(run: Run, moments: readonly Moment[], state: JsonPointer): readonly Iterations[] {
  const around = new Set(pointerKeys(state))
  const runs = new Map(
    moments
      .toReversed()
      .flatMap((one) => mapRunsAt(run, one))
      .map((one) => [one.map, one]),
  )
  return [...runs.values()].filter(({ map }) => around.has(map)).map(childrenOf)
}

const TONES: Readonly<Record<ShownStatus, Tone>> = {
  idle: 'idle',
  running: 'running',
  retrying: 'caught',
  succeeded: 'succeeded',
  caught: 'caught',
  failed: 'failed',
  aborted: 'idle',
}

/** A stay by its execution and the event that began it. */
function keyOf({ child, tracked }: ShownStay): string {
  return `${child?.executionArn ?? ''} ${tracked.visit.enteredEvent}`
}

function placeOf(stays: readonly ShownStay[], key: string | undefined): number | undefined {
  const place = key === undefined ? -1 : stays.findIndex((stay) => keyOf(stay) === key)
  return place < 0 ? undefined : place
}

/** In which child execution a stay lies, and what happened in it. */
function ChildEvents({ child: { executionArn, history } }: { child: ChildRun }) {
  return (
    <details>
      <summary>
        Events of child execution{' '}
        <span className="font-mono break-all">{executionArn.split(':').at(-1)}</span>
      </summary>
      <History label={`Events of ${executionArn}`} history={history} />
    </details>
  )
}

function Stay({
  visit,
  onShowEvent,
  onShowLog,
}: {
  visit: VisitView
  onShowEvent: ((id: EventId) => void) | undefined
  onShowLog: (called: CalledFunction) => void
}) {
  return (
    <>
      <p className="m-0 text-ink-soft">{summary(visit)}</p>
      {visit.failures.slice(-MOST_TRIES).map((failure) => (
        <FailureCard
          key={failure.event}
          failure={failure}
          called={visit.called}
          onShowEvent={onShowEvent}
          onShowLog={onShowLog}
        />
      ))}
      {visit.tries.length > 1 && <Tries visit={visit} onShowEvent={onShowEvent} />}
      <JsonView label="Input" value={visit.input} />
      {visit.output !== undefined && <JsonView label="Output" value={visit.output} />}
      {visit.assigned && <JsonView label="Variables it set" value={visit.assigned} />}
    </>
  )
}

/** A failed try: its name, what that means, and why; of a function also the line, and the way to its log. */
function FailureCard({
  failure,
  called,
  onShowEvent,
  onShowLog,
}: {
  failure: VisitView['failures'][number]
  called: CalledFunction | undefined
  onShowEvent: ((id: EventId) => void) | undefined
  onShowLog: (called: CalledFunction) => void
}) {
  const { event, error, cause } = failure
  const report = called && handlerReport(cause)
  const line = report?.line === undefined ? '' : `, in line ${report.line} of its code`
  return (
    <div className="rounded-md border border-failed bg-failed-wash p-3">
      <p className="m-0">
        <span className="font-mono font-semibold text-failed">{error ?? 'no error name'}</span>{' '}
        {onShowEvent && <EventLink id={event} onShow={onShowEvent} />}
      </p>
      <p className="m-0 mt-1">{meaningOf(failure)}</p>
      {cause !== undefined && (
        <p className="m-0 mt-1 [overflow-wrap:anywhere] text-ink-soft">
          <span className="font-semibold">{report ? `${called.name} said${line}:` : 'Cause:'}</span>{' '}
          {(report?.errorMessage ?? cause).slice(0, 2_000)}
        </p>
      )}
      {called && (
        <p className="m-0 mt-1">
          <button type="button" onClick={() => onShowLog(called)} className={LINK}>
            show the log of {called.name}
          </button>
        </p>
      )}
    </div>
  )
}

/** Each try with what became of it, and the wait before the next. */
function Tries({
  visit,
  onShowEvent,
}: {
  visit: VisitView
  onShowEvent: ((id: EventId) => void) | undefined
}) {
  return (
    <ol aria-label="Tries" className="m-0 grid list-none gap-1 p-0">
      {visit.tries.slice(0, MOST_TRIES).map((one, index) => (
        <li key={one.event} className="m-0 flex flex-wrap gap-x-2">
          <span className="font-semibold">Try {index + 1}</span>
          <span className="text-ink-soft">
            at +{spokenDuration(one.since)}
            {one.took !== undefined &&
              `, ${one.failure ? 'failed' : 'done'} after ${spokenDuration(one.took)}`}
            {one.failure?.error !== undefined && ` with ${one.failure.error}`}
            {one.delay !== undefined && `, next after ${spokenDuration(one.delay)}`}
          </span>
          {onShowEvent && <EventLink id={one.event} onShow={onShowEvent} />}
        </li>
      ))}
      {visit.tries.length > MOST_TRIES && (
        <li className="m-0 text-ink-soft">and {visit.tries.length - MOST_TRIES} more</li>
      )}
    </ol>
  )
}

const MOST_TRIES = 20

const loadLadder = () => import('./ladder-view')

/** The data flow is found by making the run once more; what shows it is loaded when a state is first looked at. */
function LadderPart(props: LadderProps) {
  const { Part, isLost, tryAgain } = useLoaded(loadLadder, true)
  if (Part) return <Part {...props} />
  if (!isLost) return null
  return (
    <p role="alert" className="m-0">
      The data flow could not be loaded.{' '}
      <Button size="sm" onClick={tryAgain}>
        Try again
      </Button>
    </p>
  )
}

function summary(visit: VisitView): string {
  const parts = [`Entered ${spokenDuration(visit.since)} after the start`]
  if (visit.took !== undefined) parts.push(`left ${spokenDuration(visit.took)} later`)
  if (visit.retries > 0) parts.push(`tried ${visit.retries + 1} times`)
  if (visit.retryDelays.length > 0) {
    parts.push(`waited ${visit.retryDelays.map((delay) => spokenDuration(delay)).join(', ')} between tries`)
  }
  return `${parts.join(', ')}.`
}

export function EventLink({ id, onShow }: { id: EventId; onShow: (id: EventId) => void }) {
  return (
    <button type="button" onClick={() => onShow(id)} className={LINK}>
      show event {id}
    </button>
  )
}

function Hint({ text }: { text: string }) {
  return <p className="m-0 p-4 text-sm text-ink-soft">{text}</p>
}
