import type { CheckResult } from '@/lib/exercises'
import type { RecordedEvent } from '@/lib/histories'
import { refusalText } from '../refusal-text'

/** A run on a real AWS account as the server tells of it: the forms of `/api/aws-runs`. */

export interface Plan {
  runId: string
  region: string
  accountId?: string
  endpoint?: string
  environments: readonly {
    prefix: string
    template?: { Resources: Readonly<Record<string, { Type: string }>> }
    isGiven?: boolean
    stateMachineName: string
    scenarios: readonly { id: string; title: string; limitSeconds: number }[]
  }[]
  notChecked: readonly NotChecked[]
  price: { dollars: number; atMostDollars: number; pricedOn: string; notPriced: readonly string[] }
}

export interface NotChecked {
  checkId: string
  title: string
  scenarioId: string
  scenarioTitle: string
  because: string
}

export interface RunState {
  id: string
  state: 'planned' | 'running' | 'ended'
  plan: Plan
  progress: readonly { at: string; text: string }[]
  ledger: readonly { kind: string; name: string; arn?: string; goneAt?: string; problem?: string }[]
  report?: AwsReport
}

export interface AwsReport {
  outcome: 'passed' | 'failed' | 'nothing-checked' | 'not-run'
  message?: string
  results: readonly CheckResult[]
  notChecked: readonly NotChecked[]
  runs: readonly {
    scenarioId: string
    title: string
    status: string
    seconds: number
    executionArn: string
    areEqual: boolean
    here: readonly RecordedEvent[]
    there: readonly RecordedEvent[]
    historyProblem?: string
  }[]
}

export type Planned = { ok: true; plan: Plan } | { ok: false; message: string }

/** The server was asked and said no, or could not be asked; the message is for the learner. */
export class NoAnswer extends Error {}

export async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`/api/aws-runs${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  } catch {
    throw new NoAnswer('The server could not be reached. Nothing was asked of AWS; try again.')
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  throw new NoAnswer(refusalText(answer) ?? `The server answered with status ${response.status}.`)
}
