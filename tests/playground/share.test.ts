import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleGroups, startingExample } from '@/lib/curriculum/server'
import { packed, type Shared, sharedOf, sketchOfExample, sketchOfShared, unpacked } from '@/lib/playground'

const start = startingExample()
if (!start) throw new Error('There is no example to begin with.')
const { account: usual } = sketchOfExample(start)

const shared: Shared = {
  name: 'Mine',
  type: 'EXPRESS',
  definition: '{\t"StartAt": "Ä" }',
  input: { title: 'One', text: '{ "a": 1 }' },
}

async function link(value: unknown): Promise<string> {
  return deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

test('what goes into a link comes out of it, and nothing else', async () => {
  const fragment = await packed(shared)
  expect(fragment.ok && /^[\w-]+$/.test(fragment.value)).toBe(true)
  expect(fragment.ok && (await unpacked(fragment.value))).toEqual({ ok: true, value: shared })
})

test('any texts survive', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 2_000 })
  await fc.assert(
    fc.asyncProperty(text, text, async (definition, input) => {
      const one = { ...shared, definition, input: { title: 't', text: input } }
      const fragment = await packed(one)
      expect(fragment.ok && (await unpacked(fragment.value))).toEqual({ ok: true, value: one })
    }),
    { numRuns: 50 },
  )
})

test('of every example a link can be made; the usual account is not in it', async () => {
  for (const example of exampleGroups().flatMap((group) => group.examples)) {
    const sketch = sketchOfExample(example)
    const fragment = await packed(sharedOf(sketch, usual))
    const read = fragment.ok ? await unpacked(fragment.value) : undefined
    expect(read?.ok && sketchOfShared(read.value, usual)).toEqual({ ...sketch, inputs: [sketch.inputs[0]] })
  }
  expect(sharedOf(sketchOfExample(start), usual)).not.toHaveProperty('account')
})

test('what is too large is said to be so', async () => {
  const large = await packed({ ...shared, definition: 'x'.repeat(1024 * 1024) })
  expect(large).toEqual({ ok: false, error: expect.stringContaining('Export it as a file') })
})

describe('a hostile link', () => {
  test.each<[string, () => Promise<string>, RegExp]>([
    ['without anything', async () => '', /missing/],
    ['with other characters', async () => 'a+b', /damaged/],
    ['cut off', async () => (await link(shared)).slice(0, 20), /damaged or cut off/],
    ['of chance', async () => 'AAAAAAAAAAAA', /damaged/],
    ['of an odd length', async () => 'A', /damaged/],
    ['that unpacks to a lot', async () => link('x'.repeat(50 * 1024 * 1024)), /more than 1 MiB/],
    ['that is endless', async () => 'A'.repeat(2_000_000), /longer than any/],
    ['with no JSON', async () => link('hello'), /no machine/],
    ['with a list', async () => link([]), /no machine/],
    ['with null', async () => link(null), /no machine/],
    ['of another type', async () => link({ ...shared, type: 'X' }), /no machine/],
    ['with more than a machine', async () => link({ ...shared, run: true }), /no machine/],
    [
      'with a file outside',
      async () => link({ ...shared, account: { json: '', files: { '../a': '' } } }),
      /no machine/,
    ],
    [
      'with half a character',
      async () => deflateRawSync(Buffer.from([0xc3])).toString('base64url'),
      /damaged/,
    ],
  ])('%s', async (_what, fragment, said) => {
    const read = await unpacked(await fragment())
    expect(read.ok ? 'read' : read.error).toMatch(said)
  })

  test('with keys that would change every object changes none', async () => {
    await unpacked(await link('{"__proto__":{"polluted":1},"name":"x"}'))
    expect({}).not.toHaveProperty('polluted')
  })

  test('of any bytes gets a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        expect((await unpacked(Buffer.from(bytes).toString('base64url'))).ok).toBe(false)
      }),
    )
  })
})
