import { createAccount } from '@/lib/services'
import type { Scenario } from './exercise'

/** Why a scenario's account cannot be made, in a sentence; undefined when it can. */
export function accountTrouble({ account, seed }: Pick<Scenario, 'account' | 'seed'>): string | undefined {
  try {
    createAccount(account, { seed })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
