'use client'

import { type Dispatch, useEffect, useRef } from 'react'
import type { EventId, StateName, Timeline } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { useSteady } from '../use-steady'
import type { WorkbenchAction, WorkbenchState } from '../workbench-state'
import { momentSentence } from './moment-sentence'
import { byState, entryOf } from './moves'
import { type Playing, usePlaying } from './use-playing'

/** So long after the last move the editor, the sentence and the account follow: they cannot keep pace with a drag. */
const SETTLED_MS = 200

/** The functions are the same for as long as the workbench stands. */
export interface Travel {
  timeline: Timeline
  at: EventId
  playing: Playing
  goTo: (event: EventId) => void
  /** By one event. */
  step: (by: 1 | -1) => void
  /** To the next or former beginning of a state. */
  stepState: (by: 1 | -1) => void
  /** To the next entry of the state, or else its first. */
  runTo: (state: StateName) => void
  toggleBreakpoint: (state: StateName) => void
}

/** Going back and forth in the run that is shown; nothing without one. */
export function useTravel({
  state,
  timeline,
  dispatch,
  pointerOf,
  reveal,
  say,
}: {
  state: WorkbenchState
  timeline: Timeline | undefined
  dispatch: Dispatch<WorkbenchAction>
  pointerOf: (name: StateName | undefined) => JsonPointer | undefined
  reveal: (at: JsonPointer) => void
  say: (sentence: string) => void
}): Travel | undefined {
  const { playhead, breakpoints } = state
  const settling = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(settling.current), [])

  const goTo = (event: EventId) => {
    if (!timeline) return
    const to = Math.min(timeline.history.length, Math.max(0, event))
    const selected = pointerOf(timeline.visitOf(to)?.visit.name)
    dispatch({ type: 'PlayheadMoved', to, ...(selected !== undefined && { selected }) })
    clearTimeout(settling.current)
    settling.current = setTimeout(() => {
      say(momentSentence(timeline, to))
      if (selected !== undefined) reveal(selected)
    }, SETTLED_MS)
  }
  const playing = usePlaying(timeline, playhead, breakpoints, goTo)

  /** Whoever moves the playhead by hand has stopped playing. */
  const byHand = (event: EventId) => {
    playing.pause()
    goTo(event)
  }
  const moves = useSteady({
    goTo: byHand,
    step: (by: 1 | -1) => byHand(playhead + by),
    stepState: (by: 1 | -1) => {
      if (timeline) byHand(byState(timeline, playhead, by))
    },
    runTo: (name: StateName) => {
      const entry = timeline && entryOf(timeline, name, playhead)
      if (entry === undefined) say(`The run does not enter ${name}.`)
      else byHand(entry)
    },
    toggleBreakpoint: (name: StateName) => {
      dispatch({ type: 'BreakpointToggled', state: name })
      say(
        breakpoints.has(name) ? `No breakpoint at ${name} any more.` : `Playing stops where ${name} begins.`,
      )
    },
  })
  return timeline && { timeline, at: playhead, playing, ...moves }
}
