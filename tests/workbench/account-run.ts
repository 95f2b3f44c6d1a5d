import type { Entry, Resource } from '@/app/_workbench/account/content/resource'
import { accountContents } from '@/app/_workbench/account/content/sections'
import { loadHandlers } from '@/lib/handlers'
import type { JsonValue } from '@/lib/json'
import { type AccountSetup, parseForSandbox, type Run, runExecution } from '@/lib/sandbox'

const START = Date.UTC(2026, 11, 1, 12)
/** The URL of a queue of the account. */
export const sqs = (name: string) => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`

/** A task's `Resource`, of an integration without its beginning, and its `Parameters`. */
export type Call = readonly [resource: string, parameters: JsonValue]

/** Runs each of the tasks in turn, whatever becomes of the one before. */
export async function ran(setup: AccountSetup, tasks: readonly Call[]): Promise<Run> {
  const states = tasks.map(([resource, parameters], index) => {
    const next = index + 1 < tasks.length ? { Next: `T${index + 1}` } : { Next: 'Done' }
    return [
      `T${index}`,
      {
        Type: 'Task',
        Resource: resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`,
        Parameters: parameters,
        TimeoutSeconds: 60,
        ResultPath: null,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, ...next }],
        ...next,
      },
    ]
  })
  const definition = JSON.stringify({
    StartAt: 'T0',
    States: { ...Object.fromEntries(states), Done: { Type: 'Succeed' } },
  })
  const parsed = await parseForSandbox(definition)
  if (!parsed.ok) throw new Error(parsed.diagnostics[0].message)
  const runHandler = await loadHandlers()
  return runExecution({
    machine: parsed.machine,
    input: {},
    account: setup,
    startAt: START,
    seed: 1,
    runHandler,
  })
}

/** What the account view has of one resource, before a run or after one of these tasks. */
export async function resourceOf(
  setup: AccountSetup,
  key: string,
  tasks?: readonly Call[],
): Promise<Resource> {
  const contents = accountContents(setup, tasks && (await ran(setup, tasks)))
  const found = contents.flatMap(({ sections }) => sections.flatMap(({ resources }) => resources))
  const resource = found.find((one) => one.key === key)
  if (!resource) throw new Error(`There is no "${key}", only ${found.map((one) => one.key).join(', ')}`)
  return resource
}

export const shownOf = ({ entries }: Resource) => entries.map(({ title, mark }) => [title, mark?.words])
export const detailsOf = (entry: Entry | undefined) => JSON.stringify(entry?.details?.())
