import { useState } from 'react'
import { type Redaction, redact } from '@/lib/histories'
import type { JsonObject } from '@/lib/json'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'

const CHOICES: readonly { id: keyof Redaction; label: string; meaning: string }[] = [
  { id: 'accounts', label: 'Account ids', meaning: 'every number of twelve digits' },
  { id: 'arns', label: 'Names in ARNs', meaning: 'of functions, roles, executions, and of workers' },
  {
    id: 'payloads',
    label: 'Payloads',
    meaning: 'the values in inputs, outputs, parameters, variables and causes; names of members stay',
  },
]

/** Asks what to take out before a copy is written to a file. State names and error names always stay. */
export function SaveDialog({
  originals,
  onClose,
}: {
  originals: readonly JsonObject[]
  onClose: () => void
}) {
  const [redaction, setRedaction] = useState<Redaction>({ accounts: true, arns: true, payloads: true })
  const save = () => {
    const isWhole = !redaction.accounts && !redaction.arns && !redaction.payloads
    const history = redact(originals, redaction)
    download(JSON.stringify(history, null, 2), isWhole ? 'history.json' : 'history-redacted.json')
    onClose()
  }
  return (
    <Dialog title="Save a copy of the history" onClose={onClose}>
      <p className="mt-0">
        The copy goes to a file on your computer, and nowhere else. What should be taken out of it first?
      </p>
      <fieldset className="m-0 border-0 p-0">
        <legend className="sr-only">Take out</legend>
        {CHOICES.map(({ id, label, meaning }) => (
          <label key={id} className="flex min-h-8 items-start gap-2 py-1">
            <input
              type="checkbox"
              checked={redaction[id]}
              onChange={(event) => setRedaction({ ...redaction, [id]: event.target.checked })}
              className="mt-1 size-4"
            />
            <span>
              {label} <span className="text-ink-soft">({meaning})</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="text-sm text-ink-soft">
        Names of states and of errors stay. Read the file before you give it away.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button look="primary" onClick={save}>
          Save
        </Button>
      </div>
    </Dialog>
  )
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
