'use client'

import { FolderOpen } from 'lucide-react'
import { useId, useState } from 'react'
import { ulid } from 'ulid'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { FileInput } from '@/app/_ui/file-input'
import { type Importable, MOST_IMPORT_BYTES, readImport } from '@/lib/exports'
import type { Sketch } from '@/lib/playground'
import { sketchAddress } from './sketch-address'
import { keepSketch } from './sketch-store'
import { TextArea } from './text-area'

/** The button, and the dialog that reads a definition or a template and opens what is in it as a new machine. */
export function ImportButton({ usualAccount }: { usualAccount: Sketch['account'] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <FolderOpen aria-hidden /> Open a definition
      </Button>
      {isOpen && <ImportDialog usualAccount={usualAccount} onClose={() => setOpen(false)} />}
    </>
  )
}

function ImportDialog({ usualAccount, onClose }: { usualAccount: Sketch['account']; onClose: () => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [found, setFound] = useState<readonly Importable[]>([])
  const id = useId()

  const change = (changed: string) => {
    setText(changed)
    setProblem(undefined)
    setFound([])
  }
  const open = async ({ name, type, definition }: Importable) => {
    const sketchId = ulid()
    const sketch: Sketch = {
      name: name?.slice(0, 100) ?? 'Opened definition',
      type,
      definition,
      inputs: [{ title: 'Input', text: '{}' }],
      chosen: 0,
      account: usualAccount,
    }
    if (await keepSketch({ sketchId, sketch, savedAt: Date.now() })) location.assign(sketchAddress(sketchId))
    else
      setProblem(
        'This browser keeps nothing, so nothing can be opened. Paste the text into a new machine instead.',
      )
  }
  const read = async () => {
    const result = await readImport(text).catch(() => undefined)
    if (!result) return setProblem('What reads YAML could not be loaded. Check the connection and try again.')
    if (!result.ok) return setProblem(result.error)
    const [only, ...more] = result.value
    if (only && more.length === 0) await open(only)
    else setFound(result.value)
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > MOST_IMPORT_BYTES)
      setProblem('The file is larger than 4 MiB, more than any definition may be.')
    else change(await file.text())
  }
  return (
    <Dialog title="Open a definition" size="lg" onClose={onClose}>
      <p className="mt-0">
        ASL in JSON or YAML, or a CloudFormation or SAM template with state machines in it. It is read in this
        page and opened as a new machine of yours.
      </p>
      <label htmlFor={`${id}file`} className="block text-sm font-semibold text-ink-soft">
        From a file
      </label>
      <FileInput
        id={`${id}file`}
        accept=".json,.yaml,.yml,.asl,.template,.txt"
        onChange={(event) => void take(event.target.files?.[0])}
        className="mt-1 mb-3 block"
      />
      <TextArea
        label="The text"
        text={text}
        describedBy={`${id}problem`}
        isWrong={problem !== undefined}
        className="h-[35dvh]"
        onChange={change}
      />
      <p id={`${id}problem`} role="status" className="mt-2 mb-0 min-h-6 text-failed">
        {problem}
      </p>
      {found.length > 0 ? (
        <div>
          <p className="m-0 mb-2">The template has {found.length} machines. Which one?</p>
          <div className="flex flex-wrap gap-2">
            {found.map((one) => (
              <Button key={one.name} onClick={() => void open(one)}>
                {one.name}
              </Button>
            ))}
          </div>
        </div>
      ) : (
        <div className="flex justify-end">
          <Button look="primary" onClick={() => void read()}>
            Open as a new machine
          </Button>
        </div>
      )}
    </Dialog>
  )
}
