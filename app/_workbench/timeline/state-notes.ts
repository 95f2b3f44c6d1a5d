import type { Standing, StateName, Timeline } from '@/lib/asl'

/** What stands beside a state in the graph, short and in words. */
export interface StateNote {
  short: string
  words: string
}

/** Counts of loops and retries, breakpoints, and where two runs went different ways. */
export function stateNotes(
  standings: ReadonlyMap<StateName, Standing>,
  breakpoints: ReadonlySet<StateName>,
  run: Timeline | undefined,
  other: Timeline | undefined,
): ReadonlyMap<StateName, StateNote> {
  const notes = new Map<StateName, StateNote>()
  const add = (name: StateName, short: string, words: string) => {
    const before = notes.get(name)
    notes.set(
      name,
      before ? { short: `${before.short} ${short}`, words: `${before.words}, ${words}` } : { short, words },
    )
  }
  for (const name of breakpoints) add(name, '●', 'breakpoint')
  for (const [name, { entered, retries }] of standings) {
    if (entered > 1) add(name, `×${entered}`, `entered ${entered} times`)
    if (retries > 0) add(name, `↻${retries}`, retries === 1 ? '1 retry' : `${retries} retries`)
  }
  if (!run || !other) return notes
  const [here, there] = [run, other].map((one) => new Set(one.tracks.at(one.history.length).keys()))
  for (const name of here ?? []) if (!there?.has(name)) add(name, '≠', 'not entered in the other run')
  for (const name of there ?? []) if (!here?.has(name)) add(name, '≠', 'entered in the other run')
  return notes
}
