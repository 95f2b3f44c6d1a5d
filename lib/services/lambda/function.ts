import { ACCOUNT_ID, type FunctionSetup, type InvocationView, REGION } from '../account'

/** What a function's log keeps: so many invocations, the first of them, and so many lines of all together. */
const RUNS_AT_MOST = 1000
const LOG_LINES_AT_MOST = 1000

/** A Lambda function of the account, with what became of it in this run. */
export interface LambdaFunction {
  readonly name: string
  readonly setup: FunctionSetup
  invocations: number
  readonly runs: InvocationView[]
  logLines: number
}

export function newFunction(name: string, setup: FunctionSetup): LambdaFunction {
  return { name, setup, invocations: 0, runs: [], logLines: 0 }
}

/** Keeps an invocation with its log, as far as there is room. */
export function keepRun(lambda: LambdaFunction, run: InvocationView): void {
  if (lambda.runs.length >= RUNS_AT_MOST) return
  const logs = run.logs.slice(0, LOG_LINES_AT_MOST - lambda.logLines)
  lambda.runs.push({ ...run, logs })
  lambda.logLines += logs.length
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
