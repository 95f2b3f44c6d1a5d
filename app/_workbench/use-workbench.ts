'use client'

import { useEffect, useReducer, useRef, useState } from 'react'
import { type EventId, type StateName, Timeline } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { Act } from '@/lib/sandbox'
import { checkSentence } from './check-flow'
import type { Draft } from './drafts/draft'
import { useDrafts } from './drafts/use-drafts'
import type { EditorHandle } from './editor/editor-handle'
import type { Pane } from './frame'
import type { LiveProps } from './live-workbench'
import { scoreSentence } from './predict/prediction'
import { exerciseOf, starterOf } from './subject'
import { type Change, type Changeable, withChange } from './time/changeable'
import { useComparison } from './time/use-comparison'
import { useTravel } from './time/use-travel'
import { tellingEvent } from './timeline/event-rows'
import { runSentence } from './timeline/run-sentence'
import { seenData } from './timeline/seen-data'
import { useCheck } from './use-check'
import { useReading } from './use-reading'
import { useRun } from './use-run'
import { useRunView } from './use-run-view'
import { useSteady } from './use-steady'
import { whenIdle } from './when-idle'
import { type ShownRun, workbenchOn, workbenchReducer } from './workbench-state'
import type { RunSpec } from './workers/messages'
import { placeAt } from './workers/places'
import { askToRead, warmWorkers } from './workers/workers'

export type ResultTab = 'input' | 'predict' | 'run' | 'account' | 'checks' | 'hints' | 'compare'

/**
 * State, what it is shown as, and everything that can be done: the workbench without its looks. What can be done is
 * always the same functions, so that a view which is handed them is drawn again only for what it shows.
 */
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
  const runsMade = useRef(0)
  const reading = useReading(state.source, picture, subject.workflowType)
  const runner = useRun()
  const comparison = useComparison(state.run, state.ghost)
  const [isSideBySide, setSideBySide] = useState(false)
  /** The clock stands still where a task waits for an answer that nobody is going to give. */
  const [byHand, setByHand] = useState(subject.kind === 'machine')
  const checker = useCheck(exercise)
  const view = useRunView(state, reading)
  const pointerOf = (name: string | undefined) =>
    reading.picture.outline.find((entry) => entry.name === name)?.at

  const ownDrafts = useDrafts(exercise?.id, starter, opened, (text) => replaceText(text))
  const drafts = desk?.keeping ?? ownDrafts
  const textNow = () => (isPrediction ? starter : (editor.current?.text() ?? state.source))

  function edited(text: string) {
    dispatch({ type: 'Edited', source: text })
    drafts.edited(text)
    setSentence('')
  }

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

  async function run(scenario = scenarioId, source = textNow(), isByHand = byHand) {
    dispatch({ type: 'Edited', source })
    const spec: RunSpec = {
      subject,
      scenarioId: scenario,
      definition: source,
      ...(isByHand && { interventions: { byHand: true } }),
    }
    return make(spec, { label: '' })
  }

  /** Makes a run and shows it: a new one, or one like the run that is shown with something changed. */
  async function make(
    spec: RunSpec,
    how: { label: string; ghost?: ShownRun; playhead?: EventId; isContinued?: boolean },
  ) {
    performance.mark('stepwise:run')
    const end = await runner.run(spec)
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
    const telling = pointerOf(timeline.visitOf(how.playhead ?? tellingEvent(timeline) ?? 0)?.visit.name)
    const number = (how.isContinued && state.run?.number) || ++runsMade.current
    const { scenarioId: scenario, definition: source } = spec
    const { label, ...more } = how
    const shown: ShownRun = {
      run: end.run,
      timeline,
      scenarioId: scenario,
      source,
      spec,
      number,
      label: label === '' ? `Run ${number}` : `Run ${number}: ${label}`,
    }
    dispatch({ type: 'Ran', run: shown, ...more })
    if (telling !== undefined) dispatch({ type: 'StateSelected', at: telling })
    setScenarioId(scenario)
    setSentence(runSentence(end.run))
    return end.run
  }

  /** Goes on from an event with something changed; the run that is shown stays beside the new one. */
  async function goOnWith(changeable: Changeable, change: Change) {
    if (!state.run) return
    const { spec } = state.run
    const interventions = withChange(spec.interventions ?? {}, changeable, change)
    await make(
      { ...spec, interventions },
      { label: `what if ${changeable.what} were another`, ghost: state.run, playhead: changeable.event },
    )
  }

  /** The other side acts, or the clock moves on. */
  async function act(act: Act) {
    if (!state.run) return
    const { spec, label } = state.run
    const { acts = [], ...others } = spec.interventions ?? {}
    const interventions = { ...others, byHand: true, acts: [...acts, act] }
    const made = await make(
      { ...spec, interventions },
      { label: label.split(': ')[1] ?? '', isContinued: true, ...(state.ghost && { ghost: state.ghost }) },
    )
    const refused = made?.refusedActs?.find(({ place }) => place === acts.length)
    if (refused) setSentence(`Step Functions refuses it: ${refused.message}`)
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

  const acts = useSteady({
    run,
    source: () => state.source,
    textNow,
    edited,
    replaceKeeping,
    showEvent,
    goOnWith,
    act,
    chooseGhost: (number: number | undefined) =>
      dispatch({ type: 'GhostChosen', ghost: state.earlier.find((one) => one.number === number) }),
    swapRuns: () => dispatch({ type: 'Swapped' }),
    pickIteration: (map: StateName, index: number | undefined) =>
      dispatch({ type: 'IterationPicked', map, ...(index !== undefined && { index }) }),
    markState: (at: JsonPointer | undefined) => dispatch({ type: 'StateSelected', at }),
    selectState: (at: JsonPointer) => {
      dispatch({ type: 'StateSelected', at })
      reveal(at)
    },
    cursorAt: (offset: number) => {
      const at = placeAt(reading.reading?.places ?? [], offset)
      if (at !== undefined && at !== state.selected) dispatch({ type: 'StateSelected', at })
    },
    seenAt: (offset: number) =>
      seenData(
        state.run,
        subject.scenarios.find(({ id }) => id === scenarioId)?.input,
        placeAt(reading.reading?.places ?? [], offset),
      ),
    showPlace: (pointer: JsonPointer) => {
      setPane('definition')
      reveal(pointer)
    },
  })

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
    check: checker.check,
    view,
    drafts,
    travel,
    comparison,
    isSideBySide,
    setSideBySide,
    byHand,
    setByHand,
    ...acts,
  }
}

export type Bench = ReturnType<typeof useWorkbench>
