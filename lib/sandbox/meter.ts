import type { HandlerRequest, RunHandler } from '@/lib/handlers'
import { ACCOUNT_ID, type AccountSetup, billedExpressMs, EXPRESS_LEAST_MIB } from '@/lib/services'
import { costOf, PRICED_ON, PRICES } from './prices'
import type { ServiceCall } from './run'

/** What a run would have been billed for. Services other than Step Functions and Lambda are counted, not priced. */
export interface MeterReading {
  /** Of Standard executions, as AWS bills them: the start, each state entered, each retry. */
  transitions: number
  /** Executions of Express workflows, and what they used. */
  expressRequests: number
  expressGbSeconds: number
  lambdaInvocations: number
  lambdaGbSeconds: number
  /** Calls by service and action. */
  calls: Readonly<Record<string, number>>
  /** The same by service, whichever integration called it. */
  requests: Readonly<Record<string, number>>
  dollars: number
  /** The day on which the prices were compared with AWS's. */
  pricedOn: string
}

/** An execution as the bill sees it. */
export interface BilledExecution {
  type: 'STANDARD' | 'EXPRESS'
  transitions: number
  /** Virtual time from start to stop. */
  durationMs: number
}

/** Counts what a run uses. */
export class Meter {
  #invocations = 0
  #gbSeconds = 0
  readonly #warm = new Set<string>()

  constructor(private readonly setup: AccountSetup) {}

  /** The handler, with every invocation counted. */
  watch(runHandler: RunHandler): RunHandler {
    return async (request) => {
      const outcome = await runHandler(request)
      this.#count(request, outcome.billedMs)
      return outcome
    }
  }

  read(executions: readonly BilledExecution[], calls: readonly ServiceCall[]): MeterReading {
    const standard = executions.filter(({ type }) => type === 'STANDARD')
    const express = executions.filter(({ type }) => type === 'EXPRESS')
    const transitions = sum(standard.map((one) => one.transitions))
    const expressGbSeconds = sum(
      express.map(({ durationMs }) => (billedExpressMs(durationMs) / 1000) * (EXPRESS_LEAST_MIB / 1024)),
    )
    const dollars =
      costOf(PRICES.standardTransition, transitions) +
      costOf(PRICES.expressRequest, express.length) +
      costOf(PRICES.expressGbSecond, expressGbSeconds) +
      costOf(PRICES.lambdaRequest, this.#invocations) +
      costOf(PRICES.lambdaGbSecond, this.#gbSeconds)
    return {
      transitions,
      expressRequests: express.length,
      expressGbSeconds,
      lambdaInvocations: this.#invocations,
      lambdaGbSeconds: this.#gbSeconds,
      calls: counted(calls.map(({ resource }) => resource)),
      requests: counted(calls.map(({ resource }) => serviceOf(resource))),
      dollars,
      pricedOn: PRICED_ON,
    }
  }

  /**
   * Lambda bills by the millisecond, for the memory that the function was given; since August 2025 a cold start, too
   * (https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/).
   */
  #count({ functionName, functionArn, memoryMiB, timeoutSeconds }: HandlerRequest, billedMs: number): void {
    const { functions } = this.#accountOf(functionArn)
    const { durationMs = 0, coldStartMs = 0 } = functions?.[functionName] ?? {}
    const key = `${functionArn.split(':')[4]} ${functionName}`
    const initMs = this.#warm.has(key) ? 0 : coldStartMs
    this.#warm.add(key)
    const ms = Math.min(Math.ceil(billedMs + durationMs), timeoutSeconds * 1000) + initMs
    this.#invocations += 1
    this.#gbSeconds += (ms / 1000) * (memoryMiB / 1024)
  }

  #accountOf(functionArn: string): AccountSetup {
    const { otherAccount } = this.setup
    return otherAccount && functionArn.split(':')[4] !== ACCOUNT_ID ? otherAccount : this.setup
  }
}

/** What the reading says, in a sentence: for the results of a run. */
export function priceText({ dollars, pricedOn }: MeterReading): string {
  const shown = dollars === 0 ? '0' : dollars.toFixed(Math.max(2, 2 - Math.floor(Math.log10(dollars))))
  return `${shown} USD, at the prices of ${pricedOn}`
}

/** `dynamodb` of `aws-sdk:dynamodb:putItem`, `lambda` of a function's ARN. */
function serviceOf(resource: string): string {
  const [first = '', second = '', third = ''] = resource.split(':')
  if (first === 'arn') return third
  return first === 'aws-sdk' ? second : first
}

function counted(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
