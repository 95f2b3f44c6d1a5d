'use client'

import { Download } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { cdkStack, samTemplate, yamlOf } from '@/lib/exports'
import type { JsonValue } from '@/lib/json'
import type { Sketch } from '@/lib/playground'
import { CopyButton } from './copy-button'
import { download } from './download'

interface Format {
  label: string
  /** What follows the name of the file. */
  ending: string
  about: string
  make: (sketch: Sketch, definition: JsonValue) => string | Promise<string>
}

const FORMATS = {
  json: {
    label: 'ASL, as JSON',
    ending: '.asl.json',
    about: 'The definition as it stands in the editor.',
    make: ({ definition }) => definition,
  },
  yaml: {
    label: 'ASL, as YAML',
    ending: '.asl.yaml',
    about: 'The same in YAML, which templates and the AWS Toolkit also take.',
    make: (_sketch, definition) => yamlOf(definition),
  },
  sam: {
    label: 'SAM template',
    ending: '.template.yaml',
    about: 'For sam deploy. What the machine calls, and its role, are parameters.',
    make: ({ name, type }, definition) => samTemplate({ name, type, definition }),
  },
  cdk: {
    label: 'CDK stack, in TypeScript',
    ending: '-stack.ts',
    about: 'For CDK version 2. What the machine calls stands in one list, to be replaced by your constructs.',
    make: ({ name, type }, definition) => cdkStack({ name, type, definition }),
  },
} as const satisfies Record<string, Format>

type FormatId = keyof typeof FORMATS
const IDS: readonly FormatId[] = ['json', 'yaml', 'sam', 'cdk']

/** The machine as a file, in one of four forms, to save or to copy. */
export function ExportDialog({ sketch, onClose }: { sketch: Sketch; onClose: () => void }) {
  const [chosen, setChosen] = useState<FormatId>('json')
  const [made, setMade] = useState<{ text: string } | { problem: string }>()
  const id = useId()
  const format: Format = FORMATS[chosen]
  useEffect(() => {
    let isCurrent = true
    void exported(FORMATS[chosen], sketch).then((result) => isCurrent && setMade(result))
    return () => {
      isCurrent = false
    }
  }, [chosen, sketch])
  const fileName = `${sketch.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'machine'}${format.ending}`
  return (
    <Dialog title="Export" size="lg" onClose={onClose}>
      <label htmlFor={id} className="block text-sm font-semibold text-ink-soft">
        Format
      </label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => setChosen(IDS.find((one) => one === event.target.value) ?? 'json')}
        className="mt-1 min-h-10 max-w-full rounded-md border border-line-strong bg-panel px-2"
      >
        {IDS.map((one) => (
          <option key={one} value={one}>
            {FORMATS[one].label}
          </option>
        ))}
      </select>
      <p className="mt-2 mb-3 text-sm text-ink-soft">{format.about}</p>
      {made && 'problem' in made && (
        <p role="alert" className="text-failed">
          {made.problem}
        </p>
      )}
      {made && 'text' in made && (
        <>
          <textarea
            readOnly
            aria-label={`${format.label}, to read`}
            value={made.text}
            className="block h-[40dvh] w-full resize-y rounded-md border border-line bg-sunken p-3 font-mono text-sm leading-6"
          />
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <CopyButton key={chosen} text={made.text} />
            <Button look="primary" onClick={() => download(fileName, made.text)}>
              <Download aria-hidden /> Save {fileName.length < 40 ? fileName : `…${format.ending}`}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

async function exported(format: Format, sketch: Sketch): Promise<{ text: string } | { problem: string }> {
  let definition: JsonValue
  try {
    definition = JSON.parse(sketch.definition)
  } catch {
    return {
      problem: 'The definition is not JSON at the moment. Mend what is marked in the editor, then export it.',
    }
  }
  try {
    return { text: await format.make(sketch, definition) }
  } catch {
    return {
      problem: 'What writes this format could not be loaded. Check the connection and open this again.',
    }
  }
}
