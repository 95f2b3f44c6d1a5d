'use client'

import { type ChangeEvent, useId, useMemo, useState } from 'react'
import { LONGEST_HISTORY_TEXT, recordedEvents } from '@/lib/histories'
import { Button } from '../../_ui/button'
import { FileInput } from '../../_ui/file-input'
import type { ShownRun } from '../workbench-state'
import { ComparedTable } from './aligned-table'
import { SaveDialog } from './save-dialog'
import { useImported } from './use-alignment'

const COMMAND = 'aws stepfunctions get-execution-history --include-execution-data --execution-arn ARN'

export interface ComparePaneProps {
  /** The last run in the simulated account. */
  run: ShownRun | undefined
  /** What was pasted or read from a file; kept outside so that another tab does not lose it. */
  text: string
  onText: (text: string) => void
}

/** A history from AWS, pasted or uploaded, beside the run. All of it happens here: nothing is sent. */
export default function ComparePane({ run, text, onText }: ComparePaneProps) {
  const [isSaving, setSaving] = useState(false)
  const [fileFault, setFileFault] = useState<string>()
  const fieldId = useId()
  const helpId = useId()
  const fileId = useId()
  const imported = useImported(text, run)
  const read = imported?.phase === 'read' ? imported.read : undefined
  const comparison = imported?.phase === 'read' ? imported.comparison : undefined

  const open = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    if (!file) return
    if (file.size > LONGEST_HISTORY_TEXT) {
      setFileFault(`${file.name} is larger than ${LONGEST_HISTORY_TEXT / 1_000_000} MB.`)
      return
    }
    try {
      const content = await file.text()
      setFileFault(undefined)
      onText(content)
    } catch {
      setFileFault(`${file.name} cannot be read. Choose it again.`)
    }
  }

  const here = useMemo(() => run && recordedEvents(run.run.history), [run])
  const fault =
    fileFault ??
    (read?.ok === false ? read.error : imported?.phase === 'lost' ? imported.sentence : undefined)
  return (
    <div className="p-4 text-sm">
      <label htmlFor={fieldId} className="font-semibold">
        History from AWS
      </label>
      <p id={helpId} className="mt-1 mb-2 text-ink-soft">
        The output of <code className="break-words">{COMMAND}</code>. It stays in this browser; nothing is
        sent.
      </p>
      <textarea
        id={fieldId}
        value={text}
        onChange={(event) => {
          setFileFault(undefined)
          onText(event.target.value)
        }}
        aria-describedby={helpId}
        aria-invalid={fault !== undefined}
        spellCheck={false}
        autoComplete="off"
        rows={4}
        className="block w-full resize-y rounded-md border border-line-strong bg-sunken px-3 py-2 font-mono text-[0.8125rem]"
      />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <label htmlFor={fileId} className="text-ink-soft">
          or a file
        </label>
        <FileInput id={fileId} accept=".json,.txt,application/json" onChange={open} />
        {read?.ok && (
          <Button size="sm" onClick={() => setSaving(true)}>
            Save a copy…
          </Button>
        )}
        {text !== '' && (
          <Button size="sm" look="quiet" onClick={() => onText('')}>
            Clear
          </Button>
        )}
      </div>
      {fault !== undefined && (
        <p role="alert" className="mt-2 mb-0 text-failed">
          {fault}
        </p>
      )}
      {read?.ok && !run && (
        <p role="status" className="mt-3 mb-0">
          {read.value.events.length} events read. Run the machine here to see them beside its own.
        </p>
      )}
      {imported?.phase === 'reading' && (
        <p role="status" className="mt-3 mb-0 text-ink-soft">
          Reading the history …
        </p>
      )}
      {read?.ok && here && comparison && (
        <ComparedTable here={here} imported={read.value} comparison={comparison} />
      )}
      {isSaving && read?.ok && (
        <SaveDialog originals={read.value.originals} onClose={() => setSaving(false)} />
      )}
    </div>
  )
}
