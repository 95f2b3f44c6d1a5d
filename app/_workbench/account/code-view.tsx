import clsx from 'clsx'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { ScrollArea } from '@/app/_ui/scroll-area'
import type { Resource } from './content/resource'

type Code = NonNullable<Resource['code']>

/** The code of a function, with the lines in which it failed. */
export function CodeView({ name, code }: { name: string; code: Code }) {
  const [isAsked, setAsked] = useState<boolean>()
  const isOpen = isAsked ?? code.failedLines.length > 0
  return (
    <div className="px-3 pt-2">
      <Button size="sm" aria-expanded={isOpen} onClick={() => setAsked(!isOpen)}>
        {isOpen ? 'Hide the code' : 'Show the code'}
      </Button>
      {isOpen && (
        <ScrollArea
          label={`Code of ${name}`}
          className="mt-2 max-h-72 rounded-md border border-line bg-sunken"
        >
          <ol className="m-0 w-max min-w-full list-none p-0 py-1 font-mono text-[0.8125rem] leading-5">
            {linesOf(code).map(({ number, line, hasFailed }) => (
              <li key={number} className={clsx('m-0 flex', hasFailed && 'bg-failed-wash font-semibold')}>
                <span className="flex w-12 shrink-0 items-center justify-end gap-0.5 pr-2 text-ink-faint select-none">
                  {hasFailed && <X role="img" aria-label="It failed here" className="size-3.5 text-failed" />}
                  {number}
                </span>
                <span className="pr-3 whitespace-pre">{line}</span>
              </li>
            ))}
          </ol>
        </ScrollArea>
      )}
    </div>
  )
}

function linesOf({ text, failedLines }: Code): { number: number; line: string; hasFailed: boolean }[] {
  return text.split('\n').map((line, index) => {
    const number = index + 1
    return { number, line, hasFailed: failedLines.includes(number) }
  })
}
