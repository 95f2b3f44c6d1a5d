import type { SandboxLimits, SandboxSession } from '@/lib/aws-api'
import { newSandbox, sandboxSession } from '@/lib/sandbox-store/server'
import type { AccountSetup } from '@/lib/services'
import { someLearner } from './throw-away-database'

/** No test waits longer for what does not come. */
const LONGEST_WAIT_MS = 500

/** Nobody moves the clock of a stored sandbox by hand, and turns have limits of their own. */
export const isInMemory = false

/** A sandbox of the database in the place of the one in memory: the same tests run on both. */
export async function inMemorySandbox({
  setup = {},
  limits = {},
}: {
  setup?: AccountSetup
  limits?: Partial<SandboxLimits>
} = {}): Promise<SandboxSession> {
  const sandboxId = await newSandbox((await someLearner()).id, { clock: 'virtual', setup })
  const session = await sandboxSession(sandboxId)
  const own: Partial<SandboxSession> = {
    limits: { ...session.limits, ...limits },
    takeActivityTask: (name, ask) => session.takeActivityTask(name, shortened(ask)),
    accountChanges: (ask) => session.accountChanges(shortened(ask)),
  }
  return new Proxy(session, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in own ? own : target, name)
      return typeof value === 'function' ? value.bind(name in own ? own : target) : value
    },
  })
}

function shortened<Ask extends { waitMs: number }>(ask: Ask): Ask {
  return { ...ask, waitMs: Math.min(ask.waitMs, LONGEST_WAIT_MS) }
}
