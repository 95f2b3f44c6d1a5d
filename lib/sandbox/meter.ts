import type { HandlerRequest, RunHandler } from '@/lib/handlers'
import type { AccountSetup } from '@/lib/services'
import { EXPRESS_LEAST_GB, EXPRESS_STEP_MS, PRICES } from './prices'
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
  dollars: number
  /** When the prices were read. */
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
      express.map(({ durationMs }) => expressSeconds(durationMs) * EXPRESS_LEAST_GB),
    )
    const dollars =
      transitions * PRICES.standardTransition +
      express.length * PRICES.expressRequest +
      expressGbSeconds * PRICES.expressGbSecond +
      this.#invocations * PRICES.lambdaRequest +
      this.#gbSeconds * PRICES.lambdaGbSecond
    return {
      transitions,
      expressRequests: express.length,
      expressGbSeconds,
      lambdaInvocations: this.#invocations,
      lambdaGbSeconds: this.#gbSeconds,
      calls: countsOf(calls),
      dollars,
      pricedOn: PRICES.checked,
    }
  }

  /** Lambda bills by the millisecond, for the memory that the function was given. */
  #count({ functionName, memoryMiB, timeoutSeconds }: HandlerRequest, billedMs: number): void {
    const added = this.setup.functions?.[functionName]?.durationMs ?? 0
    const ms = Math.min(Math.ceil(billedMs + added), timeoutSeconds * 1000)
    this.#invocations += 1
    this.#gbSeconds += (ms / 1000) * (memoryMiB / 1024)
  }
}

/** What the reading says, in a sentence: for the results of a run. */
export function priceText({ dollars, pricedOn }: MeterReading): string {
  const shown = dollars === 0 ? '0' : dollars.toFixed(Math.max(2, 2 - Math.floor(Math.log10(dollars))))
  return `${shown} USD, at the prices of ${pricedOn}`
}

function expressSeconds(durationMs: number): number {
  return (Math.max(1, Math.ceil(durationMs / EXPRESS_STEP_MS)) * EXPRESS_STEP_MS) / 1000
}

function countsOf(calls: readonly ServiceCall[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { resource } of calls) counts.set(resource, (counts.get(resource) ?? 0) + 1)
  return Object.fromEntries(counts)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
