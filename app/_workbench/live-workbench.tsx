'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Tabs, tabPanelId } from '../_ui/tabs'
import { ActionButtons } from './action-buttons'
import { DefinitionPane } from './definition-pane'
import type { Desk } from './desk'
import type { Opening } from './drafts/draft'
import { openingHere } from './drafts/use-drafts'
import { ActionBar, type Pane } from './frame'
import { GraphPane } from './graph/graph-pane'
import { KeyboardMap } from './keyboard-map'
import { usePrediction } from './predict/use-prediction'
import { ResizableFrame } from './resizable-frame'
import { ResultsPane } from './results/results-pane'
import { SolutionDialog } from './solution-dialog'
import { FormPane, StudioPane } from './studio'
import { drawingOf } from './studio/drawing'
import { exerciseOf, type Subject, starterOf } from './subject'
import { TransportBar } from './time/transport-bar'
import { useActiveTime } from './use-active-time'
import { useSteady } from './use-steady'
import { useWorkbench } from './use-workbench'
import type { NextStep } from './workbench'
import type { Picture } from './workers/messages'

export interface LiveProps {
  subject: Subject
  /** Of the starter, drawn by the server. */
  picture: Picture
  nonce: string | undefined
  opened: Opening
  /** Run was pressed before the workbench had been loaded. */
  runsAtOnce: boolean
  next?: NextStep
  /** In the playground: what stands beside the definition. */
  desk?: Desk
}

/**
 * What the browser kept of this exercise. A prediction is not written, so there is nothing to open; the machines of
 * the playground are kept by the playground.
 */
export async function openWorkbench(subject: Subject): Promise<Opening> {
  const isWritten = subject.kind !== 'predict' && subject.kind !== 'machine'
  return isWritten ? openingHere(subject.id, starterOf(subject)) : { others: [] }
}

const PANES: readonly { id: Pane; label: string }[] = [
  { id: 'definition', label: 'Definition' },
  { id: 'graph', label: 'Graph' },
  { id: 'results', label: 'Results' },
]

