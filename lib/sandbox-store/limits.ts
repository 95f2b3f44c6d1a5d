import type { SandboxLimits } from '@/lib/aws-api'

const MIB = 2 ** 20

/** Of one sandbox. AWS allows ten times as much and more; this is one computer for many learners. */
export const sandboxLimits: SandboxLimits = {
  machines: 1_000,
  activities: 200,
  versionsPerMachine: 1_000,
  aliasesPerMachine: 100,
  runningExecutions: 1_000,
  workersPerActivity: 1_000,
  storedBytes: fromEnvironment('STEPWISE_SANDBOX_MIB', 256) * MIB,
}

/** Of one execution; with AWS's 25,000 events a history can be large. */
export const HISTORY_BYTES_AT_MOST = 32 * MIB

export function fromEnvironment(name: string, otherwise: number): number {
  const text = process.env[name]
  if (!text) return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} has to be a whole number from 1; it is "${text}".`)
  return value
}
