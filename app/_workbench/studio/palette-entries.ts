import type { QueryLanguage, StateType } from '@/lib/asl'
import { type Action, actions, flowStates, type NewState, newFlowState, newTask } from '@/lib/studio'

/** What the palette is divided into; the last is only there while something is searched for. */
export const GROUPS = ['Flow', 'Actions', 'Any AWS action'] as const

/** One line of the palette. */
export interface PaletteEntry {
  id: string
  group: (typeof GROUPS)[number]
  type: StateType
  title: string
  help: string
  make: (language: QueryLanguage) => NewState
}

export const entries: readonly PaletteEntry[] = [
  ...flowStates.map(
    (flow): PaletteEntry => ({
      id: flow.id,
      group: 'Flow',
      type: flow.type,
      title: flow.title,
      help: flow.help,
      make: (language) => newFlowState(flow, language),
    }),
  ),
  ...actions.map((action) => entryOf(action, 'Actions')),
]

/** A line for an action. */
export function entryOf(action: Action, group: PaletteEntry['group']): PaletteEntry {
  return {
    id: action.resource,
    group,
    type: 'Task',
    title: action.title,
    help: action.help,
    make: (language) => newTask(action, language),
  }
}

/** Those in which every word of the query begins a word, or which hold the query as it is; titles count first. */
export function matching(query: string): readonly PaletteEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return entries
  const fits = (text: string) => words.every((word) => text.includes(word))
  const byTitle = entries.filter(({ title }) => fits(spread(title)))
  const byAll = entries.filter(
    (entry) => !byTitle.includes(entry) && fits(spread(`${entry.title} ${entry.help} ${entry.type}`)),
  )
  return [...byTitle, ...byAll]
}

/** In lower case, with `SendMessage` found by "send message" too. */
function spread(text: string): string {
  return `${text} ${text.replace(/([a-z])([A-Z])/g, '$1 $2')}`.toLowerCase()
}
