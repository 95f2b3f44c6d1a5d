import { Check, Circle, CircleDot, Eye, LifeBuoy } from 'lucide-react'

/** How someone stands on an exercise, as pages show it. `stuck` is for instructors: failed three times or more in a row. */
export type StandingMarkOf = 'not-started' | 'tried' | 'stuck' | 'assisted' | 'passed' | 'passed-assisted'

export const standingFaces: Record<StandingMarkOf, { icon: typeof Check; words: string; colours: string }> = {
  'not-started': { icon: Circle, words: 'Not started', colours: 'text-ink-faint' },
  tried: { icon: CircleDot, words: 'Tried, not passed', colours: 'bg-running-wash text-running' },
  stuck: { icon: LifeBuoy, words: 'Stuck', colours: 'bg-failed-wash text-failed' },
  assisted: { icon: Eye, words: 'Solution shown, not passed', colours: 'bg-caught-wash text-caught' },
  passed: { icon: Check, words: 'Passed', colours: 'bg-succeeded-wash text-succeeded' },
  'passed-assisted': {
    icon: Check,
    words: 'Passed with the solution shown',
    colours: 'bg-caught-wash text-caught',
  },
}

/** A glyph in its colour; the words are for those who see neither. */
export function StandingMark({ of, className = 'size-7' }: { of: StandingMarkOf; className?: string }) {
  const { icon: Icon, words, colours } = standingFaces[of]
  return (
    <span
      className={`inline-flex shrink-0 items-center justify-center rounded-full forced-colors:border ${colours} ${className}`}
    >
      <Icon aria-hidden className="size-[60%]" />
      <span className="sr-only">{words}</span>
    </span>
  )
}
