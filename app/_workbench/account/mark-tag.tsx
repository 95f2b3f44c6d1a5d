import { Ban, Check, Hourglass, type LucideIcon, Minus, Pencil, Plus, X } from 'lucide-react'
import { Tag, type Tone } from '@/app/_ui/tag'
import type { Mark } from './content/resource'

const FACES: Readonly<Record<Mark['glyph'], { icon: LucideIcon; tone: Tone }>> = {
  added: { icon: Plus, tone: 'succeeded' },
  changed: { icon: Pencil, tone: 'caught' },
  removed: { icon: Minus, tone: 'failed' },
  waiting: { icon: Hourglass, tone: 'running' },
  good: { icon: Check, tone: 'succeeded' },
  bad: { icon: X, tone: 'failed' },
  stopped: { icon: Ban, tone: 'idle' },
}

/** A glyph, words, and a colour that says the same again. */
export function MarkTag({ mark }: { mark: Mark }) {
  const face = FACES[mark.glyph]
  return (
    <Tag tone={face.tone} className="shrink-0">
      <face.icon aria-hidden />
      {mark.words}
    </Tag>
  )
}
