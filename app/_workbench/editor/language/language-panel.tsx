'use client'

import { X } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../../_ui/button'
import { Group } from '../../../_ui/group'
import { TextWithCode } from '../../../_ui/text-with-code'
import { ChoiceList } from './choice-list'
import { HelpText } from './help-text'
import type { Language, LanguagePanelState } from './use-language'

/** What the language has to say about the place of the cursor, above the problems. Escape closes it. */
export function LanguagePanel({ language }: { language: Language }) {
  const { panel, close } = language
  if (!panel) return null
  return (
    <Group
      label={titleOf(panel)}
      className="absolute inset-x-0 bottom-10 z-20 border-t border-line bg-panel text-sm shadow-floating"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        close()
      }}
    >
      <div className="flex items-center justify-between gap-2 border-b border-line px-3 py-1">
        <p className="m-0 text-sm font-semibold">{titleOf(panel)}</p>
        <Button look="quiet" size="sm" aria-label="Close" onClick={close}>
          <X aria-hidden />
        </Button>
      </div>
      {panel.kind === 'help' && (
        <section
          ref={language.helpSection}
          tabIndex={-1}
          aria-label="Help"
          className="grid max-h-64 gap-1.5 overflow-y-auto px-3 py-2"
        >
          <HelpText help={panel.help} />
        </section>
      )}
      {panel.kind === 'choices' && (
        <ChoiceList key={panel.asked} title={panel.title} choices={panel.choices} onClose={close} />
      )}
      {panel.kind === 'rename' && (
        <RenameForm key={panel.offset} panel={panel} onRename={language.rename} onClose={close} />
      )}
    </Group>
  )
}

function titleOf(panel: LanguagePanelState): string {
  switch (panel.kind) {
    case 'help':
      return 'Help'
    case 'choices':
      return panel.title
    case 'rename':
      return `Rename ${panel.name}`
  }
}

function RenameForm({
  panel,
  onRename,
  onClose,
}: {
  panel: Extract<LanguagePanelState, { kind: 'rename' }>
  onRename: (name: string) => Promise<void>
  onClose: () => void
}) {
  const [name, setName] = useState(panel.name)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => input.current?.select(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onRename(name)
  }
  return (
    <form onSubmit={submit} className="grid gap-2 px-3 py-2">
      <label className="grid gap-1">
        New name, in {panel.count} {panel.count === 1 ? 'place' : 'places'}
        <input
          ref={input}
          value={name}
          onChange={(event) => setName(event.target.value)}
          aria-invalid={panel.problem !== undefined}
          aria-describedby={id}
          className="min-h-10 rounded-md border border-line-strong bg-panel px-2 font-mono text-sm"
        />
      </label>
      <p id={id} role="alert" className="m-0 text-failed empty:hidden">
        {panel.problem !== undefined && <TextWithCode text={panel.problem} />}
      </p>
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm">
          Rename
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
