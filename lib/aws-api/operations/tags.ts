import * as z from 'zod/mini'
import type { JsonObject } from '@/lib/json'
import { arn, optional, text } from '../members'
import { refuse } from '../refused'
import type { Resources, SandboxSession, Tags } from '../sandbox'
import { isOfSandbox, readArn } from './arn'
import { operation } from './operation'
import { noSuchResource } from './refusals'

/** AWS's quota. */
const TAGS_AT_MOST = 50

export const tagList = z.array(z.object({ key: optional(text(1, 128)), value: optional(text(0, 256)) }))

export const tagResource = operation({
  input: z.object({ resourceArn: arn, tags: tagList }),
  async run(sandbox, { resourceArn, tags }) {
    await sandbox.change(async (resources) => {
      await requireTagged(sandbox, resourceArn, resources)
      const all = new Map([...(await resources.tags(resourceArn)), ...tagsOf(tags)])
      await resources.saveTags(resourceArn, checkTags(all, resourceArn))
    })
    return {}
  },
})

export const untagResource = operation({
  input: z.object({ resourceArn: arn, tagKeys: z.array(text(1, 128)) }),
  async run(sandbox, { resourceArn, tagKeys }) {
    await sandbox.change(async (resources) => {
      await requireTagged(sandbox, resourceArn, resources)
      const left = [...(await resources.tags(resourceArn))].filter(([key]) => !tagKeys.includes(key))
      await resources.saveTags(resourceArn, new Map(left))
    })
    return {}
  },
})

export const listTagsForResource = operation({
  input: z.object({ resourceArn: arn }),
  async run(sandbox, { resourceArn }) {
    await requireTagged(sandbox, resourceArn, sandbox.resources)
    const tags = await sandbox.resources.tags(resourceArn)
    return { tags: [...tags].map(([key, value]): JsonObject => ({ key, value })) }
  },
})

/** A tag without a value has an empty one. */
export function tagsOf(list: z.infer<typeof tagList>): Tags {
  return new Map(list.flatMap(({ key, value = '' }) => (key === undefined ? [] : [[key, value]])))
}

/** @throws Refused */
export function checkTags(tags: Tags, resourceArn: string): Tags {
  if (tags.size > TAGS_AT_MOST) {
    refuse('TooManyTags', `${resourceArn} cannot have more than ${TAGS_AT_MOST} tags.`, {
      resourceName: resourceArn,
    })
  }
  return tags
}

/** Machines and activities have tags, versions and aliases have none (recorded). */
async function requireTagged(
  sandbox: SandboxSession,
  resourceArn: string,
  resources: Resources,
): Promise<void> {
  const read = readArn(resourceArn, 'stateMachine', 'activity')
  const isThere =
    read.kind === 'activity'
      ? (await resources.activity(read.name)) !== undefined
      : !read.qualifier && !read.label && (await resources.machine(read.machine)) !== undefined
  if (!isThere || !isOfSandbox(resourceArn, sandbox)) noSuchResource(resourceArn)
}
