'use client'

import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  SkipBack,
  SkipForward,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../_ui/button'
import { Group } from '../../_ui/group'
import { spokenDuration } from '../timeline/spoken-duration'
import type { Bench } from '../use-workbench'
import { momentSentence } from './moment-sentence'
import type { Speed } from './moves'
import type { Travel } from './use-travel'
import { WhatIf } from './what-if'

/** Made once: while the playhead is dragged nothing of them is drawn again. */
const ICONS = {
  ChevronFirst: <ChevronFirst aria-hidden />,
  SkipBack: <SkipBack aria-hidden />,
  ChevronLeft: <ChevronLeft aria-hidden />,
  Pause: <Pause aria-hidden />,
  Play: <Play aria-hidden />,
  ChevronRight: <ChevronRight aria-hidden />,
  SkipForward: <SkipForward aria-hidden />,
  ChevronLast: <ChevronLast aria-hidden />,
}

/** The playhead over the history: drag it, step it, let it play. All views show its moment. */
export function TransportBar({ bench, travel }: { bench: Bench; travel: Travel }) {
  const { timeline, at, playing, goTo, step, stepState } = travel
  const { history } = timeline
  const last = history.length
  const billed = timeline.billedTransitions(at)
  const since = (history[at - 1]?.timestamp ?? 0) - (history[0]?.timestamp ?? 0)
  return (
    <Group
      label="Playhead"
      className="flex min-w-0 flex-wrap items-center gap-x-1 border-t border-line px-2 py-1 text-sm print:hidden"
    >
      <Tool label="To the start" isOff={at === 0} onPress={() => goTo(0)} isExtra>
        {ICONS.ChevronFirst}
      </Tool>
      <Tool label="State before" keys="Control+Shift+F10" isOff={at === 0} onPress={() => stepState(-1)}>
        {ICONS.SkipBack}
      </Tool>
      <Tool label="Event before" keys="Shift+F10" isOff={at === 0} onPress={() => step(-1)}>
        {ICONS.ChevronLeft}
      </Tool>
      <Button size="sm" aria-label={playing.isPlaying ? 'Pause' : 'Play'} onClick={playing.toggle}>
        {playing.isPlaying ? ICONS.Pause : ICONS.Play}
      </Button>
      <Tool label="Next event" keys="F10" isOff={at >= last} onPress={() => step(1)}>
        {ICONS.ChevronRight}
      </Tool>
      <Tool label="Next state" keys="Control+F10" isOff={at >= last} onPress={() => stepState(1)}>
        {ICONS.SkipForward}
      </Tool>
      <Tool label="To the end" isOff={at >= last} onPress={() => goTo(last)} isExtra>
        {ICONS.ChevronLast}
      </Tool>
      <select
        aria-label="Speed"
        value={playing.speed}
        onChange={({ target }) => playing.setSpeed(Number(target.value) as Speed)}
        className="min-h-8 rounded-sm border border-line-strong bg-panel px-1"
      >
        <option value={1}>×1</option>
        <option value={60}>×60</option>
      </select>
      <input
        type="range"
        aria-label="Moment of the run"
        aria-valuetext={momentSentence(timeline, at)}
        min={0}
        max={last}
        value={at}
        onChange={({ target }) => goTo(target.valueAsNumber)}
        onKeyDown={(event) => {
          if (event.key === 'PageUp' || event.key === 'PageDown') stepState(event.key === 'PageUp' ? 1 : -1)
          else if (event.key === ' ') playing.toggle()
          else return
          event.preventDefault()
        }}
        className="order-first h-8 w-[calc(100%-8rem)] accent-accent @min-[34rem]:order-none @min-[34rem]:w-auto @min-[34rem]:min-w-32 @min-[34rem]:flex-1"
      />
      <span className="order-first ml-auto pl-1 text-xs whitespace-nowrap text-ink-soft tabular-nums @min-[34rem]:order-none">
        {at} / {last} · +{spokenDuration(Math.max(0, since))}
        <span className="@max-[48rem]:hidden">
          {' '}
          · {billed} {billed === 1 ? 'transition' : 'transitions'}
        </span>
      </span>
      <WhatIf bench={bench} travel={travel} />
    </Group>
  )
}

function Tool({
  label,
  keys,
  isOff,
  isExtra = false,
  onPress,
  children,
}: {
  label: string
  keys?: string
  isOff: boolean
  /** Left out where it is narrow: the slider does it too. */
  isExtra?: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <Button
      size="sm"
      look="quiet"
      aria-label={label}
      title={label}
      aria-keyshortcuts={keys}
      // Not `disabled`: the button that was pressed last would lose the focus.
      aria-disabled={isOff}
      onClick={() => !isOff && onPress()}
      className={isExtra ? '@max-[34rem]:hidden' : ''}
    >
      {children}
    </Button>
  )
}
