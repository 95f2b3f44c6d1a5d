import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkContent, problemText } from '@/lib/curriculum/check'
import type { World } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'

/** Examples broken on purpose: each break is reported at its line, with what to write instead. */

const LOOP = 'examples/count-to-five'

let world: World
let root: string

beforeAll(async () => {
  world = { runHandler: await loadHandlers() }
})

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'examples-'))
  for (const part of ['schemas', 'examples/start', LOOP]) {
    cpSync(path.join('content', part), path.join(root, part), { recursive: true })
  }
  catalogue(['count-to-five'])
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function catalogue(examples: readonly string[], start = 'start'): void {
  const groups = [{ title: 'All', summary: 'Every example.', examples }]
  writeFileSync(path.join(root, 'examples/catalogue.json'), JSON.stringify({ start, groups }, undefined, 2))
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(root, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(path.join(root, file), text.replace(from, to))
}

async function problems(): Promise<string> {
  return (await checkContent(root, world)).problems.map((problem) => problemText(problem)).join('\n')
}

test('whole, they are sound', async () => {
  expect(await problems()).toBe('')
})

test.each<[string, () => void, RegExp]>([
  [
    'an ending that does not come',
    () => replace(`${LOOP}/example.json`, '"SUCCEEDED"', '"FAILED"'),
    /example\.json:\d+:\d+ {2}With "To five" the status is "SUCCEEDED", not "FAILED"/,
  ],
  [
    'an output that is another',
    () => replace(`${LOOP}/example.json`, '"count": 5', '"count": 6'),
    /With "To five" the output is \{"count":5,"target":5\}/,
  ],
  [
    'a definition that is none',
    () => replace(`${LOOP}/definition.asl.json`, '"Next": "Counted"', '"Next": "Nowhere"'),
    /definition\.asl\.json:\d+:\d+ {2}/,
  ],
  [
    'a definition that is missing',
    () => rmSync(path.join(root, `${LOOP}/definition.asl.json`)),
    /The file definition\.asl\.json is missing/,
  ],
  [
    'a member that is not known',
    () => replace(`${LOOP}/example.json`, '"look"', '"watch"'),
    /no member called "watch"/,
  ],
  [
    'a file that nothing uses',
    () => writeFileSync(path.join(root, LOOP, 'notes.txt'), ''),
    /notes\.txt:1:1 {2}Nothing in example\.json uses this file/,
  ],
  ['an example outside the catalogue', () => catalogue([]), /count-to-five|at least 1/],
  [
    'one that is in it twice',
    () => catalogue(['count-to-five', 'count-to-five']),
    /The example "count-to-five" stands twice/,
  ],
  ['one that is not there', () => catalogue(['count-to-five', 'gone']), /There is no example called "gone"/],
])('%s', async (_what, breaks, said) => {
  breaks()
  expect(await problems()).toMatch(said)
})
