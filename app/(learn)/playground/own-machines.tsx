'use client'

import { Copy, Pencil, Trash2, Undo2 } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Tag } from '@/app/_ui/tag'
import { sketchAddress } from './sketch-address'
import { type OwnMachine, useOwnMachines } from './use-own-machines'

/** So many are shown at once; the room for them is there before they are known, so that nothing moves. */
const SHOWN = 3

/** What the learner has made so far: opened, renamed, copied and deleted here. */
export function OwnMachines() {
  const own = useOwnMachines()
  const { machines, deleted, trouble } = own
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? machines : machines?.slice(0, SHOWN)
  const heading = useRef<HTMLHeadingElement>(null)
  const undoing = useRef<HTMLButtonElement>(null)
  // The line that had the focus is gone; the way back is the next best place.
  useEffect(() => {
    if (deleted) undoing.current?.focus()
  }, [deleted])
  return (
    <section className="mt-14 min-h-80 sm:min-h-72 print:hidden" aria-labelledby="own">
      <h2 ref={heading} id="own" tabIndex={-1} className="text-2xl font-bold tracking-tight outline-none">
        Your machines
      </h2>
      <div role="status" className="mt-2 flex min-h-9 flex-wrap items-center gap-3 text-sm">
        {trouble !== undefined && <p className="m-0 text-failed">{trouble}</p>}
        {deleted && (
          <>
            <p className="m-0">“{deleted.sketch.name}” is deleted.</p>
            <Button
              ref={undoing}
              size="sm"
              onClick={() => {
                heading.current?.focus()
                void own.undo()
              }}
            >
              <Undo2 aria-hidden /> Undo
            </Button>
          </>
        )}
      </div>
      {machines?.length === 0 && (
        <p className="mt-1 max-w-prose text-ink-soft">
          None yet. A new machine, or an example that you change, is kept here.
        </p>
      )}
      {shown && shown.length > 0 && (
        <ul className="m-0 mt-1 list-none divide-y divide-line border-y border-line p-0">
          {shown.map((machine) => (
            <MachineLine
              key={machine.sketchId}
              machine={machine}
              onRename={(name) => void own.rename(machine.sketchId, name)}
              onDuplicate={() => void own.duplicate(machine.sketchId)}
              onDelete={() => void own.remove(machine.sketchId)}
            />
          ))}
        </ul>
      )}
      {machines && machines.length > SHOWN && (
        <Button className="mt-3" size="sm" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Show the latest ${SHOWN}` : `Show all ${machines.length}`}
        </Button>
      )}
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
  const pencil = useRef<HTMLButtonElement>(null)
  const close = () => {
    setRenaming(false)
    pencil.current?.focus()
  }
  const rename = (newName: string) => {
    close()
    if (newName !== '' && newName !== machine.name) onRename(newName)
  }
  const { name } = machine
  return (
    <li className="m-0 flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      {isRenaming ? (
        <RenameForm name={name} onRename={rename} onClose={close} />
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
        <Button
          ref={pencil}
          look="quiet"
          size="sm"
          aria-label={`Rename ${name}`}
          onClick={() => setRenaming(true)}
        >
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
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
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
