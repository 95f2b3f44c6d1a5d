import { parse, type StateMachine } from '@/lib/asl'
import { loadHandlers } from '@/lib/handlers'
import { type Run, type RunRequest, runExecution } from '@/lib/sandbox'
import type { AccountSetup } from '@/lib/services'

export const START = Date.UTC(2026, 11, 1)

/** The machine of a definition given as an object. */
export function machineOf(definition: object): StateMachine {
  const parsed = parse(JSON.stringify(definition))
  if (!parsed.ok)
    throw new Error(parsed.diagnostics.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return parsed.machine
}

export const account: AccountSetup = {
  functions: {
    price: {
      source: `export const handler = async ({ orderId, items = [] }) => {
        console.log('pricing', orderId)
        return { total: items.reduce((sum, item) => sum + item.price * item.count, 0) }
      }`,
      durationMs: 100,
    },
    fails: { source: 'export const handler = async () => { throw new TypeError("no price") }' },
    loops: { source: 'export const handler = async () => { for (;;); }' },
    sleeps: {
      source: 'export const handler = ({ ms }) => new Promise((done) => setTimeout(done, ms, ms))',
      timeoutSeconds: 60,
    },
    when: { source: 'export const handler = async () => [new Date().toISOString(), Math.random()]' },
  },
  tables: { orders: { partitionKey: { name: 'orderId', type: 'S' } } },
  queues: { packing: {} },
}

export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`

/** A Task state that invokes the function by its ARN. */
export const invoke = (name: string, more: object) => ({ Type: 'Task', Resource: functionArn(name), ...more })

/** A machine of these states; the first one begins. */
export function states(all: Record<string, object>): object {
  return { StartAt: Object.keys(all)[0], States: all }
}

export async function run(definition: object, more: Partial<RunRequest> = {}): Promise<Run> {
  return runExecution({
    machine: machineOf(definition),
    input: {},
    account,
    startAt: START,
    seed: 3,
    runHandler: await loadHandlers(),
    ...more,
  })
}

/** A machine that asks one service, by the end of its `Resource`. */
export function asking(words: string, parameters: object, more: object = {}): object {
  return states({
    Ask: {
      Type: 'Task',
      Resource: `arn:aws:states:::${words}`,
      Parameters: parameters,
      End: true,
      ...more,
    },
  })
}

/** Types of events and their seconds, without states entered and left. */
export function course({ history }: Run): string[] {
  return history
    .filter(({ type }) => /^(Task|Activity)(?!State)/.test(type) || /^Execution/.test(type))
    .map(({ type, timestamp }) => `${(timestamp - START) / 1000} ${type}`)
}
