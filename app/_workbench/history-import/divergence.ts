import { type AlignedEvent, type Comparison, type EventById, rowOfComparison } from '@/lib/histories'

/** What the two histories are called. */
export interface Sides {
  hereTitle: string
  thereTitle: string
  /** What the sign before a row means. */
  words: Readonly<Record<AlignedEvent['kind'], string>>
}

export const AWS: Sides = {
  hereTitle: 'Here',
  thereTitle: 'AWS',
  words: { same: 'agree', differs: 'differ', 'only here': 'only here', 'only there': 'only on AWS' },
}

/** What the comparison with AWS comes to, in a sentence or two. */
export function divergenceSentence(
  comparison: Comparison,
  hereById: EventById,
  thereById: EventById,
): string {
  const { firstDivergence, withoutData } = comparison
  const row =
    firstDivergence === undefined
      ? undefined
      : rowOfComparison(comparison, firstDivergence, hereById, thereById)
  if (row) return `They first part at ${partingOf(row)}`
  const kept =
    withoutData > 0
      ? ` ${withoutData === 1 ? 'One pair of events was' : `${withoutData} pairs of events were`} compared without data, because one side has none there.`
      : ''
  return `Both histories agree, all ${comparison.here.length} events.${kept} Ids that AWS makes, times, names, and the order of what runs at once do not count.`
}

function partingOf(row: AlignedEvent): string {
  const where = row.within.length > 0 ? ` (${row.within.join(' ▸ ')})` : ''
  switch (row.kind) {
    case 'only here':
      return `event ${row.here.id} of the run here, ${titleOf(row.here)}${where}: AWS has nothing like it at that place.`
    case 'only there':
      return `event ${row.there.id} of AWS, ${titleOf(row.there)}${where}: the run here has nothing like it at that place.`
    case 'differs':
      return `event ${row.here.id} here and ${row.there.id} on AWS, ${titleOf(row.here)}${where}: ${placesOf(row.at)}.`
    case 'same':
      return ''
  }
}

/** `/output/total and /error differ` */
export function placesOf(at: readonly string[]): string {
  const shown = at.slice(0, 3).map((place) => (place === '/previousEventId' ? 'what caused it' : place))
  const more = at.length > shown.length ? ', and more,' : ''
  return `${shown.join(', ')}${more} ${at.length === 1 ? 'differs' : 'differ'}`
}

/** `TaskStateEntered Charge` */
export function titleOf({ type, details }: { type: string; details: { readonly name?: unknown } }): string {
  return typeof details.name === 'string' ? `${type} ${details.name}` : type
}
