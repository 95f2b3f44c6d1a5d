import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'idle' | 'accent' | 'running' | 'succeeded' | 'failed' | 'caught'

const tones: Record<Tone, string> = {
  idle: 'bg-idle-wash text-ink-soft',
  accent: 'bg-accent-wash text-accent',
  running: 'bg-running-wash text-running',
  succeeded: 'bg-succeeded-wash text-succeeded',
  failed: 'bg-failed-wash text-failed',
  caught: 'bg-caught-wash text-caught',
}

/** A short label. The tone is never the only carrier of meaning: the words say it too. */
export function Tag({
  tone = 'idle',
  className,
  children,
}: {
  tone?: Tone
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-[0.8125rem] leading-5 font-semibold whitespace-nowrap',
        'forced-colors:border [&_svg]:size-3.5 [&_svg]:shrink-0',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
