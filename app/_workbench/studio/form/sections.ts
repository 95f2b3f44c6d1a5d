import type { FieldOwner, QueryLanguage } from '@/lib/asl'
import { type FieldFacts, fieldFactsOf } from '@/lib/language'
import { fieldOrder } from '@/lib/studio'

/** Fields that belong together, under a heading. */
export interface Section {
  title: string
  facts: readonly FieldFacts[]
}

const TITLES = ['What it does', 'Data', 'Time', 'Errors', 'What comes next', 'About it'] as const
type Title = (typeof TITLES)[number]

const PLACES: Readonly<Record<string, Title>> = {
  ...placed(
    'Data',
    'InputPath Parameters Arguments ResultSelector ResultPath Output OutputPath Assign ItemSelector',
  ),
  ...placed('Time', 'TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath'),
  ...placed('Errors', 'Retry Catch'),
  ...placed('What comes next', 'Next End Default'),
  ...placed('About it', 'Comment QueryLanguage Type'),
}

function placed(title: Title, names: string): Record<string, Title> {
  return Object.fromEntries(names.split(' ').map((name) => [name, title]))
}

/** Every field of a kind of object, in sections, in the order in which they are read. */
export function sectionsOf(owner: FieldOwner, language: QueryLanguage): readonly Section[] {
  const order = fieldOrder(owner)
  const facts = fieldFactsOf(owner, language).toSorted(
    (one, other) => order.indexOf(one.name) - order.indexOf(other.name),
  )
  return TITLES.map((title) => ({
    title,
    facts: facts.filter(({ name }) => (PLACES[name] ?? 'What it does') === title),
  })).filter((section) => section.facts.length > 0)
}
