import clsx from 'clsx'
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Group } from '../../_ui/group'
import { TypeGlyph } from '../graph/glyphs'
import { GROUPS, matching, type PaletteEntry } from './palette-entries'
import { useSdkActions } from './use-sdk-actions'

/** What can be added: a search field and its list, to choose from by keys, to press, or to drag onto the picture. */
export function Palette({
  input,
  where,
  onChoose,
  onDrag,
  onLeave,
}: {
  input: RefObject<HTMLInputElement | null>
  /** The place that the choice goes to, for a listener. */
  where: string | undefined
  onChoose: (entry: PaletteEntry) => void
  onDrag: (event: PointerEvent, entry: PaletteEntry) => void
  /** Escape was pressed in an empty field. */
  onLeave: () => void
}) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const sdk = useSdkActions(query)
  const found = useMemo(() => [...matching(query), ...sdk], [query, sdk])
  const optionId = (index: number) => `${id}-${index}`

  const show = (index: number) => {
    setActive(index)
    document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' })
  }
  const keys = (event: KeyboardEvent) => {
    const last = found.length - 1
    if (event.key === 'ArrowDown') show(Math.min(active + 1, last))
    else if (event.key === 'ArrowUp') show(Math.max(active - 1, 0))
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      const entry = found[active]
      if (entry) onChoose(entry)
    } else if (event.key === 'Escape') {
      if (query === '') onLeave()
      setQuery('')
      setActive(0)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="border-b border-line p-2">
        <input
          ref={input}
          role="combobox"
          aria-label="Search states and actions"
          aria-describedby={`${id}-where`}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
          placeholder="Search…"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
            list.current?.scrollTo(0, 0)
          }}
          onKeyDown={keys}
          className="w-full rounded-sm border border-line-strong bg-panel px-2 py-1.5 text-sm"
        />
        <p id={`${id}-where`} className="m-0 mt-1 text-xs text-ink-soft">
          {where === undefined ? 'Choose a place in the picture.' : `Goes ${where}.`}
        </p>
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="States and actions"
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'Enter') keys(event)
        }}
        className="min-h-0 flex-1 overflow-y-auto p-1 -outline-offset-2"
      >
        {GROUPS.map((group) => (
          <PaletteGroup key={group} name={group}>
            {found.map((entry, index) =>
              entry.group === group ? (
                <Option
                  key={entry.id}
                  id={optionId(index)}
                  entry={entry}
                  isActive={index === active}
                  onChoose={() => {
                    setActive(index)
                    onChoose(entry)
                  }}
                  onDrag={(event) => onDrag(event, entry)}
                />
              ) : null,
            )}
          </PaletteGroup>
        ))}
        {found.length === 0 && <p className="m-0 p-2 text-sm text-ink-soft">Nothing of that name.</p>}
      </div>
    </div>
  )
}

function PaletteGroup({ name, children }: { name: string; children: readonly (React.ReactNode | null)[] }) {
  if (children.every((child) => child === null)) return null
  return (
    <Group label={name}>
      <p aria-hidden className="m-0 px-2 pt-2 pb-0.5 text-xs font-semibold text-ink-faint">
        {name}
      </p>
      {children}
    </Group>
  )
}

function Option({
  id,
  entry,
  isActive,
  onChoose,
  onDrag,
}: {
  id: string
  entry: PaletteEntry
  isActive: boolean
  onChoose: () => void
  onDrag: (event: PointerEvent) => void
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      title={entry.help}
      onClick={onChoose}
      onPointerDown={onDrag}
      className={clsx(
        'flex touch-pan-y cursor-grab items-center gap-2 rounded-sm px-2 py-1.5 text-sm select-none',
        isActive ? 'bg-accent-wash outline outline-accent' : 'hover:bg-idle-wash',
      )}
    >
      <svg aria-hidden viewBox="0 0 16 16" className="size-4 shrink-0 text-ink-soft">
        <TypeGlyph type={entry.type} x={0} y={0} />
      </svg>
      <span className="min-w-0 break-words">{entry.title}</span>
    </div>
  )
}
