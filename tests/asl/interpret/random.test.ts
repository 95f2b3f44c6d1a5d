import { expect, test } from 'vitest'
import { taskTokenFor } from '@/lib/asl/interpret/identity'
import { uuid } from '@/lib/asl/interpret/random'

test('ids of one account are different, however many executions it has', () => {
  const ids = new Set<string>()
  for (let execution = 0; execution < 1_000; execution++) {
    const seed = 12_345 + execution * 2 ** 32
    for (let number = 0; number < 100; number++) ids.add(taskTokenFor(seed, number))
    ids.add(uuid(seed, 'execution name'))
  }
  expect(ids.size).toBe(101_000)
})

test('the same id is made up again from the same seed', () => {
  expect(uuid(7, 'map run', 3)).toBe(uuid(7, 'map run', 3))
  expect(uuid(7, 'map run', 3)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})
