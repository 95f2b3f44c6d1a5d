'use client'

import { type ReactNode, useCallback, useId, useMemo, useState } from 'react'
import type { Report } from '@/lib/exercises'
import { ScrollArea } from '../../_ui/scroll-area'
import { type Tab, Tabs, tabId, tabPanelId } from '../../_ui/tabs'
import type { AccountFocus, Toggled } from '../account/account-pane'
import type { Desk } from '../desk'
import { CompareTab } from '../history-import/compare-tab'
import { PromptList } from '../predict/prompt-list'
import type { Prediction } from '../predict/use-prediction'
import { exerciseOf, type Subject } from '../subject'
import { CompareBar } from '../time/compare-bar'
import { partingMarks } from '../time/parting'
import type { SideBySideProps } from '../time/side-by-side'
import type { TimeAxisProps } from '../time/time-axis'
import { Waiting } from '../time/waiting'
import type { CalledFunction } from '../timeline/called-function'
import { useLoaded } from '../use-loaded'
import { useSteady } from '../use-steady'
import type { Bench, ResultTab } from '../use-workbench'
import type { NextStep } from '../workbench'
import { AccountTab } from './account-tab'
import { CheckResults } from './check-results'
import { EventTable } from './event-table'
import { HintLadder } from './hint-ladder'
import { Inspector } from './inspector'
import { Stale } from './stale'

/** What came of running and checking, and the hints. */
export function ResultsPane({
  subject,
  bench,
  prediction,
  next,
  desk,
  onSolution,
}: {
  subject: Subject
  bench: Bench
  prediction: Prediction
  next: NextStep | undefined
  desk: Desk | undefined
  onSolution: () => void
}) {
  const exercise = exerciseOf(subject)
  const group = useId()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [toggled, setToggled] = useState<Toggled>(new Map())
  const [focus, setFocus] = useState<AccountFocus>()
  const [history, setHistory] = useState('')
  const toggle = useCallback(
    (id: string, isOpen: boolean) => setToggled((before) => new Map([...before, [id, isOpen]])),
    [],
  )
  const { showLog } = useSteady({
    showLog: ({ name, accountId }: CalledFunction) => {
      setFocus({ key: `function ${name}`, ...(accountId !== undefined && { accountId }) })
      bench.setTab('account')
    },
  })
  const check = bench.checker.state
  const failed = new Set(
    check.phase === 'shown'
      ? check.report.results.filter((one) => !one.verdict.passed).map((one) => one.checkId)
      : [],
  )
  return (
    <>
      <Tabs
        group={group}
        label="Results"
        tabs={tabsFor(subject, check.phase === 'shown' ? check.report : undefined)}
        chosen={bench.tab}
        onChoose={(tab) => {
          setFocus(undefined)
          bench.setTab(tab)
        }}
        className="shrink-0 border-b border-line px-2"
      />
      <div
        id={tabPanelId(group, bench.tab)}
        role="tabpanel"
        aria-labelledby={tabId(group, bench.tab)}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-hidden print:overflow-visible"
      >
        {bench.tab === 'run' && <RunResults bench={bench} onShowLog={showLog} />}
        {bench.tab === 'input' && desk && <Scrolled label="Input">{desk.input}</Scrolled>}
        {bench.tab === 'account' && (
          <Scrolled label="Account">
            {desk?.account}
            <AccountTab subject={subject} bench={bench} toggled={toggled} focus={focus} onToggle={toggle} />
          </Scrolled>
        )}
        {bench.tab === 'compare' && (
          <Scrolled label="Compare with AWS">
            <CompareTab bench={bench} exercise={exercise} text={history} onText={setHistory} />
          </Scrolled>
        )}
        {bench.tab === 'checks' && exercise && (
          <Scrolled label="Checks">
            <CheckResults exercise={exercise} bench={bench} next={next} />
          </Scrolled>
        )}
        {bench.tab === 'hints' && exercise && (
          <Scrolled label="Hints">
            <HintLadder
              checks={exercise.checks}
              focus={bench.hintsFor}
              failed={failed}
              opened={opened}
              onOpen={(key) => setOpened(new Set([...opened, key]))}
              onSolution={onSolution}
            />
          </Scrolled>
        )}
        {bench.tab === 'predict' && (
          <Scrolled label="Prediction">
            <PromptList
              prompts={prediction.prompts}
              choices={prediction.choices}
              report={prediction.report}
              isLocked={prediction.isLocked}
              onChoose={prediction.choose}
              onShowEvent={(scenario, id) => void bench.showEvent(scenario, id)}
            />
          </Scrolled>
        )}
      </div>
    </>
  )
}

