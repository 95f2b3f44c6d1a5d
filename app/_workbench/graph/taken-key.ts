import type { StateName } from '@/lib/asl'

/** Key of a transition that was taken; states are told apart by name, which is unique in a machine. */
export function takenKey(from: StateName, to: StateName): string {
  return JSON.stringify([from, to])
}
