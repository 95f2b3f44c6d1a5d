import clsx from 'clsx'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { ScrollArea } from '@/app/_ui/scroll-area'
import type { Resource } from './content/resource'

/** The code of a function, with the line on which it failed. */
export function CodeView({ name, code }: { name: string; code: NonNullable<Resource['code']> }) {
  const { text, failedLine } = code
  const [isAsked, setAsked] = useState<boolean>()
  const isOpen = isAsked ?? failedLine !== undefined
  return (
    <div className="px-3 pt-2">
      <Button size="sm" aria-expanded={isOpen} onClick={() => setAsked(!isOpen)}>
        {isOpen ? 'Hide the code' : 'Show the code'}
      </Button>
      {isOpen && (
        <ScrollArea
          label={`Code of ${name}`}
          className="mt-2 max-h-72 rounded-md border border-line bg-sunken print:max-h-none"
        >
          <ol className="m-0 w-max min-w-full list-none p-0 py-1 font-mono text-[0.8125rem] leading-5">
            {text.split('\n').map((line, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
                key={index}
                className={clsx('m-0 flex', index + 1 === failedLine && 'bg-failed-wash font-semibold')}
              >
                <span className="w-10 shrink-0 pr-2 text-right text-ink-faint select-none">{index + 1}</span>
                <span className="pr-3 whitespace-pre">
                  {line}
                  {index + 1 === failedLine && <span className="text-failed"> ← it failed here</span>}
                </span>
              </li>
            ))}
          </ol>
        </ScrollArea>
      )}
    </div>
  )
}
