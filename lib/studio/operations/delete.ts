import type { StateName } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { type Change, change, refuse } from '../change'
import { exitOf, leadTo } from '../places'
import { machineOf, nameOf, type Reference, referencesIn, stateAround, stateAt, statesOf } from '../structure'
import type { Draft } from '../text/draft'

/** Takes a state away: what led to it leads to what it led to, or ends where it ended. */
export function deleteState(source: string, state: JsonPointer): Change {
  return change(source, (draft) => {
    if (!draft.has(state)) refuse(`The state ${nameOf(state)} is no longer there.`)
    const [machine, name] = [machineOf(state), nameOf(state)]
    const next = exitOf(draft, state)
    const { still, before } = bypass(draft, state)
    draft.remove(state)
    const select = [next, before].find((one) => one !== undefined && draft.has(stateAt(machine, one)))
    const open =
      still.length === 0 ? '' : ` ${still.join(' and ')} still names it: choose another state there.`
    return {
      says: `Deleted ${name}.${open}`,
      ...(select !== undefined && { select: stateAt(machine, select) }),
    }
  })
}

/** What is left to do after the states around one have been led past it. */
interface Bypassed {
  /** The states with a rule or catcher that has nowhere else to go. */
  still: readonly StateName[]
  /** A state that led to it. */
  before: StateName | undefined
}

/** Leads past a state whatever named it. Rules and catchers cannot end a machine: where it ended they keep its name. */
export function bypass(draft: Draft, state: JsonPointer): Bypassed {
  const [machine, name] = [machineOf(state), nameOf(state)]
  const next = exitOf(draft, state)
  const naming = referencesIn(draft, machine).filter(
    (reference) =>
      reference.to === name && (reference.kind === 'Start' || stateAround(reference.at) !== state),
  )
  const still = new Set<StateName>()
  // From the back: taking a `Default` away moves nothing that comes before it.
  for (const reference of naming.reverse()) {
    if (!redirect(draft, reference, next, machine, name)) still.add(nameOf(stateAround(reference.at) ?? ''))
  }
  const first = naming.find(({ kind }) => kind !== 'Start')
  return { still: [...still], before: first && nameOf(stateAround(first.at) ?? '') }
}

function redirect(
  draft: Draft,
  { at, kind }: Reference,
  next: StateName | undefined,
  machine: JsonPointer,
  name: StateName,
): boolean {
  if (kind === 'Start') {
    const others = statesOf(draft, machine).filter((other) => other !== name)
    draft.replace(at, next !== undefined && others.includes(next) ? next : (others[0] ?? ''))
    return true
  }
  if (next !== undefined) {
    draft.replace(at, next)
    return true
  }
  if (kind === 'Rule' || kind === 'Catch') return false
  leadTo(draft, stateAround(at) ?? '', undefined)
  return true
}
