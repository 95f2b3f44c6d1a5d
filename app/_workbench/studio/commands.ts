import { Copy, type LucideIcon, Move, Repeat2, Spline, SquarePen, SquareStack, Trash2 } from 'lucide-react'
import type { JsonPointer } from '@/lib/json'
import type { Studio } from './use-studio'

/** Something that can be done with the selected state; the toolbar and the menu have the same ones. */
export interface Command {
  id: string
  label: string
  icon: LucideIcon
  /** As `aria-keyshortcuts` writes it. */
  keys?: string
  run: () => void
}

export function commandsFor(
  at: JsonPointer,
  studio: Studio,
  { onMove, onFields }: { onMove: (at: JsonPointer) => void; onFields: () => void },
): readonly Command[] {
  return [
    { id: 'fields', label: 'Edit its fields', icon: SquarePen, run: onFields },
    { id: 'move', label: 'Move', icon: Move, run: () => onMove(at) },
    {
      id: 'connect',
      label: 'Connect',
      icon: Spline,
      run: () => studio.setIntent({ kind: 'connect', from: at }),
    },
    { id: 'duplicate', label: 'Duplicate', icon: Copy, keys: 'Control+D', run: () => studio.duplicate(at) },
    { id: 'parallel', label: 'Wrap in Parallel', icon: SquareStack, run: () => studio.wrap(at, 'Parallel') },
    { id: 'map', label: 'Wrap in Map', icon: Repeat2, run: () => studio.wrap(at, 'Map') },
    { id: 'delete', label: 'Delete', icon: Trash2, keys: 'Delete', run: () => studio.remove(at) },
  ]
}
