import type { Instant } from '@/lib/asl'
import type { Surroundings } from '../answer'
import type { Queue } from './queue'

/** What an event source mapping does: it looks into the queue, and hears how its function's run ended. */
export type QueueHappening =
  | { kind: 'QueuePolled'; queue: string }
  | { kind: 'QueueBatchEnds'; queue: string; done: readonly string[] }

/** Lets the function that works on the queue look then, unless it looks earlier anyway. */
export function appointPoll(queue: Queue, due: Instant, { agenda, at }: Surroundings): void {
  if (!queue.setup.trigger) return
  if (queue.polledAt !== undefined && queue.polledAt >= at && queue.polledAt <= due) return
  queue.polledAt = due
  agenda.at(due, { kind: 'QueuePolled', queue: queue.name })
}
