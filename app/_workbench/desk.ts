import type { ReactNode } from 'react'
import type { Drafts } from './drafts/use-drafts'

/** What stands beside the definition in the playground, where the learner makes everything a run needs. */
export interface Desk {
  /** The editor of the input. */
  input: ReactNode
  /** The way to change the account, above what is in it. */
  account: ReactNode
  /** Keeps the text, in place of an exercise's drafts. */
  keeping: Drafts
  /** Why it cannot run at the moment, and where that is mended. */
  problem?: { sentence: string; tab: 'input' | 'account' }
}
