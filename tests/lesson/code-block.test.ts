import { expect, test } from 'vitest'
import { CodeBlock } from '@/app/_lesson/code-block'

async function shown(code: string): Promise<unknown> {
  return (await CodeBlock({ code, language: 'json' })).props.children.props.children
}

test('code is coloured', async () => {
  expect(await shown('{ "StartAt": "A" }')).toBeInstanceOf(Array)
})

test('megabytes that somebody handed in are shown as they are', async () => {
  const code = '{ "a": [1, 2] },\n'.repeat(200_000)
  expect(await shown(code)).toBe(code.slice(0, -1))
})
