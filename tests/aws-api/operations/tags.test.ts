import {
  CreateActivityCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { arnOf, endpoint, machines } from './endpoint'

const tag = (key: string, value = '') => ({ key, value })

test('machines and activities have tags, from their creation on', async () => {
  const { sfn, create } = await endpoint()
  const machineArn = await create('m', machines.passing, { tags: [tag('stage', 'test')] })
  await sfn.send(new CreateActivityCommand({ name: 'work', tags: [tag('team', 'a')] }))
  const tagsOf = async (resourceArn: string) =>
    (await sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags
  expect(await tagsOf(machineArn)).toEqual([tag('stage', 'test')])
  expect(await tagsOf(arnOf.activity('work'))).toEqual([tag('team', 'a')])

  await sfn.send(new TagResourceCommand({ resourceArn: machineArn, tags: [tag('stage', 'prod'), tag('x')] }))
  expect(await tagsOf(machineArn)).toEqual([tag('stage', 'prod'), tag('x')])
  await sfn.send(new UntagResourceCommand({ resourceArn: machineArn, tagKeys: ['stage', 'unknown'] }))
  expect(await tagsOf(machineArn)).toEqual([tag('x')])
})

test('there are fifty at most', async () => {
  const { sfn, create } = await endpoint()
  const resourceArn = await create('m', machines.passing)
  const fifty = Array.from({ length: 50 }, (_, index) => tag(`k${index}`))
  await sfn.send(new TagResourceCommand({ resourceArn, tags: fifty }))
  await sfn.send(new TagResourceCommand({ resourceArn, tags: [tag('k0', 'again')] }))
  await expect(
    sfn.send(new TagResourceCommand({ resourceArn, tags: [tag('one more')] })),
  ).rejects.toMatchObject({ name: 'TooManyTags', resourceName: resourceArn })
})

test.each(['__proto__', 'constructor', 'toString'])('%s is a key like any other', async (key) => {
  const { sfn, create } = await endpoint()
  const resourceArn = await create('m', machines.passing)
  await sfn.send(new TagResourceCommand({ resourceArn, tags: [tag(key, 'v')] }))
  expect((await sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([tag(key, 'v')])
})
