import type { StateStatus } from '@/lib/asl'

/** How a state stands at the playhead. `idle` is a state that was not entered. */
export type ShownStatus = StateStatus | 'idle'

export const STATUS_WORDS: Readonly<Record<ShownStatus, string>> = {
  idle: 'not entered',
  running: 'running',
  retrying: 'failed, to be tried again',
  succeeded: 'succeeded',
  caught: 'failed and caught',
  failed: 'failed',
  aborted: 'stopped',
}
