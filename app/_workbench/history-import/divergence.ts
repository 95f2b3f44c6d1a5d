import type { AlignedEvent, Alignment } from '@/lib/histories'

/** What the alignment comes to, in a sentence or two. */
export function divergenceSentence({ rows, firstDivergence, withoutData }: Alignment): string {
  const row = firstDivergence === undefined ? undefined : rows[firstDivergence]
  if (row) return `They first part at ${partingOf(row)}`
  const kept =
    withoutData > 0
      ? ` ${withoutData === 1 ? 'One pair of events was' : `${withoutData} pairs of events were`} compared without data, because one side has none there.`
      : ''
  return `Both histories agree, all ${rows.length} events.${kept} Ids that AWS makes, times, names, and the order of what runs at once do not count.`
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
