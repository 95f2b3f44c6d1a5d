'use client'

import { Clock, FastForward } from 'lucide-react'
import { useId, useState } from 'react'
import type { JsonValue } from '@/lib/json'
import type { Act, Waiting, WaitingTask } from '@/lib/sandbox'
import { Button } from '../../_ui/button'
import { JsonView } from '../results/json-view'
import { spokenDuration } from '../timeline/spoken-duration'
import type { Bench } from '../use-workbench'

/** A card for each task that somebody outside has to answer, and the clock, which stands still meanwhile. */
export default function WaitingCards({ bench, waiting }: { bench: Bench; waiting: Waiting }) {
  const start = bench.state.run?.run.startDate ?? waiting.at
  const act = (one: Act) => void bench.act(one)
  return (
    <section
      aria-label="Waiting for an answer"
      className="shrink-0 @min-[56rem]:max-h-[60%] @min-[56rem]:overflow-auto border-b border-line bg-running-wash px-3 py-2 text-sm"
    >
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <p className="m-0 mr-auto">
          <Clock aria-hidden className="mr-1 inline size-4" />
          The clock stands at +{spokenDuration(waiting.at - start)}.{' '}
          {waiting.nextDueAt === undefined
            ? 'Nothing more happens by itself.'
            : `By itself something happens ${spokenDuration(waiting.nextDueAt - waiting.at)} from now.`}
        </p>
        <ClockButtons waiting={waiting} onAct={act} />
      </div>
      <ul className="m-0 grid list-none gap-2 p-0">
        {waiting.tasks.map((task) => (
          <li key={task.taskToken} className="m-0 min-w-0">
            <Card task={task} waiting={waiting} onAct={act} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ClockButtons({ waiting, onAct }: { waiting: Waiting; onAct: (act: Act) => void }) {
  const [seconds, setSeconds] = useState(10)
  const isValid = seconds > 0 && seconds <= 315_360_000
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button
        size="sm"
        aria-disabled={waiting.nextDueAt === undefined}
        onClick={() => waiting.nextDueAt !== undefined && onAct({ act: 'NextDue' })}
      >
        <FastForward aria-hidden /> To the next event
      </Button>
      <label className="flex items-center gap-1">
        <span className="sr-only">Seconds to let pass</span>
        <input
          type="number"
          min={1}
          value={Number.isNaN(seconds) ? '' : seconds}
          onChange={({ target }) => setSeconds(target.valueAsNumber)}
          className="min-h-8 w-20 rounded-sm border border-line-strong bg-panel px-1.5 tabular-nums"
        />
        s
      </label>
      <Button
        size="sm"
        aria-disabled={!isValid}
        onClick={() => isValid && onAct({ act: 'PassTime', ms: Math.round(seconds * 1000) })}
      >
        Let pass
      </Button>
    </div>
  )
}

function Card({ task, waiting, onAct }: { task: WaitingTask; waiting: Waiting; onAct: (act: Act) => void }) {
  const { taskToken, stateName, resource, kind, isTaken, heartbeats } = task
  const [output, setOutput] = useState('{}')
  const [error, setError] = useState('Rejected')
  const [cause, setCause] = useState('')
  const [problem, setProblem] = useState<string>()
  const id = useId()
  const succeed = () => {
    let parsed: JsonValue
    try {
      parsed = JSON.parse(output) as JsonValue
    } catch {
      setProblem('The output is not JSON. Text needs double quotes: "yes".')
      return
    }
    onAct({ act: 'Succeed', taskToken, output: parsed })
  }
  const fail = () =>
    onAct({
      act: 'Fail',
      taskToken,
      ...(error !== '' && { error }),
      ...(cause !== '' && { cause }),
    })
  const waited = spokenDuration(waiting.at - task.createdAt)
  return (
    <article aria-labelledby={id} className="grid gap-2 rounded-md border border-line-strong bg-panel p-3">
      <p id={id} className="m-0 break-words">
        <span className="font-bold">{stateName}</span> waits for{' '}
        {kind === 'activity' ? 'a worker' : 'an answer'}
        <span className="text-ink-soft">
          {' '}
          · {resource} · for {waited}
          {heartbeats > 0 && ` · ${heartbeats} ${heartbeats === 1 ? 'heartbeat' : 'heartbeats'}`}
        </span>
      </p>
      <div className="grid gap-2 @min-[48rem]:grid-cols-2">
        <JsonView label="What the other side was sent" value={task.input} />
        <div className="grid content-start gap-2">
          <label className="grid gap-1">
            <span className="font-semibold">Output, as JSON</span>
            <textarea
              value={output}
              rows={2}
              spellCheck={false}
              autoComplete="off"
              aria-invalid={problem !== undefined}
              onChange={({ target }) => {
                setOutput(target.value)
                setProblem(undefined)
              }}
              className={FIELD}
            />
          </label>
          {problem !== undefined && (
            <p role="alert" className="m-0 text-failed">
              {problem}
            </p>
          )}
          <div className="grid grid-cols-2 gap-2">
            <label className="grid gap-1">
              <span className="font-semibold">Error</span>
              <input
                value={error}
                maxLength={256}
                onChange={({ target }) => setError(target.value)}
                className={FIELD}
              />
            </label>
            <label className="grid gap-1">
              <span className="font-semibold">Cause</span>
              <input value={cause} onChange={({ target }) => setCause(target.value)} className={FIELD} />
            </label>
          </div>
        </div>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" look="primary" onClick={succeed}>
          Succeed
        </Button>
        <Button size="sm" onClick={fail}>
          Fail
        </Button>
        {kind === 'activity' && !isTaken && (
          <Button size="sm" onClick={() => onAct({ act: 'TakeTask', taskToken })}>
            Take the task
          </Button>
        )}
        <Button size="sm" onClick={() => onAct({ act: 'Heartbeat', taskToken })}>
          Heartbeat
        </Button>
        <Button size="sm" onClick={() => onAct({ act: 'LetExpire', taskToken })}>
          Let it expire
        </Button>
      </div>
    </article>
  )
}

const FIELD =
  'min-h-8 w-full min-w-0 rounded-sm border border-line-strong bg-sunken px-2 py-1 font-mono text-[0.8125rem] font-normal'
