import { sha256 } from '@noble/hashes/sha2.js'
import { checkName } from '../create-state-machine'
import { refuse } from '../refused'
import type { Alias, ExecutionStart, Machine, SandboxSession, Version } from '../sandbox'
import { jsonProblem } from './json-problem'
import { machineNamed, readMachineArn, requireActive, versionNumber } from './machines'
import { noSuchMachine } from './refusals'

interface StartRequest {
  stateMachineArn: string
  name?: string | undefined
  input?: string | undefined
  traceHeader?: string | undefined
}

/**
 * What StartExecution and StartSyncExecution have to start, with everything checked but the name's freedom and the
 * type of the machine. @throws Refused
 */
export async function startOf(
  sandbox: SandboxSession,
  request: StartRequest,
): Promise<ExecutionStart & { machine: Machine }> {
  const { stateMachineArn, name = crypto.randomUUID(), input = '{}', traceHeader } = request
  checkName(name)
  checkInput(input)
  const read = readMachineArn(stateMachineArn)
  const machine = requireActive(await machineNamed(read.machine, stateMachineArn, sandbox), stateMachineArn)
  const target = await targetOf(sandbox, machine, read.qualifier, stateMachineArn, name)
  return { machine, ...target, name, input, ...(traceHeader !== undefined && { traceHeader }) }
}

/** The machine as it is, one of its versions, or the version that an alias leads to this time. */
async function targetOf(
  { resources }: SandboxSession,
  machine: Machine,
  qualifier: string | undefined,
  arn: string,
  name: string,
): Promise<Pick<ExecutionStart, 'revision' | 'versionArn' | 'aliasArn'>> {
  if (qualifier === undefined) return { revision: machine.revision }
  const number = versionNumber(qualifier)
  const alias = number === undefined ? await resources.alias(machine.name, qualifier) : undefined
  const chosen = number ?? (alias && route(alias, arn, name))
  const version: Version | undefined =
    chosen === undefined ? undefined : await resources.version(machine.name, chosen)
  if (!version) noSuchMachine(arn)
  const versionArn = alias ? `${arn.slice(0, arn.lastIndexOf(':'))}:${version.number}` : arn
  return { revision: version.revision, versionArn, ...(alias && { aliasArn: arn }) }
}

/**
 * Which version an alias leads to: drawn from the name of the execution, so that the same request, sent again, starts
 * the same version, and names that AWS makes up spread as the weights say.
 */
export function route({ routes }: Alias, aliasArn: string, executionName: string): number | undefined {
  const bytes = sha256(new TextEncoder().encode(`${aliasArn} ${executionName}`))
  const drawn = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % 100
  let upTo = 0
  return routes.find(({ weight }) => {
    upTo += weight
    return drawn < upTo
  })?.version
}

/** Jackson's words for what is wrong with the JSON are recorded. @throws Refused */
function checkInput(input: string): void {
  const problem = jsonProblem(input)
  if (problem === undefined) return
  refuse('InvalidExecutionInput', `Invalid State Machine Execution Input: '${problem}'`)
}
