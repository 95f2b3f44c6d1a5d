import { loadSdkActions } from '@/lib/services'
import { type Action, actionOf } from './actions'

/** A list is read, not studied. */
const MOST = 40

/**
 * Actions of AWS's SDKs in which every word of the query occurs, as Step Functions spells them; the best known
 * services have optimized integrations beside these. Empty where the list cannot be had, as without a network.
 */
export async function findSdkActions(query: string): Promise<readonly Action[]> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.join('').length < 2) return []
  const sdk = await loadSdkActions()
  const found: Action[] = []
  for (const service of sdk?.services ?? []) {
    for (const action of sdk?.actionsOf(service) ?? []) {
      const text = `${service} ${action} ${action.replace(/([A-Z])/g, ' $1')}`.toLowerCase()
      if (!words.every((word) => text.includes(word))) continue
      found.push(actionOf(`aws-sdk:${service}`, action, 'requestResponse'))
      if (found.length === MOST) return found
    }
  }
  return found
}
