import type { JsonValue } from '@/lib/json'
import type { MapState } from '../../parse/state-machine'
import { abortRunningChildren } from '../abort'
import { type Awaitable, after, guard } from '../awaitable'
import { offspringOf } from '../child-executions'
import type { Entry } from '../entry'
import { tellEvaluation } from '../evaluation-failed'
import { write, writeAside } from '../events'
import type { RunningExecution } from '../execution'
import { Failed } from '../failure'
import { type Frame, type Outcome, visitOf } from '../frame'
import { batchLimitsOf, type ChildInput, nextChildInput } from './batches'
import { redriveChild, startChild } from './child'
import { resultWriterFailed, toleranceExceeded } from './failures'
import { nextItem } from './item-cursor'
import { exceedsTolerance, type MapRun, type Reading, sumOf, type Writing } from './map-run'
import { itemsRead, takeAnswer } from './read-objects'
import { openReader } from './reader-settings'
import { childIsGone } from './records'
import { filesOf, resultInPlace } from './result-records'
import { resultTargetOf } from './result-target'
import { askStorage } from './storage'

/**
 * A map run from `MapRunStarted` or `MapRunRedriven` to `MapRunSucceeded` or `MapRunFailed`: reading items, starting
 * children while there is room, counting their ends, writing results. Whatever happens to it queues its frame, and here it goes
 * on.
 */
export function runMap(execution: RunningExecution, frame: Frame, run: MapRun): Awaitable<void> {
  run.isQueued = false
  return guard(
    () => goOn(execution, frame, run),
    (error) => {
      if (!(error instanceof Failed)) throw error
      return failRun(execution, frame, run, tellEvaluation(execution, frame, error))
    },
  )
}

/** A child came to its end: its result is kept, and when too many failed, all others end with it. */
export function childEnded(execution: RunningExecution, child: RunningExecution): void {
  const { childOf } = child
  if (childOf?.run.status !== 'RUNNING') return
  const { run, frame } = childOf
  childIsGone(execution, child)
  if (!run.failed && exceedsTolerance(run)) {
    run.failed = toleranceExceeded()
    abortRunningChildren(execution, run)
  }
  if (run.isQueued) return
  run.isQueued = true
  execution.ready.add(frame)
}

function goOn(execution: RunningExecution, frame: Frame, run: MapRun): Awaitable<void> {
  const { phase } = run
  switch (phase.doing) {
    case 'Opening':
      return open(execution, frame, run)
    case 'Reading':
      return read(execution, frame, run, phase.reading)
    case 'Processing':
      return startChildren(execution, frame, run)
    case 'Writing':
      return writeOn(execution, frame, run, phase.writing)
  }
}

function open(execution: RunningExecution, frame: Frame, run: MapRun): Awaitable<void> {
  const entry = entryOf(execution, frame)
  const state = stateOf(frame)
  return after(batchLimitsOf(state, entry, run.input), (batches) =>
    after(resultTargetOf(state, entry, run.input), (writer) => {
      run.batches = batches
      run.writer = writer
      if (!state.itemReader) {
        run.phase = { doing: 'Processing' }
        return startChildren(execution, frame, run)
      }
      return after(openReader(state.itemReader, entry, run.input), ({ settings, request }) => {
        const requestId = askStorage(execution, frame, request)
        const reading: Reading = {
          settings,
          asked: request,
          requestId,
          answer: undefined,
          left: [],
          parts: [],
          manifestIsRead: false,
        }
        run.phase = { doing: 'Reading', reading }
      })
    }),
  )
}

function read(execution: RunningExecution, frame: Frame, run: MapRun, reading: Reading): Awaitable<void> {
  const { answer } = reading
  if (!answer) return
  reading.answer = undefined
  takeAnswer(reading, reading.asked, answer)
  const next = reading.left.shift()
  if (next) {
    reading.asked = { action: 'getObject', ...next }
    reading.requestId = askStorage(execution, frame, reading.asked)
    return
  }
  run.items = itemsRead(reading)
  // In a redrive the same items are read again; children have some of them already.
  for (let known = sumOf(run.counts.items); known > 0; known--) nextItem(run.items)
  run.spare.length = 0
  run.phase = { doing: 'Processing' }
  return startChildren(execution, frame, run)
}

/** Starts children while there is room; when none is left and none runs, the results are next. */
function startChildren(execution: RunningExecution, frame: Frame, run: MapRun): Awaitable<void> {
  while (!run.failed && run.running.size < run.concurrency) {
    const started = startNext(execution, frame, run)
    if (started instanceof Promise) {
      return started.then((isMore) =>
        isMore ? startChildren(execution, frame, run) : finishWhenDone(execution, frame, run),
      )
    }
    if (!started) break
  }
  return finishWhenDone(execution, frame, run)
}

