import { useMemo, useRef, useState } from 'react'
import type { QueryLanguage } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import {
  type Change,
  type Connection,
  connect,
  type DropTarget,
  deleteState,
  dropTargets,
  duplicateState,
  insertState,
  languageOf,
  leadPlaceTo,
  moveState,
  type NewState,
  obstacle,
  wrapState,
} from '@/lib/studio'
import type { Picture } from '../workers/messages'
import type { Drawing } from './drawing'

/** What the next choice of a place or a state is for. */
export type Intent =
  | { kind: 'add' }
  | { kind: 'move'; state: JsonPointer }
  | { kind: 'connect'; from: JsonPointer }

/** What can be done to the picture, and what is being done. */
export function useStudio(drawing: Drawing, picture: Picture) {
  const [intent, setIntent] = useState<Intent>({ kind: 'add' })
  const [aim, setAim] = useState<string>()
  /** What to put the focus on once it has been drawn: a state, or the first place of what is empty now. */
  const awaited = useRef<JsonPointer | 'entry'>(undefined)
  const all = useMemo(() => dropTargets(picture.layout, picture.outline), [picture])
  const { selected } = drawing
  // The side of every state that can fail would be too many: only the selected one shows it.
  const targets = useMemo(
    () => all.filter(({ place, near }) => place.kind !== 'Catch' || near === selected),
    [all, selected],
  )
  const aimed = targets.find(({ key }) => key === aim) ?? usualTarget(targets, selected)

  /** Carries a change out, or says why not. */
  function perform(make: (source: string) => Change): boolean {
    const change = make(drawing.textNow())
    if (!change.ok) {
      drawing.say(change.because)
      return false
    }
    drawing.edit(change.edits)
    if (change.select !== undefined) drawing.mark(change.select)
    awaited.current = change.select ?? 'entry'
    drawing.say(change.says)
    setIntent({ kind: 'add' })
    setAim(undefined)
    return true
  }

  return {
    intent,
    setIntent,
    targets,
    aimed,
    aimAt: setAim,
    awaited,
    perform,
    add: (target: DropTarget, make: (language: QueryLanguage) => NewState) =>
      perform((source) => {
        const because = obstacle(source)
        return because === undefined
          ? insertState(source, target.place, make(languageOf(source)))
          : { ok: false, because }
      }),
    move: (state: JsonPointer, target: DropTarget) =>
      perform((source) => moveState(source, state, target.place)),
    duplicate: (state: JsonPointer) => perform((source) => duplicateState(source, state)),
    remove: (state: JsonPointer) => perform((source) => deleteState(source, state)),
    wrap: (state: JsonPointer, type: 'Parallel' | 'Map') =>
      perform((source) => wrapState(source, state, type)),
    connect: (from: JsonPointer, by: Connection, to: string) =>
      perform((source) => connect(source, from, by, to)),
    leadTo: (target: DropTarget, to: JsonPointer) =>
      perform((source) => leadPlaceTo(source, target.place, to)),
  }
}

export type Studio = ReturnType<typeof useStudio>

/** Where a state goes when no place was chosen: behind the selected one, or else at the end. */
function usualTarget(
  targets: readonly DropTarget[],
  selected: JsonPointer | undefined,
): DropTarget | undefined {
  return (
    targets.find(({ near, isBefore }) => near !== undefined && near === selected && !isBefore) ??
    targets.find(({ place }) => place.kind === 'End' || place.kind === 'Empty') ??
    targets[0]
  )
}
