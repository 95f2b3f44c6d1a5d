import { describe, expect, test } from 'vitest'
import {
  applyEdits,
  type Change,
  connect,
  deleteState,
  duplicateState,
  insertState,
  leadPlaceTo,
  moveState,
  obstacle,
  renameState,
  setField,
  wrapState,
} from '@/lib/studio'

/** Values and names as nobody would write them anew: JSON.parse and JSON.stringify would lose all of them. */
const KEPT = [
  '"Ratio": 1.0, "Big": 12345678901234567890, "Small": 1e3, "Negative": -0.0, "Exact": 0.10',
  '"Path" :  "\\u0024.caf\\u00e9",   "Slash": "\\/", "Emoji": "🕯️ \\ud83d\\ude00", "Tab": "\\t"',
  '"Nobody knows this": [ 1,2 ,  3 ], "": null, "__proto__": {"constructor": true}',
  '"Comment": "// no comment, /* nor this */, {% nor that %}"',
] as const

function awkward(newline: string, indent: string, end: string): string {
  return [
    '{',
    `${indent}"StartAt":"Größe / ~1", "Version" : "1.0",`,
    `${indent}"States": {`,
    `${indent}${indent}"Größe / ~1": { "Type": "Pass", ${KEPT[0]}, "Next": "日本" },`,
    `${indent}${indent}"日本": {`,
    `${indent}${indent}${indent}"Type" : "Task", "Resource":"arn:aws:states:::sqs:sendMessage", ${KEPT[1]},`,
    `${indent}${indent}${indent}${KEPT[2]}, "Next":"Ende"`,
    `${indent}${indent}},`,
    `${indent}${indent}"Ende": { "Type": "Succeed", ${KEPT[3]} }`,
    `${indent}},  ${KEPT[3]}`,
    `}${end}`,
  ].join(newline)
}

const FIRST = '/States/Größe ~1 ~01'
const MIDDLE = '/States/日本'
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['two spaces, no newline at the end', awkward('\n', '  ', '')],
  ['tabs and a newline at the end', awkward('\n', '\t', '\n')],
  ['lines of Windows, and blank lines at the end', awkward('\r\n', '    ', '\r\n\r\n')],
  ['one line', awkward(' ', '', '')],
]

/** Each leaves every state there, so that all that was odd has to be there afterwards. */
const OPERATIONS: readonly (readonly [what: string, change: (source: string) => Change])[] = [
  [
    'insert',
    (source) => insertState(source, { kind: 'End', of: MIDDLE }, { name: 'N', state: { Type: 'Pass' } }),
  ],
  ['duplicate', (source) => duplicateState(source, MIDDLE)],
  ['rename', (source) => renameState(source, MIDDLE, 'Neu')],
  ['wrap', (source) => wrapState(source, MIDDLE, 'Parallel')],
  ['move', (source) => moveState(source, MIDDLE, { kind: 'Transition', at: '/StartAt' })],
  ['connect', (source) => connect(source, MIDDLE, 'Next', 'Größe / ~1')],
  ['pull', (source) => leadPlaceTo(source, { kind: 'Transition', at: `${FIRST}/Next` }, '/States/Ende')],
  ['set a field', (source) => setField(source, MIDDLE, 'TimeoutSeconds', 5)],
]

describe.each(TEXTS)('%s', (_, source) => {
  test.each(OPERATIONS)('%s keeps what it has nothing to do with, letter by letter', (_name, operation) => {
    const change = operation(source)
    if (!change.ok) throw new Error(change.because)
    const after = applyEdits(source, change.edits)
    expect(() => JSON.parse(after)).not.toThrow()
    for (const kept of KEPT) expect(after).toContain(kept)
    expect(after.endsWith(source.slice(source.lastIndexOf('}')))).toBe(true)
    expect(after.includes('\r\n')).toBe(source.includes('\r\n'))
    if (source.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('a field that is set and removed again leaves the text as it was', () => {
    const set = setField(source, MIDDLE, 'TimeoutSeconds', 5)
    if (!set.ok) throw new Error(set.because)
    const between = applyEdits(source, set.edits)
    const removed = setField(between, MIDDLE, 'TimeoutSeconds', undefined)
    expect(removed.ok && applyEdits(between, removed.edits)).toBe(source)
  })

  test('a name that is changed and changed back leaves the text as it was', () => {
    const there = renameState(source, MIDDLE, 'Neu')
    if (!there.ok) throw new Error(there.because)
    const between = applyEdits(source, there.edits)
    const back = renameState(between, '/States/Neu', '日本')
    expect(back.ok && applyEdits(between, back.edits)).toBe(source)
  })

  test('a deletion takes its own state alone', () => {
    const deleted = deleteState(source, MIDDLE)
    if (!deleted.ok) throw new Error(deleted.because)
    const after = applyEdits(source, deleted.edits)
    expect(Object.keys(JSON.parse(after).States)).toEqual(['Größe / ~1', 'Ende'])
    expect(after).toContain(KEPT[0])
    expect(after).toContain(KEPT[3])
  })
})

test.each([
  ['comments', 'not valid JSON', '{ "StartAt": "A", // first\n "States": { "A": { "Type": "Succeed" } } }'],
  ['a comma too many', 'not valid JSON', '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, } }'],
  [
    'a key twice',
    'The key "A" stands in this object twice',
    '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "A": { "Type": "Fail" } } }',
  ],
])('%s is nothing to draw on, and is said so before anything is changed', (_what, because, source) => {
  expect(obstacle(source)).toContain(because)
  expect(setField(source, '/States/A', 'Comment', 'x')).toMatchObject({ ok: false })
})
