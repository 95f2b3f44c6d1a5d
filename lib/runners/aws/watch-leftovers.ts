import { awsSettings } from './settings'
import { sweep } from './sweep'

const EVERY_MS = 120_000

/** On globalThis because a development server evaluates this module anew after each edit. */
const held = globalThis as { stepwiseLeftovers?: NodeJS.Timeout }

/**
 * From now on, and every two minutes, what runs on real accounts have left behind is taken away: those that a crash of
 * any server ended, and those that AWS would not let go of at once. Does nothing where there are no such runs.
 */
export function watchLeftovers(): void {
  clearInterval(held.stepwiseLeftovers)
  const settings = awsSettings()
  if (!settings.enabled) return
  const look = () =>
    sweep({ settings }).catch((error) => console.error('What is left on AWS could not be taken away:', error))
  void look()
  held.stepwiseLeftovers = setInterval(look, EVERY_MS)
  held.stepwiseLeftovers.unref()
}
