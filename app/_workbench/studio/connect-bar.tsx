import { useEffect, useRef, useState } from 'react'
import { isJsonObject, parsedJson } from '@/lib/json'
import { type Connection, connectionsOf, nameOf, objectAt, statesBeside } from '@/lib/studio'
import { Button } from '../../_ui/button'
import { Select } from './form/select'

const WORDS: Readonly<Record<Connection, string>> = {
  Next: 'next',
  Default: 'when no rule holds',
  Rule: 'by a new rule',
  Catch: 'when it fails',
}

/** Chooses how a state leads on, and to which other. */
export function ConnectBar({
  source,
  from,
  onConnect,
  onCancel,
}: {
  source: string
  from: string
  onConnect: (by: Connection, to: string) => void
  onCancel: () => void
}) {
  const definition = parsedJson(source)
  const state = objectAt(definition, from)
  const type = isJsonObject(state) && typeof state.Type === 'string' ? state.Type : ''
  const ways = connectionsOf(type)
  const others = statesBeside(definition, from)
  const [by, setBy] = useState<Connection | undefined>(ways[0])
  const [to, setTo] = useState(others.find((name) => name !== nameOf(from)) ?? others[0] ?? '')
  const bar = useRef<HTMLFormElement>(null)
  useEffect(() => bar.current?.querySelector<HTMLElement>('select, button')?.focus(), [])
  return (
    <form
      ref={bar}
      onSubmit={(event) => {
        event.preventDefault()
        if (by) onConnect(by, to)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-wash px-3 py-2 text-sm"
    >
      {by === undefined ? (
        <p className="m-0">{nameOf(from)} ends the execution; nothing follows it.</p>
      ) : (
        <>
          <span className="font-semibold break-words">{nameOf(from)} leads</span>
          <Select label="How" value={by} options={ways.map((way) => [way, WORDS[way]])} onChange={setBy} />
          <span>to</span>
          <Select label="To" value={to} options={others.map((name) => [name, name])} onChange={setTo} />
          <Button type="submit" size="sm" look="primary">
            Connect
          </Button>
        </>
      )}
      <Button size="sm" look="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}
