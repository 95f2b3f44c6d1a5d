import { useCallback, useEffect, useState } from 'react'
import { ask, NoAnswer, type Plan, type Planned, type RunState } from './aws-run'

export type AwsRunView =
  | { phase: 'asking' }
  | { phase: 'not enabled'; because: string }
  | { phase: 'idle'; problem?: string }
  | { phase: 'planning' }
  | { phase: 'planned'; plan: Plan; problem?: string }
  | { phase: 'running' | 'ended'; run: RunState; problem?: string }

const POLL_MS = 1_000

interface Latest {
  enabled: boolean
  because?: string
  runs?: readonly { id: string; state: RunState['state'] }[]
}

/** A learner's run of an exercise on AWS, from plan to receipt; a run that is under way is found again. */
export function useAwsRun(exerciseId: string, textNow: () => string) {
  const [view, setView] = useState<AwsRunView>({ phase: 'asking' })

  useEffect(() => {
    let isGone = false
    const look = async () => {
      const {
        enabled,
        because = '',
        runs = [],
      } = await ask<Latest>(`?exerciseId=${encodeURIComponent(exerciseId)}`)
      if (!enabled) return setView({ phase: 'not enabled', because })
      const [latest] = runs
      if (!latest) return setView({ phase: 'idle' })
      const run = await ask<RunState>(`/${latest.id}`)
      if (!isGone) setView({ phase: run.state === 'running' ? 'running' : 'ended', run })
    }
    look().catch((error) => !isGone && setView({ phase: 'idle', problem: messageOf(error) }))
    return () => {
      isGone = true
    }
  }, [exerciseId])

  const runningId = view.phase === 'running' ? view.run.id : undefined
  useEffect(() => {
    if (runningId === undefined) return
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    const poll = async () => {
      try {
        const run = await ask<RunState>(`/${runningId}`)
        if (isGone) return
        setView({ phase: run.state === 'running' ? 'running' : 'ended', run })
        if (run.state !== 'running') return
      } catch (error) {
        // The run goes on by itself; only the news of it is missing.
        if (!isGone) setView((before) => ({ ...before, problem: messageOf(error) }) as AwsRunView)
      }
      if (!isGone) timer = setTimeout(poll, POLL_MS)
    }
    timer = setTimeout(poll, POLL_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [runningId])

  const plan = useCallback(async () => {
    setView({ phase: 'planning' })
    try {
      const planned = await ask<Planned>('', { exerciseId, definition: textNow() })
      setView(
        planned.ok ? { phase: 'planned', plan: planned.plan } : { phase: 'idle', problem: planned.message },
      )
    } catch (error) {
      setView({ phase: 'idle', problem: messageOf(error) })
    }
  }, [exerciseId, textNow])

  const start = useCallback(async (agreed: Plan) => {
    try {
      await ask(`/${agreed.runId}`, { yes: true })
      setView({ phase: 'running', run: await ask<RunState>(`/${agreed.runId}`) })
    } catch (error) {
      setView({ phase: 'planned', plan: agreed, problem: messageOf(error) })
    }
  }, [])

  const giveUpPlan = useCallback(() => setView({ phase: 'idle' }), [])

  const sweep = useCallback(async (id: string) => {
    try {
      await ask('/sweep', {})
      const run = await ask<RunState>(`/${id}`)
      setView({ phase: run.state === 'running' ? 'running' : 'ended', run })
    } catch (error) {
      setView((before) => ({ ...before, problem: messageOf(error) }) as AwsRunView)
    }
  }, [])

  return { view, plan, start, giveUpPlan, sweep }
}

function messageOf(error: unknown): string {
  if (error instanceof NoAnswer) return error.message
  throw error
}
