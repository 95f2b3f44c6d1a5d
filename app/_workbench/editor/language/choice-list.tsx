'use client'

import clsx from 'clsx'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { TextWithCode } from '../../../_ui/text-with-code'

/** Something to choose, and what is done then. Code stands in backticks. */
export interface Choice {
  label: string
  detail: string
  act: () => void
}

/** A list to choose from: arrow keys, the first letters, Enter; Escape goes back. It takes the focus when it comes, so another list has another key. */
export function ChoiceList({
  title,
  choices,
  onClose,
}: {
  title: string
  choices: readonly Choice[]
  onClose: () => void
}) {
  const [index, setIndex] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const optionId = (at: number) => `${id}-${at}`

  useEffect(() => list.current?.focus(), [])
  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }, [index])

  const act = (choice: Choice | undefined) => {
    onClose()
    choice?.act()
  }
  const keys = (event: KeyboardEvent) => {
    const last = choices.length - 1
    if (event.key === 'ArrowDown') setIndex(Math.min(index + 1, last))
    else if (event.key === 'ArrowUp') setIndex(Math.max(index - 1, 0))
    else if (event.key === 'Home') setIndex(0)
    else if (event.key === 'End') setIndex(last)
    else if (event.key === 'Enter' || event.key === ' ') act(choices[index])
    else if (event.key === 'Escape') onClose()
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey)
      setIndex(nextBy(event.key, choices, index))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={title}
      aria-activedescendant={optionId(index)}
      onKeyDown={keys}
      className="max-h-64 overflow-y-auto p-1 -outline-offset-2"
    >
      {choices.map((choice, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
        <div
          key={optionId(at)}
          id={optionId(at)}
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          onClick={() => act(choice)}
          className={clsx(
            'cursor-pointer rounded-sm px-2 py-1.5',
            at === index ? 'bg-accent text-on-accent' : 'hover:bg-idle-wash',
          )}
        >
          <span className="block font-semibold [overflow-wrap:anywhere]">
            <TextWithCode text={choice.label} />
          </span>
          <span className={clsx('block text-xs [overflow-wrap:anywhere]', at !== index && 'text-ink-soft')}>
            <TextWithCode text={choice.detail} />
          </span>
        </div>
      ))}
    </div>
  )
}

/** The next choice that begins with a letter, from the top again behind the last. */
function nextBy(letter: string, choices: readonly Choice[], index: number): number {
  const begins = ({ label }: Choice) =>
    label
      .replace(/^[$`"]/, '')
      .toLowerCase()
      .startsWith(letter.toLowerCase())
  const after = choices.findIndex((choice, at) => at > index && begins(choice))
  const found = after >= 0 ? after : choices.findIndex(begins)
  return found >= 0 ? found : index
}
