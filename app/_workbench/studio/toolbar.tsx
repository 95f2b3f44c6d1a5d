import { Check, Plus, Redo2, Undo2 } from 'lucide-react'
import { Button } from '../../_ui/button'
import { Group } from '../../_ui/group'
import type { Command } from './commands'
import type { Drawing } from './drawing'

/** Undo, redo, add; and what can be done with the selected state, by its name. */
export function Toolbar({
  drawing,
  name,
  commands,
  onAdd,
  onDone,
}: {
  drawing: Drawing
  /** Of the selected state. */
  name: string | undefined
  commands: readonly Command[]
  onAdd: () => void
  onDone: () => void
}) {
  return (
    <Group
      label="Drawing"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-0.5 border-b border-line bg-panel px-1.5 py-1"
    >
      <Button look="quiet" size="sm" onClick={onAdd}>
        <Plus aria-hidden /> Add a state
      </Button>
      <Button
        look="quiet"
        size="sm"
        aria-label="Undo"
        title="Undo"
        aria-keyshortcuts="Control+Z"
        onClick={drawing.undo}
      >
        <Undo2 aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="sm"
        aria-label="Redo"
        title="Redo"
        aria-keyshortcuts="Control+Shift+Z"
        onClick={drawing.redo}
      >
        <Redo2 aria-hidden />
      </Button>
      {name !== undefined && (
        <Group label={name} className="ml-1 flex flex-wrap items-center border-l border-line pl-1">
          {commands.map(({ id, label, icon: Icon, keys, run }) => (
            <Button
              key={id}
              look="quiet"
              size="sm"
              aria-label={`${label}: ${name}`}
              title={label}
              {...(keys && { 'aria-keyshortcuts': keys })}
              onClick={run}
            >
              <Icon aria-hidden />
            </Button>
          ))}
        </Group>
      )}
      <Button look="quiet" size="sm" className="ml-auto" onClick={onDone}>
        <Check aria-hidden /> Done
      </Button>
    </Group>
  )
}
