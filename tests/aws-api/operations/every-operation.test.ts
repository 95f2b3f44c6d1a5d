import * as sdk from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { operations } from '@/lib/aws-api/operations'

test('there is every operation of the SDK, and no other', () => {
  const commands = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? [])
  expect([...operations.keys()].sort()).toEqual(commands.filter((name) => name !== '$').sort())
  expect(operations.size).toBe(37)
})
