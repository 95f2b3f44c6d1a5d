import type { Instant, Resource } from '@/lib/asl'
import type { RunHandler } from '@/lib/handlers'
import type { AccountSetup, AccountView } from './account'
import { type Answer, type Call, notSimulated, type Surroundings } from './answer'
import { callDynamoDb, newTable, type Table } from './dynamodb'
import { Ids } from './ids'
import { invokeByArn, invokeByIntegration, type LambdaFunction, newFunction } from './lambda'
import { newQueue, type Queue, sendMessage } from './sqs'

/** A simulated account during one run; `perform` changes it in place. */
export interface Account {
  readonly functions: ReadonlyMap<string, LambdaFunction>
  readonly tables: ReadonlyMap<string, Table>
  readonly queues: ReadonlyMap<string, Queue>
  readonly ids: Ids
  readonly runHandler: RunHandler
}

/**
 * An account as the setup describes it. All ids that it will make up follow from the seed.
 *
 * @throws when the setup holds what AWS would not take, such as an item without its table's key.
 */
export function createAccount(
  setup: AccountSetup,
  { seed, runHandler }: { seed: number; runHandler: RunHandler },
): Account {
  return {
    functions: mapOf(setup.functions ?? {}, newFunction),
    tables: mapOf(setup.tables ?? {}, newTable),
    queues: mapOf(setup.queues ?? {}, newQueue),
    ids: new Ids(seed),
    runHandler,
  }
}

type Perform = (account: Account, call: Call, surroundings: Surroundings) => Answer | Promise<Answer>

/** What the sandbox can do, by the words of the `Resource` ARN. */
const actions: ReadonlyMap<string, Perform> = new Map<string, Perform>([
  ['lambda:invoke', ({ functions }, { payload }, around) => invokeByIntegration(functions, payload, around)],
  ['sqs:sendMessage', ({ queues }, { payload }, around) => sendMessage(queues, payload, around)],
  ...(['getItem', 'putItem', 'deleteItem'] as const).flatMap((action) =>
    (['optimized', 'aws-sdk'] as const).map((integration): [string, Perform] => [
      `${integration === 'aws-sdk' ? 'aws-sdk:' : ''}dynamodb:${action}`,
      ({ tables }, { payload }, around) => callDynamoDb(tables, action, integration, payload, around),
    ]),
  ),
])

/** The integrations that the sandbox simulates, such as `lambda:invoke` or `aws-sdk:dynamodb:putItem`. */
export const simulatedActions: readonly string[] = [...actions.keys()]

/** Whether the sandbox can do what a Task asks for. */
export function isSimulated(resource: Resource): boolean {
  return resource.kind === 'LambdaFunction' || actionOf(resource) !== undefined
}

/** Asks the account's services to do one task's work. Every call has an answer, a failed one at worst. */
export function perform(account: Account, call: Call, at: Instant): Answer | Promise<Answer> {
  const { resource, payload } = call
  const surroundings: Surroundings = { at, ids: account.ids, runHandler: account.runHandler }
  if (resource.kind === 'LambdaFunction') {
    const { functionName: name, account: owner, region, qualifier } = resource
    const reference = { name, account: owner, region, ...(qualifier !== undefined && { qualifier }) }
    return invokeByArn(account.functions, reference, payload, surroundings)
  }
  const action = actionOf(resource)
  return action ? action(account, call, surroundings) : notSimulated(`the resource ${call.resourceArn}`)
}

function actionOf(resource: Resource): Perform | undefined {
  if (resource.kind !== 'Integration' || resource.pattern !== 'requestResponse') return undefined
  return actions.get(`${resource.resourceType}:${resource.action}`)
}

/** What the account holds now, as plain data. */
export function viewOf({ functions, tables, queues }: Account): AccountView {
  return {
    functions: recordOf(functions, ({ invocations, logs }) => ({ invocations, logs: [...logs] })),
    tables: recordOf(tables, ({ items }) => ({ items: [...items.values()] })),
    queues: recordOf(queues, ({ messages }) => ({
      messages: messages.map(({ messageId, body }) => ({ messageId, body })),
    })),
  }
}

function mapOf<Setup, State>(
  setups: Readonly<Record<string, Setup>>,
  make: (name: string, setup: Setup) => State,
): ReadonlyMap<string, State> {
  return new Map(Object.entries(setups).map(([name, setup]) => [name, make(name, setup)]))
}

function recordOf<State, View>(
  states: ReadonlyMap<string, State>,
  view: (state: State) => View,
): Record<string, View> {
  return Object.fromEntries([...states].map(([name, state]) => [name, view(state)]))
}