/** The workbench at work: four views of one small state. */
export function LiveWorkbench(props: LiveProps) {
  const { subject, nonce, next, desk } = props
  const exercise = exerciseOf(subject)
  const bench = useWorkbench(props)
  const prediction = usePrediction(subject, bench)
  const [dialog, setDialog] = useState<'keys' | 'solution'>()
  const [isDrawing, setDrawing] = useState(false)
  const drawing = drawingOf(bench)
  const host = useRef<HTMLDivElement>(null)
  const activeTime = useActiveTime(host)
  const group = useId()

  const run = async () => {
    if (bench.isPrediction) {
      if (prediction.isReady) await prediction.reveal()
      return
    }
    if (desk?.problem) {
      bench.say(desk.problem.sentence)
      bench.setTab(desk.problem.tab)
      bench.setPane('results')
      return
    }
    const made = await bench.run()
    if (!made) return
    if (bench.tab !== 'account') bench.setTab('run')
    bench.setPane('results')
  }
  const check = async () => {
    if (!exercise || (bench.isPrediction && !prediction.isLocked)) return
    bench.setTab(bench.isPrediction ? 'predict' : 'checks')
    bench.setPane('results')
    const answer = bench.isPrediction
      ? ({ kind: 'prediction', choices: prediction.choices } as const)
      : ({ kind: 'definition', definition: bench.textNow() } as const)
    await bench.check(answer, activeTime())
  }

  const acts = useSteady({
    run: () => void run(),
    check: () => void check(),
    reset: () => bench.replaceKeeping(bench.starter, 'reset'),
    showKeys: () => setDialog('keys'),
    showSolution: () => setDialog('solution'),
    draw: () => setDrawing(true),
    showProblem: () => {
      const [problem] = bench.reading.diagnostics
      if (problem) bench.editor.current?.reveal(problem.range, true)
    },
  })

  const { runsAtOnce } = props
  useEffect(() => {
    if (runsAtOnce) host.current?.querySelector<HTMLButtonElement>('[data-act="run"]')?.click()
  }, [runsAtOnce])

  // A pane that goes away takes the focus with it; its successor's tab is the next best place.
  const { pane } = bench
  useEffect(() => {
    const active = document.activeElement
    if (!host.current?.contains(active) || active?.getClientRects().length !== 0) return
    host.current
      .querySelector<HTMLElement>(`[role="tab"][aria-controls="${CSS.escape(tabPanelId(group, pane))}"]`)
      ?.focus()
  }, [pane, group])

  const { name } = bench.view
  const keys = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const isEditing =
      event.target instanceof Element && event.target.closest('input, textarea, select, .cm-content')
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void (event.shiftKey ? check() : run())
    else if (event.key === 'F10') {
      const by = event.shiftKey ? -1 : 1
      if (event.ctrlKey || event.metaKey) bench.travel?.stepState(by)
      else bench.travel?.step(by)
    } else if (event.key === 'F9' && name !== undefined) {
      if (event.ctrlKey || event.metaKey) bench.travel?.runTo(name)
      else bench.travel?.toggleBreakpoint(name)
    } else if (event.key === '?' && !isEditing) setDialog('keys')
    else return
    event.preventDefault()
  }

  const [firstProblem] = bench.reading.diagnostics
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the controls inside
    <div
      ref={host}
      onKeyDown={keys}
      data-runs={bench.state.run?.run.status}
      data-check={checkMark(bench.checker.state)}
    >
      <ResizableFrame
        label={`Workbench: ${subject.title}`}
        pane={bench.pane}
        tabs={
          <Tabs
            group={group}
            label="Panes"
            tabs={PANES}
            chosen={bench.pane}
            onChoose={bench.setPane}
            className="px-2"
          />
        }
        panelId={(pane) => tabPanelId(group, pane)}
        actions={
          <>
            <ActionBar
              buttons={
                <ActionButtons
                  subject={subject}
                  bench={bench}
                  prediction={prediction}
                  next={next}
                  onRun={acts.run}
                  onCheck={acts.check}
                  onKeys={acts.showKeys}
                />
              }
              sentence={
                <>
                  <p role="status" aria-live="polite" className="m-0 line-clamp-2">
                    {bench.sentence}
                  </p>
                  {bench.checker.waiting > 0 && (
                    <p className="m-0 text-caught">
                      {bench.checker.waiting === 1 ? '1 attempt is' : `${bench.checker.waiting} attempts are`}{' '}
                      saved here and will be sent.
                    </p>
                  )}
                </>
              }
            />
            {bench.travel && <TransportBar bench={bench} travel={bench.travel} />}
          </>
        }
        definition={
          <DefinitionPane
            subject={subject}
            scenarioId={bench.scenarioId}
            isReadOnly={bench.isPrediction}
            nonce={nonce}
            editor={bench.editor}
            diagnostics={bench.reading.diagnostics}
            kept={bench.drafts.state}
            refused={bench.drafts.refused}
            others={bench.drafts.others}
            form={
              isDrawing ? (
                <FormPane drawing={drawing} diagnostics={bench.reading.diagnostics} run={bench.state.run} />
              ) : undefined
            }
            source={bench.source}
            textNow={bench.textNow}
            seenAt={bench.seenAt}
            onEdited={bench.edited}
            onCursor={bench.cursorAt}
            onReplace={bench.replaceKeeping}
            onReset={acts.reset}
            onDiscard={bench.drafts.discard}
            onRun={acts.run}
            onCheck={acts.check}
            onSolution={acts.showSolution}
            onSay={bench.say}
          />
        }
        graph={
          <GraphPane
            picture={bench.reading.picture}
            pinned={
              bench.reading.isStale && firstProblem
                ? `Line ${firstProblem.range.line}: ${firstProblem.message}`
                : undefined
            }
            statuses={bench.view.statuses}
            taken={bench.view.taken}
            problems={bench.view.problems}
            notes={bench.view.notes}
            selected={bench.state.selected}
            onSelect={bench.selectState}
            onShowProblem={acts.showProblem}
            onDraw={bench.isPrediction ? undefined : acts.draw}
            studio={
              isDrawing && (
                <StudioPane
                  drawing={drawing}
                  picture={bench.reading.picture}
                  graph={bench.view}
                  onFields={() => bench.setPane('definition')}
                  onDone={() => {
                    setDrawing(false)
                    requestAnimationFrame(() =>
                      host.current?.querySelector<HTMLElement>('[data-act="draw"]')?.focus(),
                    )
                  }}
                />
              )
            }
          />
        }
        results={
          <ResultsPane
            subject={subject}
            bench={bench}
            prediction={prediction}
            next={next}
            desk={desk}
            onSolution={acts.showSolution}
          />
        }
      />
      {dialog === 'keys' && <KeyboardMap onClose={() => setDialog(undefined)} />}
      {dialog === 'solution' && exercise && (
        <SolutionDialog
          exerciseId={exercise.id}
          source={bench.textNow()}
          nonce={nonce}
          onInsert={(solution) => bench.replaceKeeping(solution, 'solution')}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  )
}

/** For tests and benches: which verdict stands on the page. */
function checkMark(check: ReturnType<typeof useWorkbench>['checker']['state']): string {
  return check.phase === 'shown' ? `${check.report.outcome} ${check.by}` : check.phase
}
