import { expect, test } from 'vitest'
import { admission } from '@/lib/runners/admission'

const load = { waiting: 0, free: 0, queueLimit: 64, size: 2, typicalMs: 10 }

test.each([
  { name: 'a free worker', load: { free: 1 }, admitted: { ok: true } },
  {
    name: 'a free worker, although jobs take long',
    load: { free: 1, typicalMs: 60_000 },
    admitted: { ok: true },
  },
  { name: 'a short queue', load: { waiting: 63 }, admitted: { ok: true } },
  { name: 'a full queue', load: { waiting: 64 }, admitted: { ok: false, retryAfterSeconds: 1 } },
  { name: 'a queue of endless loops', load: { waiting: 9, typicalMs: 2_000 }, admitted: { ok: true } },
  {
    name: 'ten seconds of endless loops',
    load: { waiting: 10, typicalMs: 2_000 },
    admitted: { ok: false, retryAfterSeconds: 11 },
  },
  {
    name: 'never more than half a minute',
    load: { waiting: 64, typicalMs: 9_000 },
    admitted: { ok: false, retryAfterSeconds: 30 },
  },
])('$name', ({ load: change, admitted }) => {
  expect(admission({ ...load, ...change })).toEqual(admitted)
})
