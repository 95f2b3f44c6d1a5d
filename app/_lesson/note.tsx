import { BadgeDollarSign, GraduationCap, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { NoteKind } from '@/lib/curriculum'

const faces: Record<NoteKind, { icon: typeof TriangleAlert; title: string; edge: string; head: string }> = {
  trap: { icon: TriangleAlert, title: 'A trap', edge: 'border-caught', head: 'text-caught' },
  exam: { icon: GraduationCap, title: 'In the exam', edge: 'border-accent', head: 'text-accent' },
  cost: { icon: BadgeDollarSign, title: 'What it costs', edge: 'border-succeeded', head: 'text-succeeded' },
}

/** Something beside the thread of the text: a trap, what the exam asks, what it costs. */
export function Note({ kind, children }: { kind: NoteKind; children: ReactNode }) {
  const { icon: Icon, title, edge, head } = faces[kind]
  return (
    <div role="note" className={`border-l-[3px] py-0.5 pl-5 ${edge}`}>
      <p className={`flex items-center gap-1.5 text-sm font-bold ${head}`}>
        <Icon aria-hidden className="size-4" />
        {title}
      </p>
      <div className="mt-1 [&>*+*]:mt-3">{children}</div>
    </div>
  )
}