/** Takes up or starts one more child; false when all have been. */
function startNext(execution: RunningExecution, frame: Frame, run: MapRun): Awaitable<boolean> {
  const index = run.toRedrive.pop()
  if (index !== undefined) return after(redriveChild(execution, frame, run, index), () => true)
  const next = run.pending.pop() ?? nextChildInput(run, stateOf(frame), entryOf(execution, frame))
  return after(next, (child) => {
    if (!child) return false
    startChild(execution, frame, run, child)
    return true
  })
}

function finishWhenDone(execution: RunningExecution, frame: Frame, run: MapRun): Awaitable<void> {
  if (run.running.size > 0) return
  if (!run.failed && exceedsTolerance(run)) run.failed = toleranceExceeded()
  if (!run.writer?.place) return conclude(execution, frame, run, undefined)
  return after(run.failed ? takePending(execution, frame, run) : undefined, () =>
    writeResults(execution, frame, run),
  )
}

/** Makes the inputs of the children that a failed run does not start: they are written down, and kept for a redrive. */
function takePending(
  execution: RunningExecution,
  frame: Frame,
  run: MapRun,
  made: ChildInput[] = [],
): Awaitable<void> {
  for (;;) {
    const next = nextChildInput(run, stateOf(frame), entryOf(execution, frame))
    if (next instanceof Promise) {
      return next.then((child) => {
        if (child) made.push(child)
        return child ? takePending(execution, frame, run, made) : putBefore(run, made)
      })
    }
    if (!next) return putBefore(run, made)
    made.push(next)
  }
}

function putBefore(run: MapRun, made: ChildInput[]): void {
  run.pending = made.reverse().concat(run.pending)
}

function writeResults(execution: RunningExecution, frame: Frame, run: MapRun): void {
  const { files, manifestKey, bucket } = filesOf(run, execution.identity)
  const [first, ...left] = files
  if (!first) throw new Error('There is a manifest at least.')
  const asked = { action: 'putObject' as const, ...first }
  const requestId = askStorage(execution, frame, asked)
  const result = { MapRunArn: run.arn, ResultWriterDetails: { Bucket: bucket, Key: manifestKey } }
  run.phase = { doing: 'Writing', writing: { asked, requestId, answer: undefined, left, result } }
}

function writeOn(execution: RunningExecution, frame: Frame, run: MapRun, writing: Writing): Awaitable<void> {
  const { answer } = writing
  if (!answer) return
  writing.answer = undefined
  if (answer.kind === 'Refused') throw resultWriterFailed(answer.message)
  const next = writing.left.shift()
  if (next) {
    writing.asked = { action: 'putObject', ...next }
    writing.requestId = askStorage(execution, frame, writing.asked)
    return
  }
  conclude(execution, frame, run, writing.result)
}

/** Something that concerns all items went wrong: what to read, how to select, where to write. */
function failRun(execution: RunningExecution, frame: Frame, run: MapRun, failed: Failed): Awaitable<void> {
  const wasProcessing = run.phase.doing === 'Processing' && run.failed === undefined
  run.failed ??= failed
  abortRunningChildren(execution, run)
  if (!wasProcessing || failed.reach === 'nobody' || !run.writer?.place)
    return conclude(execution, frame, run, undefined)
  writeResults(execution, frame, run)
}

/**
 * `MapStateSucceeded` comes from `MapRunSucceeded`, but what follows the Map from `MapRunStarted` (recorded since
 * mid-2024; before, it came from `MapRunSucceeded`, too).
 */
function conclude(
  execution: RunningExecution,
  frame: Frame,
  run: MapRun,
  written: JsonValue | undefined,
): void {
  run.stoppedAt = execution.now
  if (written !== undefined || !run.failed) countWritten(run)
  const offspring = offspringOf(execution)
  offspring.runs.delete(run)
  offspring.changed.set(run, execution)
  if (run.failed) {
    run.status = 'FAILED'
    write(execution, frame, { type: 'MapRunFailed', details: run.failed.failure })
    settle(execution, frame, { ok: false, failed: run.failed })
    return
  }
  run.status = 'SUCCEEDED'
  visitOf(frame).mapRun = undefined
  const succeeded = writeAside(execution, frame.cursor, { type: 'MapRunSucceeded', details: {} })
  writeAside(execution, succeeded, { type: 'MapStateSucceeded', details: {} })
  settle(execution, frame, { ok: true, result: written ?? resultInPlace(run, execution.identity) })
}

/** AWS counts results as written also where no ResultWriter writes them (recorded). */
function countWritten({ counts, records }: MapRun): void {
  counts.itemsWritten = records.reduce((sum, { items }) => sum + items, 0)
  counts.executionsWritten = records.length
}

function settle(execution: RunningExecution, frame: Frame, outcome: Outcome): void {
  frame.activity = { doing: 'Settling', outcome }
  execution.ready.add(frame)
}

function entryOf(execution: RunningExecution, frame: Frame): Entry {
  return { execution, frame, visit: visitOf(frame) }
}

function stateOf(frame: Frame): MapState {
  const { state } = visitOf(frame)
  if (state.type === 'Map') return state
  throw new Error(`A ${state.type} state runs no items.`)
}
