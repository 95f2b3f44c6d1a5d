import type { LogLine } from '@/lib/handlers'
import { ACCOUNT_ID, type FunctionSetup, REGION } from '../account'

/** Lines that a function's log keeps, over all its invocations. */
const LOG_LINES_AT_MOST = 1000

/** A Lambda function of the account, with what became of it in this run. */
export interface LambdaFunction {
  readonly name: string
  readonly setup: FunctionSetup
  invocations: number
  readonly logs: string[]
}

export function newFunction(name: string, setup: FunctionSetup): LambdaFunction {
  return { name, setup, invocations: 0, logs: [] }
}

/** Keeps what an invocation logged, as far as the log has room. */
export function keepLogs({ logs }: LambdaFunction, lines: readonly LogLine[]): void {
  for (const { text } of lines.slice(0, LOG_LINES_AT_MOST - logs.length)) logs.push(text)
}

/** Which function a caller means. */
export interface FunctionReference {
  region: string
  account: string
  name: string
  qualifier?: string
}

const reference =
  /^(?:arn:aws[\w-]*:lambda:(?<region>[\w-]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w-]+)(?::(?<qualifier>\$LATEST|[\w-]+))?$/

/** Reads `FunctionName`: a name, `name:version`, a partial ARN or a whole one. */
export function parseFunctionName(text: string, account = ACCOUNT_ID): FunctionReference | undefined {
  const groups = reference.exec(text)?.groups
  if (!groups?.name) return undefined
  return {
    region: groups.region ?? REGION,
    account: groups.account ?? account,
    name: groups.name,
    ...(groups.qualifier !== undefined && { qualifier: groups.qualifier }),
  }
}

export function functionArn({ region, account, name }: FunctionReference): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`
}
