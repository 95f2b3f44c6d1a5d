'use client'

import { Copy, Pencil, Trash2, Undo2 } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Tag } from '@/app/_ui/tag'
import { sketchAddress } from './sketch-address'
import { type OwnMachine, useOwnMachines } from './use-own-machines'

/** What the learner has made so far: opened, renamed, copied and deleted here. */
export function OwnMachines() {
  const own = useOwnMachines()
  const { machines, deleted, trouble } = own
  if (machines === undefined || (machines.length === 0 && !deleted)) return null
  return (
    <section className="mt-14 print:hidden" aria-labelledby="own">
      <h2 id="own" className="text-2xl font-bold tracking-tight">
        Your machines
      </h2>
      <div role="status" className="mt-2 flex min-h-9 flex-wrap items-center gap-3 text-sm">
        {trouble !== undefined && <p className="m-0 text-failed">{trouble}</p>}
        {deleted && (
          <>
            <p className="m-0">“{deleted.sketch.name}” is deleted.</p>
            <Button size="sm" onClick={() => void own.undo()}>
              <Undo2 aria-hidden /> Undo
            </Button>
          </>
        )}
      </div>
      <ul className="m-0 mt-1 list-none divide-y divide-line border-y border-line p-0">
        {machines.map((machine) => (
          <MachineLine
            key={machine.sketchId}
            machine={machine}
            onRename={(name) => void own.rename(machine.sketchId, name)}
            onDuplicate={() => void own.duplicate(machine.sketchId)}
            onDelete={() => void own.remove(machine.sketchId)}
          />
        ))}
      </ul>
    </section>
  )
}

function MachineLine({
  machine,
  onRename,
  onDuplicate,
  onDelete,
}: {
  machine: OwnMachine
  onRename: (name: string) => void
  onDuplicate: () => void
  onDelete: () => void
}) {
  const [isRenaming, setRenaming] = useState(false)
  const rename = (newName: string) => {
    setRenaming(false)
    if (newName !== '' && newName !== machine.name) onRename(newName)
  }
  const { name } = machine
  return (
    <li className="m-0 flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      {isRenaming ? (
        <RenameForm name={name} onRename={rename} onClose={() => setRenaming(false)} />
      ) : (
        // Not a link of the router: it would open the page anew only when the path changes.
        <a
          href={sketchAddress(machine.sketchId)}
          className="min-w-0 flex-1 basis-60 text-lg font-semibold break-words text-accent hover:underline"
        >
          {name}
        </a>
      )}
      {machine.isOnlyHere && <Tag tone="caught">only in this browser</Tag>}
      <time dateTime={new Date(machine.savedAt).toISOString()} className="text-sm text-ink-faint">
        {new Date(machine.savedAt).toLocaleString()}
      </time>
      <span className="flex">
        <Button look="quiet" size="sm" aria-label={`Rename ${name}`} onClick={() => setRenaming(true)}>
          <Pencil aria-hidden />
        </Button>
        <Button look="quiet" size="sm" aria-label={`Duplicate ${name}`} onClick={onDuplicate}>
          <Copy aria-hidden />
        </Button>
        <Button look="quiet" size="sm" aria-label={`Delete ${name}`} onClick={onDelete}>
          <Trash2 aria-hidden />
        </Button>
      </span>
    </li>
  )
}

/** It takes the focus: whoever opens it has just asked to type here. */
function RenameForm({
  name,
  onRename,
  onClose,
}: {
  name: string
  /** Told the name as typed, without spaces around it. */
  onRename: (name: string) => void
  onClose: () => void
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onRename(String(new FormData(event.currentTarget).get('name')).trim())
  }
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-1 basis-60 flex-wrap gap-2">
      <input
        ref={input}
        name="name"
        aria-label={`New name of ${name}`}
        defaultValue={name}
        maxLength={100}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        className="min-h-9 min-w-0 flex-1 rounded-md border border-line-strong bg-panel px-2"
      />
      <Button size="sm" look="primary" type="submit">
        Rename
      </Button>
    </form>
  )
}
