import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { moveGuest } from '@/lib/auth/move-guest'
import { startingExample } from '@/lib/curriculum/server'
import { database } from '@/lib/db/server'
import { type Sketch, sketchOfExample } from '@/lib/playground'
import { forgetSketch, SketchesFull, saveSketch, sketchesOf, sketchOf } from '@/lib/playground/server'
import { MOST_BYTES_OF_SKETCHES, MOST_SKETCHES } from '@/lib/playground/sketches'
import { someLearner, withThrowAwayDatabase } from '@/tests/support/throw-away-database'

withThrowAwayDatabase()

const example = startingExample()
if (!example) throw new Error('There is no example to begin with.')
const sketch = sketchOfExample(example)

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 9, 0, second)).toISOString()

function stored(part: Partial<Sketch> = {}, second = 0, sketchId = ulid()) {
  return { sketchId, sketch: { ...sketch, ...part }, savedAt: at(second) }
}

test('a sketch comes back as it was typed, and only to who made it', async () => {
  const [learner, other] = [await someLearner(), await someLearner()]
  const odd = stored({ definition: '{ "a\u0000": "\ud800 Ä" }\r\n\t' })
  expect(await saveSketch(learner, odd)).toEqual(odd)
  expect(await sketchOf(learner, odd.sketchId)).toEqual(odd)
  expect(await sketchOf(other, odd.sketchId)).toBeUndefined()
  expect(await sketchesOf(other)).toEqual([])
})

test('the list has names, the newest first', async () => {
  const learner = await someLearner()
  const [older, newer] = [stored({ name: 'one' }, 1), stored({ name: 'two' }, 2)]
  await saveSketch(learner, newer)
  await saveSketch(learner, older)
  expect(await sketchesOf(learner)).toEqual([
    { sketchId: newer.sketchId, name: 'two', savedAt: at(2) },
    { sketchId: older.sketchId, name: 'one', savedAt: at(1) },
  ])
})

test('a late save does not replace a newer form', async () => {
  const learner = await someLearner()
  const newer = stored({ name: 'newer' }, 5)
  await saveSketch(learner, newer)
  expect(await saveSketch(learner, stored({ name: 'late' }, 3, newer.sketchId))).toEqual(newer)
})

test('nobody forgets or replaces what is somebody else’s', async () => {
  const [learner, other] = [await someLearner(), await someLearner()]
  const mine = stored({ name: 'mine' })
  await saveSketch(learner, mine)
  await forgetSketch(other, mine.sketchId)
  await saveSketch(other, stored({ name: 'theirs' }, 9, mine.sketchId))
  expect(await sketchOf(learner, mine.sketchId)).toEqual(mine)
  await forgetSketch(learner, mine.sketchId)
  expect(await sketchOf(learner, mine.sketchId)).toBeUndefined()
  expect((await sketchOf(other, mine.sketchId))?.sketch.name).toBe('theirs')
})

test('there is room for many, not for any number', async () => {
  const learner = await someLearner()
  const db = await database()
  await db.sketch.createMany({
    data: Array.from({ length: MOST_SKETCHES }, () => ({
      learnerId: learner.id,
      sketchId: ulid(),
      name: 'one of many',
      value: JSON.stringify(sketch),
      savedAt: at(0),
    })),
  })
  await expect(saveSketch(learner, stored())).rejects.toThrow(SketchesFull)
  const [known] = await sketchesOf(learner)
  const again = stored({ name: 'changed' }, 1, known?.sketchId)
  expect((await saveSketch(learner, again)).sketch.name).toBe('changed')
})

test('all of them together have a size', async () => {
  const learner = await someLearner()
  const db = await database()
  // Made where it is kept: sending as much would take longer than all the rest.
  await db.$executeRaw`
    INSERT INTO "Sketch" ("learnerId", "sketchId", "name", "value", "savedAt")
    VALUES (${learner.id}, ${ulid()}, 'large', repeat('x', ${MOST_BYTES_OF_SKETCHES - 1_000}::int), now())`
  await expect(saveSketch(learner, stored({ definition: 'y'.repeat(2_000) }))).rejects.toThrow(/64 MiB/)
})

test('a guest’s sketches go to the account, the newer form of each', async () => {
  const [guest, account] = [await someLearner(), await someLearner()]
  await (await database()).user.update({ where: { id: guest.id }, data: { isAnonymous: true } })
  const [both, own] = [ulid(), stored({ name: 'only the guest’s' }, 1)]
  await saveSketch(guest, stored({ name: 'newer' }, 7, both))
  await saveSketch(account, stored({ name: 'older' }, 6, both))
  await saveSketch(guest, own)
  await moveGuest(guest.id, account.id)
  expect((await sketchesOf(account)).map(({ name }) => name)).toEqual(['newer', 'only the guest’s'])
})
