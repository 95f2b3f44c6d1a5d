import type { EventId, Timeline } from '@/lib/asl'
import { rowOf } from '../timeline/event-rows'
import { spokenDuration } from '../timeline/spoken-duration'

/** The moment in a sentence: "Event 12 of 60, 2.5 s after the start: Charge ends." */
export function momentSentence(timeline: Timeline, at: EventId): string {
  const { history } = timeline
  const row = rowOf(timeline, at)
  if (!row) return `Before the first of ${history.length} events.`
  const where = row.state === undefined || row.meaning.startsWith(row.state) ? '' : ` In ${row.state}.`
  const within = row.within.length > 0 ? ` (${row.within.join(', ')})` : ''
  return `Event ${at} of ${history.length}, ${spokenDuration(row.since)} after the start: ${row.meaning}${where}${within}`
}
