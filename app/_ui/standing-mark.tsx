import { Check, Circle, CircleDot, HandHelping, LifeBuoy, X } from 'lucide-react'

/** How someone stands on an exercise. Learners see started or not; `failing` and `stuck` are for instructors. */
export type StandingState =
  | 'not-started'
  | 'started'
  | 'working'
  | 'failing'
  | 'stuck'
  | 'passed'
  | 'passed-assisted'

export const standingFaces: Record<StandingState, { icon: typeof Check; words: string; colours: string }> = {
  'not-started': { icon: Circle, words: 'Not started', colours: 'bg-idle-wash text-idle' },
  started: { icon: CircleDot, words: 'Started', colours: 'bg-running-wash text-running' },
  working: {
    icon: CircleDot,
    words: 'Working, nothing checked yet',
    colours: 'bg-running-wash text-running',
  },
  failing: { icon: X, words: 'Checked, not passed yet', colours: 'bg-failed-wash text-failed' },
  stuck: { icon: LifeBuoy, words: 'Stuck', colours: 'bg-failed text-paper' },
  passed: { icon: Check, words: 'Passed', colours: 'bg-succeeded-wash text-succeeded' },
  'passed-assisted': {
    icon: HandHelping,
    words: 'Passed after seeing the solution',
    colours: 'bg-caught-wash text-caught',
  },
}

/** A glyph in its colour; the words are for those who see neither. */
export function StandingMark({ of, className = 'size-7' }: { of: StandingState; className?: string }) {
  const { icon: Icon, words, colours } = standingFaces[of]
  return (
    <span
      title={words}
      className={`inline-flex shrink-0 items-center justify-center rounded-full forced-colors:border ${colours} ${className}`}
    >
      <Icon aria-hidden className="size-[58%]" />
      <span className="sr-only">{words}</span>
    </span>
  )
}
