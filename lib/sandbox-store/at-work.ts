import { Alarm } from './alarm'
import { closeTurnPool, turnPool } from './turn-pool'
import { Turns } from './turns'

interface AtWork {
  turns: Turns
  alarm: Alarm
}

/** One for each process, also when a development server loads this module again. */
const held = globalThis as { stepwiseSandboxes?: AtWork | undefined }

if (process.env.NODE_ENV === 'development') void closeSandboxes() // their code may have changed

/** The turns that this process takes. */
export function turns(): Turns {
  return atWork().turns
}

/** From here on this process takes what is due in any sandbox, whoever has begun it. */
export function watchSandboxes(): void {
  atWork().alarm.start()
  turnPool() // Its workers start now, not with the first request.
}

/** Ends the turns under way and all timers. A later call of the others begins anew. */
export async function closeSandboxes(): Promise<void> {
  const closing = held.stepwiseSandboxes
  held.stepwiseSandboxes = undefined
  await closing?.alarm.close()
  await closing?.turns.close()
  await closeTurnPool()
}

function atWork(): AtWork {
  if (!held.stepwiseSandboxes) {
    const turns = new Turns((sandboxId, inMs) => alarm.set(sandboxId, inMs))
    const alarm = new Alarm((sandboxId) => turns.wake(sandboxId))
    held.stepwiseSandboxes = { turns, alarm }
  }
  return held.stepwiseSandboxes
}
