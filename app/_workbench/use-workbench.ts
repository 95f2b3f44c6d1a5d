'use client'

import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { type EventId, type StateName, Timeline } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { checkSentence } from './check-flow'
import type { Draft } from './drafts/draft'
import { useDrafts } from './drafts/use-drafts'
import type { EditorHandle } from './editor/editor-handle'
import type { Pane } from './frame'
import type { LiveProps } from './live-workbench'
import { scoreSentence } from './predict/prediction'
import { exerciseOf, starterOf } from './subject'
import { useTravel } from './time/use-travel'
import { tellingEvent } from './timeline/event-rows'
import { runSentence } from './timeline/run-sentence'
import { useCheck } from './use-check'
import { useReading } from './use-reading'
import { useRun } from './use-run'
import { useRunView } from './use-run-view'
import { whenIdle } from './when-idle'
import { workbenchOn, workbenchReducer } from './workbench-state'
import { placeAt } from './workers/places'
import { askToRead, warmWorkers } from './workers/workers'

export type ResultTab = 'input' | 'predict' | 'run' | 'account' | 'checks' | 'hints' | 'compare'

/** State, what it is shown as, and everything that can be done: the workbench without its looks. */
export function useWorkbench({ subject, picture, opened, desk }: LiveProps) {
  const exercise = exerciseOf(subject)
  const isPrediction = subject.kind === 'predict'
  const starter = starterOf(subject)
  const [state, dispatch] = useReducer(
    workbenchReducer,
    isPrediction ? starter : (opened.shown?.text ?? starter),
    workbenchOn,
  )
  const [scenarioId, setScenarioId] = useState(subject.scenarios[0]?.id ?? '')
  const [pane, setPane] = useState<Pane>(isPrediction ? 'results' : 'definition')
  const [tab, setTab] = useState<ResultTab>(isPrediction ? 'predict' : desk ? 'input' : 'run')
  const [sentence, setSentence] = useState('')
  const [hintsFor, setHintsFor] = useState<string>()
  const editor = useRef<EditorHandle>(null)
  const reading = useReading(state.source, picture, subject.workflowType)
  const runner = useRun(subject)
  const checker = useCheck(exercise)
  const view = useRunView(state, reading)
  const pointerOf = (name: string | undefined) =>
    reading.picture.outline.find((entry) => entry.name === name)?.at

  const ownDrafts = useDrafts(exercise?.id, starter, opened, (text) => replaceText(text))
  const drafts = desk?.keeping ?? ownDrafts
  const textNow = () => (isPrediction ? starter : (editor.current?.text() ?? state.source))

  const edited = useCallback(
    (text: string) => {
      dispatch({ type: 'Edited', source: text })
      drafts.edited(text)
      setSentence('')
    },
    [drafts.edited],
  )

  function replaceText(text: string) {
    if (editor.current) editor.current.replaceAll(text)
    else dispatch({ type: 'Edited', source: text })
  }

  /** Another text in place of the whole: one undo step, and the former one kept as a draft. */
  function replaceKeeping(text: string, why: NonNullable<Draft['setAside']>) {
    const former = textNow()
    if (former === text) return
    drafts.setAside(former, why)
    replaceText(text)
    setPane('definition')
  }

  async function run(scenario = scenarioId, source = textNow()) {
    performance.mark('stepwise:run')
    dispatch({ type: 'Edited', source })
    const end = await runner.run(scenario, source)
    if (end.kind === 'ended') {
      setSentence(end.sentence)
      return undefined
    }
    if (end.kind === 'invalid') {
      const [first, ...more] = end.diagnostics
      setSentence(
        first
          ? `The definition cannot run yet. Line ${first.range.line}: ${first.message}${more.length > 0 ? ` (${more.length} more)` : ''}`
          : 'The definition cannot run yet.',
      )
      setPane('definition')
      return undefined
    }
    const timeline = new Timeline(end.run.history)
    const telling = pointerOf(timeline.visitOf(tellingEvent(timeline) ?? 0)?.visit.name)
    dispatch({ type: 'Ran', run: { run: end.run, timeline, scenarioId: scenario, source } })
    if (telling !== undefined) dispatch({ type: 'StateSelected', at: telling })
    setScenarioId(scenario)
    setSentence(runSentence(end.run))
    return end.run
  }

  function reveal(pointer: JsonPointer, source = state.source) {
    const known =
      reading.reading?.source === source ? reading.reading.places.find(({ at }) => at === pointer) : undefined
    if (known) {
      editor.current?.reveal({ from: known.from, to: known.from }, false)
      return
    }
    void askToRead({ job: 'locate', source, pointer }).ended.then((end) => {
      if (end.kind !== 'answered' || end.answer.job !== 'locate' || !end.answer.range) return
      editor.current?.reveal(end.answer.range, true)
    })
  }

  const travel = useTravel({
    state,
    timeline: view.timeline,
    dispatch,
    pointerOf,
    reveal,
    say: setSentence,
  })

  /** Selects event, state and line together; makes the run first where another one is shown. */
  async function showEvent(scenario: string, id: EventId) {
    const checked = checker.state.phase === 'shown' && !isPrediction ? checker.state.source : state.source
    const isShown = state.run?.scenarioId === scenario && state.run.source === checked
    const history = isShown ? state.run?.run.history : (await run(scenario, checked))?.history
    setTab('run')
    setPane('results')
    const name = history && new Timeline(history).visitOf(id)?.visit.name
    const selected = pointerOf(name)
    if (history) dispatch({ type: 'PlayheadMoved', to: id, ...(selected !== undefined && { selected }) })
    if (selected !== undefined) reveal(selected)
  }

  const { state: check } = checker
  const checkSays =
    isPrediction && check.phase === 'shown' && check.report.results.length > 0
      ? scoreSentence(check.report)
      : checkSentence(check)
  useEffect(() => {
    if (checkSays !== '') setSentence(checkSays)
  }, [checkSays])
  useEffect(() => whenIdle(warmWorkers), [])

  return {
    isPrediction,
    starter,
    state,
    scenarioId,
    setScenarioId,
    pane,
    setPane,
    tab,
    setTab,
    sentence,
    say: setSentence,
    hintsFor,
    setHintsFor,
    editor,
    reading,
    runner,
    checker,
    view,
    drafts,
    edited,
    run,
    check: checker.check,
    textNow,
    showEvent,
    travel,
    pickIteration: (map: StateName, index: number | undefined) =>
      dispatch({ type: 'IterationPicked', map, ...(index !== undefined && { index }) }),
    replaceKeeping,
    markState: (at: JsonPointer | undefined) => dispatch({ type: 'StateSelected', at }),
    selectState: (at: JsonPointer) => {
      dispatch({ type: 'StateSelected', at })
      reveal(at)
    },
    cursorAt: (offset: number) => {
      const at = placeAt(reading.reading?.places ?? [], offset)
      if (at !== undefined && at !== state.selected) dispatch({ type: 'StateSelected', at })
    },
    showPlace: (pointer: JsonPointer) => {
      setPane('definition')
      reveal(pointer)
    },
  }
}

export type Bench = ReturnType<typeof useWorkbench>
