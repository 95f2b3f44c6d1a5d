import * as z from 'zod/mini'
import { arn, description, longArn, optional, page } from '../members'
import { refuse } from '../refused'
import type { ChangeableResources, Machine, Resources, SandboxSession, Version } from '../sandbox'
import { isOfSandbox } from './arn'
import { findActiveMachine, readMachineArn, versionArn, versionNumber } from './machines'
import { operation, seconds } from './operation'
import { paged } from './paging'
import { invalidArn } from './refusals'

/** Idempotent: one revision has one version, and keeps the description that it was first published with. */
export const publishStateMachineVersion = operation({
  input: z.object({
    stateMachineArn: arn,
    revisionId: optional(z.string()),
    description: optional(description),
  }),
  async run(sandbox, { stateMachineArn, revisionId, description }) {
    const now = await sandbox.now()
    const { machine, version } = await sandbox.change(async (resources) => {
      const machine = await findActiveMachine(stateMachineArn, sandbox, resources)
      if (revisionId !== undefined) checkRevision(machine, revisionId)
      return { machine, version: await publish(sandbox, resources, machine, now, description) }
    })
    return {
      creationDate: seconds(version.createdAt),
      stateMachineVersionArn: versionArn(sandbox, machine.name, version.number),
    }
  },
})

/** Also where there is none. Executions of it go on. */
export const deleteStateMachineVersion = operation({
  input: z.object({ stateMachineVersionArn: longArn }),
  async run(sandbox, { stateMachineVersionArn }) {
    const { machine, qualifier = '' } = readMachineArn(stateMachineVersionArn)
    const number = versionNumber(qualifier)
    if (number === undefined) invalidArn(stateMachineVersionArn)
    if (!isOfSandbox(stateMachineVersionArn, sandbox)) return {}
    await sandbox.change(async (resources) => {
      const { items } = await resources.aliases(machine, { limit: sandbox.limits.aliasesPerMachine }, number)
      if (items.length > 0) {
        const names = items.map(({ name }) => name).join(', ')
        refuse(
          'ConflictException',
          `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
        )
      }
      await resources.deleteVersion(machine, number)
    })
    return {}
  },
})

/** Newest first. The API reference has no other error than InvalidArn for a machine that there is not. */
export const listStateMachineVersions = operation({
  input: z.object({ stateMachineArn: arn, ...page }),
  async run(sandbox, request, call) {
    const { machine: name, qualifier } = readMachineArn(request.stateMachineArn)
    const isHere = isOfSandbox(request.stateMachineArn, sandbox) && qualifier === undefined
    if (!isHere || !(await sandbox.resources.machine(name))) invalidArn(request.stateMachineArn)
    const { items, ...rest } = await paged(call, request, (page) => sandbox.resources.versions(name, page))
    const stateMachineVersions = items.map(({ number, createdAt }) => ({
      stateMachineVersionArn: versionArn(sandbox, name, number),
      creationDate: seconds(createdAt),
    }))
    return { stateMachineVersions, ...rest }
  },
})

/** Makes a version of the machine as it is, or finds the one that there is already. @throws Refused */
export async function publish(
  { limits }: SandboxSession,
  resources: ChangeableResources,
  machine: Machine,
  now: number,
  description: string | undefined,
): Promise<Version> {
  const known = await publishedVersion(resources, machine)
  if (known) return known
  const { versions } = await resources.countsOf(machine.name)
  const { versionsPerMachine } = limits
  if (versions >= versionsPerMachine) {
    refuse(
      'ServiceQuotaExceededException',
      `A state machine can have ${versionsPerMachine} versions. Delete some that no alias leads to.`,
    )
  }
  const version = {
    number: machine.latestVersion + 1,
    createdAt: now,
    revision: machine.revision,
    ...(description !== undefined && { description }),
  }
  await resources.saveMachine({ ...machine, latestVersion: version.number })
  await resources.saveVersion(machine.name, version)
  return version
}

/** The version of the machine's current revision. */
export async function publishedVersion(
  resources: Resources,
  { name, revision }: Machine,
): Promise<Version | undefined> {
  const { items } = await resources.versions(name, { limit: 1 })
  const newest = items[0] && (await resources.version(name, items[0].number))
  return newest?.revision.revisionId === revision.revisionId ? newest : undefined
}

/** Recorded. @throws Refused */
function checkRevision({ revision }: Machine, asked: string): void {
  const current = revision.number === 1 ? 'INITIAL' : revision.revisionId
  if (asked === current) return
  refuse(
    'ConflictException',
    `Failed to publish the State Machine version for revision ${asked}. The current State Machine revision is ${current}.`,
  )
}
