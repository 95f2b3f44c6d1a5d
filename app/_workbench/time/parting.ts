import { describeEvent, type EventId, type HistoryEvent } from '@/lib/asl'
import type { Comparison } from '@/lib/histories'
import { placesOf } from '../history-import/divergence'
import type { EventMark } from '../results/event-table'

/** Where and how two runs part, in a sentence or two. */
export function partingSentence(
  { here, there, placeOf, differing, firstDivergence, firstOtherWay }: Comparison,
  run: readonly HistoryEvent[],
  other: readonly HistoryEvent[],
): string {
  if (firstDivergence === undefined) return `Both runs are alike, all ${run.length} events.`
  const sentences: string[] = []
  if (firstDivergence !== firstOtherWay) {
    const at = differing.get(firstDivergence) ?? []
    sentences.push(`Their data differ from event ${here[firstDivergence]} on: ${placesOf(at)}.`)
  }
  if (firstOtherWay === undefined) return [...sentences, 'They go the same way all the same.'].join(' ')
  const atSamePlace = (row: number) => row >= firstOtherWay && placeOf[row] === placeOf[firstOtherWay]
  const [mine, theirs] = [here, there].map((side, index) => {
    const row = side.findIndex((event, place) => event !== 0 && atSamePlace(place))
    return (index === 0 ? run : other)[(side[row] ?? 0) - 1]
  })
  const where = mine ? `event ${mine.id}` : `event ${theirs?.id} of the other run`
  sentences.push(`They part at ${where}. This run: ${told(mine)} The other run: ${told(theirs)}`)
  return sentences.join(' ')
}

function told(event: HistoryEvent | undefined): string {
  return event ? describeEvent(event) : 'nothing more happens there.'
}

/** What the event table says of the rows where this run parts from the other. */
export function partingMarks({ here, there, differing }: Comparison): ReadonlyMap<EventId, EventMark> {
  const marks = new Map<EventId, EventMark>()
  for (const [row, id] of here.entries()) {
    if (id === 0) continue
    if (there[row] === 0) marks.set(id, ONLY_HERE)
    else if (differing.has(row)) marks.set(id, DIFFERS)
  }
  return marks
}

const ONLY_HERE: EventMark = { sign: '+', words: 'only in this run' }
const DIFFERS: EventMark = { sign: '≠', words: 'other data than in the other run' }
