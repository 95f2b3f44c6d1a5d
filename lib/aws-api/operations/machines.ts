import { variableReferences } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { definitionProblems } from '../definition-problems'
import type { Machine, Resources, Revision, SandboxSession, Version } from '../sandbox'
import { type ArnOf, isOfSandbox, machineArn, readArn } from './arn'
import { describedSettings } from './machine-settings'
import { invalid, machineDeleting, noSuchMachine } from './refusals'

type MachineArn = ArnOf<'stateMachine'>

/** An ARN of a machine, of one of its versions or aliases, but not of a distributed Map in it. @throws Refused */
export function readMachineArn(arn: string): MachineArn {
  const read = readArn(arn, 'stateMachine')
  if (read.label !== undefined) {
    invalid(
      `This operation does not take the ARN of a Distributed Map state: '${arn}'`,
      'API_DOES_NOT_SUPPORT_LABELED_ARNS',
    )
  }
  return read
}

/** The machine that an ARN names without version or alias. @throws Refused */
async function findMachine(
  arn: string,
  sandbox: SandboxSession,
  resources: Resources = sandbox.resources,
): Promise<Machine> {
  const { machine, qualifier } = readMachineArn(arn)
  if (qualifier !== undefined) noSuchMachine(arn)
  return machineNamed(machine, arn, sandbox, resources)
}

/** The same to change it: it must not be under deletion. @throws Refused */
export async function findActiveMachine(
  arn: string,
  sandbox: SandboxSession,
  resources?: Resources,
): Promise<Machine> {
  return requireActive(await findMachine(arn, sandbox, resources), arn)
}

export function requireActive(machine: Machine, arn: string): Machine {
  return machine.status === 'DELETING' ? machineDeleting(arn) : machine
}

/** @throws Refused */
export async function machineNamed(
  name: string,
  arn: string,
  sandbox: SandboxSession,
  resources: Resources = sandbox.resources,
): Promise<Machine> {
  const machine = isOfSandbox(arn, sandbox) ? await resources.machine(name) : undefined
  return machine ?? noSuchMachine(arn)
}

/** The number of a version in an ARN: a qualifier of digits alone. */
export function versionNumber(qualifier: string): number | undefined {
  return /^\d{1,9}$/.test(qualifier) ? Number(qualifier) : undefined
}

/** The version that an ARN names, if it is one and it is there. */
export async function versionOf(
  { machine, qualifier = '' }: MachineArn,
  resources: Resources,
): Promise<Version | undefined> {
  const number = versionNumber(qualifier)
  return number === undefined ? undefined : resources.version(machine, number)
}

export function versionArn(sandbox: SandboxSession, machine: string, number: number): string {
  return machineArn(sandbox, machine, number)
}

/** What DescribeStateMachine and DescribeStateMachineForExecution tell of a revision. */
export function describedRevision(
  revision: Revision,
  includedData?: 'ALL_DATA' | 'METADATA_ONLY',
): JsonObject {
  const { definition, roleArn } = revision
  return {
    ...(includedData === 'METADATA_ONLY'
      ? { definition: '{}' }
      : { definition, ...referencesIn(definition) }),
    roleArn,
    ...describedSettings(revision),
    ...shownRevisionId(revision),
  }
}

/** Left out where no state reads a variable (recorded). */
function referencesIn(definition: string): { variableReferences?: JsonObject } {
  const { machine } = definitionProblems(definition)
  const references = machine ? [...variableReferences(machine)] : []
  return references.length > 0 ? { variableReferences: Object.fromEntries(references) } : {}
}

/** The first revision has no id that AWS would tell (recorded). */
export function shownRevisionId({ number, revisionId }: Revision): { revisionId?: string } {
  return number === 1 ? {} : { revisionId }
}
