import * as z from 'zod/mini'
import { type JsonObject, jsonEquals } from '@/lib/json'
import { checkName } from '../create-state-machine'
import { arn, name, optional, page } from '../members'
import { refuse } from '../refused'
import type { ActivityRecord, Resources, SandboxSession } from '../sandbox'
import { activityArn, isOfSandbox, readArn } from './arn'
import { encryption } from './machine-settings'
import { operation, seconds } from './operation'
import { paged } from './paging'
import { noSuchActivity } from './refusals'
import { checkTags, tagList, tagsOf } from './tags'

/** Idempotent by the name alone: other tags are passed over (API reference); another key is refused. */
export const createActivity = operation({
  input: z.object({
    name,
    tags: optional(tagList),
    encryptionConfiguration: optional(encryption),
  }),
  async run(sandbox, { name, tags = [], encryptionConfiguration: key }) {
    checkName(name)
    const ownArn = activityArn(sandbox, name)
    const given = checkTags(tagsOf(tags), ownArn)
    const now = await sandbox.now()
    const activity = await sandbox.change(async (resources): Promise<ActivityRecord> => {
      const known = await resources.activity(name)
      if (known && jsonEquals(known.encryptionConfiguration, key)) return known
      if (known) refuse('ActivityAlreadyExists', `Activity Already Exists: '${ownArn}'`)
      await requireRoom(sandbox, resources)
      const made = {
        name,
        createdAt: now,
        ...(key && { encryptionConfiguration: key }),
      }
      await resources.saveActivity(made)
      await resources.saveTags(ownArn, given)
      return made
    })
    return { activityArn: ownArn, creationDate: seconds(activity.createdAt) }
  },
})

/** Also where there is none. */
export const deleteActivity = operation({
  input: z.object({ activityArn: arn }),
  async run(sandbox, { activityArn }) {
    const { name } = readArn(activityArn, 'activity')
    if (isOfSandbox(activityArn, sandbox)) {
      await sandbox.change((resources) => resources.deleteActivity(name))
    }
    return {}
  },
})

export const describeActivity = operation({
  input: z.object({ activityArn: arn }),
  async run(sandbox, { activityArn }) {
    const { encryptionConfiguration, ...activity } = await findActivity(sandbox, activityArn)
    return {
      ...listed(sandbox, activity),
      encryptionConfiguration: encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
    }
  },
})

export const listActivities = operation({
  input: z.object(page),
  async run(sandbox, request, call) {
    const { items, ...rest } = await paged(call, request, (page) => sandbox.resources.activities(page))
    return { activities: items.map((activity) => listed(sandbox, activity)), ...rest }
  },
})

/** @throws Refused */
export async function findActivity(sandbox: SandboxSession, arn: string): Promise<ActivityRecord> {
  const { name } = readArn(arn, 'activity')
  const activity = isOfSandbox(arn, sandbox) ? await sandbox.resources.activity(name) : undefined
  return activity ?? noSuchActivity(arn)
}

function listed(sandbox: SandboxSession, { name, createdAt }: ActivityRecord): JsonObject {
  return { activityArn: activityArn(sandbox, name), name, creationDate: seconds(createdAt) }
}

async function requireRoom({ limits }: SandboxSession, resources: Resources): Promise<void> {
  const { activities } = await resources.counts()
  if (activities < limits.activities) return
  refuse('ActivityLimitExceeded', `This sandbox has as many activities as it may: ${limits.activities}.`)
}
