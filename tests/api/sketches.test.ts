import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { startingExample } from '@/lib/curriculum/server'
import { MOST_SKETCH_BYTES, sketchOfExample } from '@/lib/playground'
import { withThrowAwayDatabase } from '@/tests/support/throw-away-database'
import { browser } from './routes'

withThrowAwayDatabase()

const example = startingExample()
if (!example) throw new Error('There is no example to begin with.')
const sketch = sketchOfExample(example)
const savedAt = '2026-01-01T09:00:00.000Z'

test('a guest keeps a machine, and nobody else sees, changes or deletes it', async () => {
  const [guest, other] = [browser(), browser()]
  const sketchId = ulid()
  expect(await guest.saveSketch(sketchId, { sketch, savedAt })).toMatchObject({
    status: 200,
    body: { sketchId, sketch, savedAt },
  })
  expect((await guest.sketches()).body).toEqual({ sketches: [{ sketchId, name: sketch.name, savedAt }] })
  expect((await other.sketches()).body).toEqual({ sketches: [] })
  expect(await other.sketch(sketchId)).toMatchObject({ status: 200, body: null })

  await other.saveSketch(sketchId, { sketch: { ...sketch, name: 'of another' }, savedAt })
  await other.forgetSketch(sketchId)
  expect((await guest.sketch(sketchId)).body).toEqual({ sketchId, sketch, savedAt })
  expect((await guest.forgetSketch(sketchId)).status).toBe(200)
  expect((await guest.sketches()).body).toEqual({ sketches: [] })
})

test('reading makes no guest', async () => {
  const visitor = browser()
  await visitor.sketches()
  await visitor.sketch(ulid())
  expect(visitor.cookies.size).toBe(0)
})

test.each<[string, string, unknown, number]>([
  ['without a name', ulid(), { sketch: { ...sketch, name: '' }, savedAt }, 400],
  ['with more than a machine has', ulid(), { sketch: { ...sketch, run: true }, savedAt }, 400],
  ['without a day', ulid(), { sketch, savedAt: 'today' }, 400],
  ['under no id', 'mine', { sketch, savedAt }, 404],
  [
    'too large',
    ulid(),
    { sketch: { ...sketch, definition: 'ä'.repeat(MOST_SKETCH_BYTES / 2) }, savedAt },
    400,
  ],
  [
    'with a file outside',
    ulid(),
    { sketch: { ...sketch, account: { json: '{}', files: { '../a': '' } } }, savedAt },
    400,
  ],
])('a machine %s is refused', async (_what, sketchId, body, status) => {
  expect(await browser().saveSketch(sketchId, body)).toMatchObject({
    status,
    body: { error: { message: expect.any(String) } },
  })
})
