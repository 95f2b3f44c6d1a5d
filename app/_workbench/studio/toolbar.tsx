import { Check, type LucideIcon, Plus, Redo2, Undo2 } from 'lucide-react'
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
      <Tool title="Undo" keys="Control+Z" icon={Undo2} onPress={drawing.undo} />
      <Tool title="Redo" keys="Control+Shift+Z" icon={Redo2} onPress={drawing.redo} />
      {name !== undefined && (
        <Group label={name} className="ml-1 flex flex-wrap items-center border-l border-line pl-1">
          {commands.map(({ id, label, icon, keys, run }) => (
            <Tool key={id} title={label} of={name} keys={keys} icon={icon} onPress={run} />
          ))}
        </Group>
      )}
      <Button look="quiet" size="sm" className="ml-auto" onClick={onDone}>
        <Check aria-hidden /> Done
      </Button>
    </Group>
  )
}

function Tool({
  title,
  of,
  keys,
  icon: Icon,
  onPress,
}: {
  title: string
  /** The state that it is for. */
  of?: string
  keys: string | undefined
  icon: LucideIcon
  onPress: () => void
}) {
  return (
    <Button
      look="quiet"
      size="sm"
      aria-label={of === undefined ? title : `${title}: ${of}`}
      title={title}
      aria-keyshortcuts={keys}
      onClick={onPress}
    >
      <Icon aria-hidden />
    </Button>
  )
}
