import * as z from 'zod/mini'
import { checkDefinition, checkRoleArn, runnable } from '../create-state-machine'
import { arn, definition, description, optional } from '../members'
import { refuse } from '../refused'
import type { Machine, Revision } from '../sandbox'
import { checkVersionDescription } from './create-state-machine'
import { sameSettings, settingsMembers, settingsOf } from './machine-settings'
import { findActiveMachine, shownRevisionId, versionArn } from './machines'
import { operation, seconds } from './operation'
import { publish } from './versions'

/**
 * Executions that run keep the revision they began with. An update that changes nothing makes no new revision
 * (recorded).
 */
export const updateStateMachine = operation({
  input: z.object({
    stateMachineArn: arn,
    definition: optional(definition),
    roleArn: optional(arn),
    ...settingsMembers,
    publish: optional(z.boolean()),
    versionDescription: optional(description),
  }),
  async run(sandbox, request) {
    const { stateMachineArn, definition, roleArn, versionDescription } = request
    checkVersionDescription(request)
    requireChange(request)
    const { type } = await findActiveMachine(stateMachineArn, sandbox)
    if (definition !== undefined) runnable(checkDefinition(definition, type))
    if (roleArn !== undefined) checkRoleArn(roleArn)
    const now = await sandbox.now()

    const { machine, version } = await sandbox.change(async (resources) => {
      const known = await findActiveMachine(stateMachineArn, sandbox, resources)
      const revision: Revision = {
        ...known.revision,
        ...settingsOf(request, known.revision),
        ...(definition !== undefined && { definition }),
        ...(roleArn !== undefined && { roleArn }),
      }
      const machine: Machine = { ...known, updatedAt: now, revision: revised(known.revision, revision, now) }
      await resources.saveMachine(machine)
      if (!request.publish) return { machine }
      return { machine, version: await publish(sandbox, resources, machine, now, versionDescription) }
    })
    return {
      updateDate: seconds(machine.updatedAt),
      ...shownRevisionId(machine.revision),
      ...(version && { stateMachineVersionArn: versionArn(sandbox, machine.name, version.number) }),
    }
  },
})

/** The revision before when nothing in it is new. */
function revised(before: Revision, after: Revision, createdAt: number): Revision {
  const isSame =
    before.definition === after.definition && before.roleArn === after.roleArn && sameSettings(before, after)
  if (isSame) return before
  return { ...after, revisionId: crypto.randomUUID(), number: before.number + 1, createdAt }
}

/** Recorded; publishing alone is allowed (recorded). @throws Refused */
function requireChange(request: {
  definition?: unknown
  roleArn?: unknown
  loggingConfiguration?: unknown
  tracingConfiguration?: unknown
  encryptionConfiguration?: unknown
  publish?: unknown
}): void {
  const {
    definition,
    roleArn,
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
    publish,
  } = request
  const changes = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration]
  if (publish || changes.some((one) => one !== undefined)) return
  refuse(
    'MissingRequiredParameter',
    'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  )
}
