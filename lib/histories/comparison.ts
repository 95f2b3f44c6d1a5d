import type { EventId } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import type { AlignedEvent, Alignment } from './align'
import type { RecordedEvent } from './recorded-event'

/**
 * An alignment as numbers, for whoever has both histories already: handed from one thread to another it costs next
 * to nothing. Events are ids; 0 stands for none.
 */
export interface Comparison {
  /** By row. */
  here: Int32Array
  there: Int32Array
  /** By row: an index into `places`. */
  placeOf: Int32Array
  /** The branches and iterations around, outermost first. */
  places: readonly (readonly string[])[]
  /** Rows whose partners disagree, and where. */
  differing: ReadonlyMap<number, readonly JsonPointer[]>
  /** The row where the two first part; nothing when they are equal. */
  firstDivergence?: number
  /** The row from which on they go different ways, and do not only hold different data. */
  firstOtherWay?: number
  withoutData: number
}

export function comparisonOf({ rows, firstDivergence, withoutData }: Alignment): Comparison {
  const here = new Int32Array(rows.length)
  const there = new Int32Array(rows.length)
  const placeOf = new Int32Array(rows.length)
  const known = new Map<string, number>()
  const places: (readonly string[])[] = []
  const differing = new Map<number, readonly JsonPointer[]>()
  let firstOtherWay: number | undefined
  for (const [index, row] of rows.entries()) {
    if ('here' in row) here[index] = row.here.id
    if ('there' in row) there[index] = row.there.id
    if (row.kind === 'differs') differing.set(index, row.at)
    if (goesAnotherWay(row)) firstOtherWay ??= index
    const key = row.within.join('\n')
    const place = known.get(key) ?? places.push(row.within) - 1
    known.set(key, place)
    placeOf[index] = place
  }
  return {
    here,
    there,
    placeOf,
    places,
    differing,
    ...(firstDivergence !== undefined && { firstDivergence }),
    ...(firstOtherWay !== undefined && { firstOtherWay }),
    withoutData,
  }
}

/** Looks an event up by its id; ids begin with 1. */
export type EventById = (id: EventId) => RecordedEvent | undefined

/** The row as `align` had it. */
export function rowOfComparison(
  comparison: Comparison,
  row: number,
  hereById: EventById,
  thereById: EventById,
): AlignedEvent | undefined {
  const within = comparison.places[comparison.placeOf[row] ?? -1] ?? []
  const here = hereById(comparison.here[row] ?? 0)
  const there = thereById(comparison.there[row] ?? 0)
  if (here && there) {
    const at = comparison.differing.get(row)
    return at ? { kind: 'differs', here, there, at, within } : { kind: 'same', here, there, within }
  }
  if (here) return { kind: 'only here', here, within }
  return there && { kind: 'only there', there, within }
}

function goesAnotherWay(row: AlignedEvent): boolean {
  return (
    row.kind === 'only here' ||
    row.kind === 'only there' ||
    (row.kind === 'differs' && row.at.includes('/name'))
  )
}
