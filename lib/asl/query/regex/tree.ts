import type { CharacterSet } from './character-set'

export type Assertion = 'Start' | 'End' | 'WordBoundary' | 'NoWordBoundary'

/** A pattern as read. Groups that capture nothing leave no trace but their nesting. */
export type Tree =
  | { kind: 'Read'; set: CharacterSet; isNegated: boolean }
  | { kind: 'Sequence'; parts: readonly Tree[] }
  | { kind: 'Choice'; options: readonly Tree[] }
  | { kind: 'Group'; number: number; body: Tree }
  | Repeat
  | { kind: 'Assert'; assertion: Assertion }
  | { kind: 'Look'; isBehind: boolean; isNegated: boolean; body: Tree }
  /** What the group captured, once more. */
  | { kind: 'Again'; group: number }

export interface Repeat {
  kind: 'Repeat'
  body: Tree
  least: number
  most: number
  isGreedy: boolean
  /** The groups within: an iteration forgets what they captured in the one before. */
  groups: { first: number; count: number }
}