function tabsFor(subject: Subject, report: Report | undefined): readonly Tab<ResultTab>[] {
  if (subject.kind === 'machine') {
    return [
      { id: 'input', label: 'Input' },
      { id: 'run', label: 'Events and data' },
      { id: 'account', label: 'Account' },
      { id: 'compare', label: 'Compare' },
    ]
  }
  if (subject.kind === 'predict') {
    return [
      { id: 'predict', label: 'Prediction' },
      { id: 'run', label: 'Events and data' },
      { id: 'account', label: 'Account' },
      { id: 'compare', label: 'Compare' },
    ]
  }
  return [
    { id: 'run', label: 'Events and data' },
    { id: 'account', label: 'Account' },
    { id: 'checks', label: checksLabel(report) },
    { id: 'hints', label: `Hints (${subject.checks.length * 4})` },
    { id: 'compare', label: 'Compare' },
  ]
}

function checksLabel(report: Report | undefined): string {
  if (report?.outcome === 'passed') return 'Checks: passed'
  const failed = report?.results.filter((result) => !result.verdict.passed).length ?? 0
  return failed > 0 ? `Checks: ${failed} to go` : 'Checks'
}

function RunResults({ bench, onShowLog }: { bench: Bench; onShowLog: (called: CalledFunction) => void }) {
  const { travel, comparison } = bench
  const { run: shown, ghost } = bench.state
  const marks = useMemo(() => comparison && partingMarks(comparison), [comparison])
  if (!shown || !travel) {
    return (
      <p className="m-0 p-4 text-sm text-ink-soft">
        {bench.isPrediction
          ? 'Say first what you think will happen; then Run shows the events here.'
          : 'Run the machine to see its events here, with what goes into each state and what comes out.'}
      </p>
    )
  }
  return (
    // Wide: table and state scroll by themselves. Narrow: all of it is one column that scrolls.
    <div className="h-full min-h-0 overflow-auto print:block @min-[56rem]:flex @min-[56rem]:flex-col @min-[56rem]:overflow-hidden">
      <Waiting bench={bench} />
      <CompareBar bench={bench} travel={travel} />
      <TimeAxisPart
        timeline={travel.timeline}
        at={travel.at}
        run={shown}
        picked={bench.state.picked}
        comparison={comparison}
        onMove={travel.goTo}
      />
      <div className="min-h-0 flex-1 print:block @min-[56rem]:grid @min-[56rem]:grid-cols-[3fr_2fr] @min-[56rem]:grid-rows-1">
        <div className="@container flex h-72 min-h-0 min-w-0 flex-col print:h-auto @min-[56rem]:h-auto">
          <Stale run={shown} bench={bench} />
          {bench.isSideBySide && ghost && comparison ? (
            <SideBySidePart run={shown} ghost={ghost} comparison={comparison} travel={travel} />
          ) : (
            <EventTable
              timeline={travel.timeline}
              playhead={travel.at}
              onChoose={travel.goTo}
              marks={marks}
            />
          )}
        </div>
        <div className="min-h-0 border-t border-line @min-[56rem]:border-t-0 @min-[56rem]:border-l">
          <Scrolled label="Selected state">
            <Inspector bench={bench} travel={travel} onShowLog={onShowLog} />
          </Scrolled>
        </div>
      </div>
    </div>
  )
}

const loadSideBySide = () => import('../time/side-by-side')

function SideBySidePart(props: SideBySideProps) {
  const { Part, isLost } = useLoaded(loadSideBySide, true)
  if (Part) return <Part {...props} />
  return <p className="m-0 p-4 text-sm">{isLost ? 'This could not be loaded.' : 'Loading…'}</p>
}

const loadAxis = () => import('../time/time-axis')

/** Not needed to see that a run has succeeded: loaded with the first run that is looked at. */
function TimeAxisPart(props: TimeAxisProps) {
  const { Part } = useLoaded(loadAxis, true)
  return Part ? <Part {...props} /> : <div className="h-10 shrink-0 border-b border-line" />
}

function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollArea label={label} className="h-full min-h-0">
      {children}
    </ScrollArea>
  )
}
