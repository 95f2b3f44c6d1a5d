import * as z from 'zod/mini'
import { newStateMachine, runnable } from '../create-state-machine'
import { arn, definition, description, machineType, name, optional } from '../members'
import { refuse } from '../refused'
import type { Machine, Resources, SandboxSession, Version } from '../sandbox'
import { machineArn } from './arn'
import { type Settings, sameSettings, settingsMembers, settingsOf } from './machine-settings'
import { requireActive, versionArn } from './machines'
import { operation, seconds } from './operation'
import { invalid } from './refusals'
import { checkTags, tagList, tagsOf } from './tags'
import { publish, publishedVersion } from './versions'

/**
 * Idempotent by name, definition, type and settings, and by what is published; another role and other tags are
 * passed over (API reference). The same name for anything else is refused.
 */
export const createStateMachine = operation({
  input: z.object({
    name,
    definition,
    roleArn: arn,
    type: z._default(machineType, 'STANDARD'),
    ...settingsMembers,
    tags: optional(tagList),
    publish: optional(z.boolean()),
    versionDescription: optional(description),
  }),
  async run(sandbox, request) {
    const { name, definition, roleArn, type, tags = [], versionDescription } = request
    const isPublished = request.publish === true
    checkVersionDescription(request)
    const settings = settingsOf(request)
    runnable(newStateMachine(request).machine)
    const stateMachineArn = machineArn(sandbox, name)
    const given = checkTags(tagsOf(tags), stateMachineArn)
    const createdAt = await sandbox.now()

    const { machine, version } = await sandbox.change(async (resources): Promise<Created> => {
      const known = await resources.machine(name)
      if (known) {
        const active = requireActive(known, stateMachineArn)
        return requireSame(
          active,
          { definition, type, settings, isPublished, versionDescription },
          resources,
          stateMachineArn,
        )
      }
      await requireRoom(sandbox, resources)
      const revision = {
        revisionId: crypto.randomUUID(),
        number: 1,
        createdAt,
        definition,
        roleArn,
        ...settings,
      }
      const machine: Machine = {
        name,
        type,
        status: 'ACTIVE',
        createdAt,
        updatedAt: createdAt,
        revision,
        latestVersion: 0,
      }
      await resources.saveMachine(machine)
      await resources.saveTags(stateMachineArn, given)
      if (!isPublished) return { machine }
      return { machine, version: await publish(sandbox, resources, machine, createdAt, versionDescription) }
    })
    return {
      stateMachineArn,
      creationDate: seconds(machine.createdAt),
      ...(version && { stateMachineVersionArn: versionArn(sandbox, name, version.number) }),
    }
  },
})

interface Created {
  machine: Machine
  version?: Version
}

/** Recorded. @throws Refused */
export function checkVersionDescription(request: {
  publish?: boolean | undefined
  versionDescription?: string | undefined
}): void {
  if (request.versionDescription !== undefined && !request.publish) {
    invalid('Version description can only be set when publish is true')
  }
}

interface Asked {
  definition: string
  type: Machine['type']
  settings: Settings
  isPublished: boolean
  versionDescription: string | undefined
}

async function requireSame(
  machine: Machine,
  asked: Asked,
  resources: Resources,
  arn: string,
): Promise<Created> {
  const { revision, type } = machine
  const version = await publishedVersion(resources, machine)
  const isSame =
    revision.definition === asked.definition &&
    type === asked.type &&
    sameSettings(revision, asked.settings) &&
    (!asked.isPublished || (version !== undefined && version.description === asked.versionDescription))
  if (!isSame) refuse('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`)
  return { machine, ...(asked.isPublished && version && { version }) }
}

async function requireRoom({ limits }: SandboxSession, resources: Resources): Promise<void> {
  const { machines } = await resources.counts()
  if (machines < limits.machines) return
  refuse(
    'StateMachineLimitExceeded',
    `This sandbox has as many state machines as it may: ${limits.machines}.`,
  )
}
