'use client'
import { machineAnchor } from './anchors'
import { useLitState } from './lit-state'

/** The name of a state in the text. Pointing at it or reaching it by keyboard lights the state up in its graph. */
export function StateName({ name, machine }: { name: string; machine: string | undefined }) {
  const { light } = useLitState(machine ?? '')
  if (machine === undefined) return <code>{name}</code>
  return (
    <a
      href={`#${machineAnchor(machine)}`}
      className="rounded-sm border border-line bg-panel px-1 font-semibold !text-ink !no-underline hover:border-accent hover:!text-accent"
      onPointerEnter={() => light(name)}
      onPointerLeave={() => light(undefined)}
      onFocus={() => light(name)}
      onBlur={() => light(undefined)}
    >
      {name}
    </a>
  )
}
