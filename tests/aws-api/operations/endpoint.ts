import {
  CreateStateMachineCommand,
  type CreateStateMachineCommandInput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import type { AccountSetup } from '@/lib/services'
import { awsClients } from '../../support/aws-clients'
import { inMemorySandbox } from '../../support/in-memory-sandbox'

export const roleArn = 'arn:aws:iam::111122223333:role/any'
const prefix = 'arn:aws:states:us-east-1:111122223333'

export const arnOf = {
  machine: (name: string, qualifier?: string | number) =>
    `${prefix}:stateMachine:${name}${qualifier === undefined ? '' : `:${qualifier}`}`,
  execution: (machine: string, name: string) => `${prefix}:execution:${machine}:${name}`,
  activity: (name: string) => `${prefix}:activity:${name}`,
}

/** Definitions that tests share. */
export const machines = {
  passing: machine({ A: { Type: 'Pass', Result: { a: 1 }, End: true } }),
  failing: machine({ A: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } }),
  /** Waits for a worker; the clock of the sandbox stands still meanwhile. */
  working: machine({ A: { Type: 'Task', Resource: arnOf.activity('work'), End: true } }),
}

export function machine(states: object, more: object = {}): string {
  return JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more })
}

/** AWS's clients at a sandbox in memory, with shortcuts for what every test begins with. */
export async function endpoint(setup?: AccountSetup, limits = {}) {
  const sandbox = await inMemorySandbox({ ...(setup && { setup }), limits })
  let now = Date.UTC(2026, 0, 1)
  const clients = awsClients(sandbox, () => now)
  const { sfn } = clients
  return {
    ...clients,
    sandbox,
    /** Moves the real clock. */
    later(ms: number) {
      now += ms
    },
    async create(name: string, definition: string, more: Partial<CreateStateMachineCommandInput> = {}) {
      const made = await sfn.send(new CreateStateMachineCommand({ name, roleArn, definition, ...more }))
      return made.stateMachineArn ?? ''
    },
    async start(stateMachineArn: string, name?: string, input?: string) {
      const started = await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }))
      return started.executionArn ?? ''
    },
  }
}
