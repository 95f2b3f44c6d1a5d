import { describe, expect, test } from 'vitest'
import {
  addEntry,
  type Change,
  connect,
  deleteState,
  duplicateState,
  endAt,
  insertState,
  leadPlaceTo,
  moveEntry,
  moveState,
  removeEntry,
  renameState,
  setField,
  setFieldWithin,
  wrapState,
} from '@/lib/studio'
import { applied } from './pictures'

const ORDER = `{
  "StartAt": "Check",
  "States": {
    "Check": { "Type": "Choice", "Choices": [ { "Variable": "$.n", "NumericGreaterThan": 0, "Next": "Ship" } ], "Default": "Refuse" },
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "q",   "MessageBody.$": "$"},
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Refuse" }],
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Pass",
      "End": true
    },
    "Refuse": {
      "Type": "Fail"
    }
  }
}`

const INNER =
  '{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}],"End":true}}}'

interface Case {
  what: string
  made: (source: string) => Change
  /** What the text must hold afterwards, in any order, blanks counted. */
  holds: readonly string[]
  /** What it must not hold any more. */
  lacks?: readonly string[]
  says: string
}

const pass = { name: 'New', state: { Type: 'Pass' } }
const CASES: readonly Case[] = [
  {
    what: 'a state on an arrow',
    made: (source) => insertState(source, { kind: 'Transition', at: '/States/Ship/Next' }, pass),
    holds: [
      '"Next": "New"\n    },\n    "New": {\n      "Type": "Pass",\n      "Next": "Tell"\n    },\n    "Tell": {',
    ],
    says: 'Added New after Ship.',
  },
  {
    what: 'a state at the start',
    made: (source) => insertState(source, { kind: 'Transition', at: '/StartAt' }, pass),
    holds: [
      '"StartAt": "New"',
      '"States": {\n    "New": {\n      "Type": "Pass",\n      "Next": "Check"\n    },\n    "Check"',
    ],
    says: 'Added New before Check.',
  },
  {
    what: 'a state at the end',
    made: (source) => insertState(source, { kind: 'End', of: '/States/Tell' }, pass),
    holds: [
      '"Tell": {\n      "Type": "Pass",\n      "Next": "New"\n    }',
      '"New": {\n      "Type": "Pass",\n      "End": true\n    }',
    ],
    says: 'Added New after Tell.',
  },
  {
    what: 'an end in the middle',
    made: (source) =>
      insertState(
        source,
        { kind: 'Transition', at: '/States/Ship/Next' },
        { name: 'Done', state: { Type: 'Succeed' } },
      ),
    holds: ['"Next": "Done"', '"Done": {\n      "Type": "Succeed"\n    }'],
    says: 'Added Done after Ship. Nothing leads to Tell now.',
  },
  {
    what: 'a state of a name that is taken',
    made: (source) =>
      insertState(source, { kind: 'End', of: '/States/Tell' }, { name: 'Ship', state: { Type: 'Pass' } }),
    holds: ['"Ship (2)": {'],
    says: 'Added Ship (2) after Tell.',
  },
  {
    what: 'a state behind a new rule',
    made: (source) => insertState(source, { kind: 'Rule', of: '/States/Check' }, pass),
    holds: [
      '"Next": "Ship" }, { "Variable": "$", "IsPresent": false, "Next": "New" } ], "Default": "Refuse"',
    ],
    says: 'Added New after Check.',
  },
  {
    what: 'a state in front of what a rule leads to',
    made: (source) => insertState(source, { kind: 'Transition', at: '/States/Check/Choices/0/Next' }, pass),
    holds: ['"NumericGreaterThan": 0, "Next": "New" }', '"Next": "Ship"\n    },\n    "Ship"'],
    says: 'Added New after Check.',
  },
  {
    what: 'the deletion of the first state, which leads to its Default',
    made: (source) => deleteState(source, '/States/Check'),
    holds: ['"StartAt": "Refuse"', '"States": {\n    "Ship": {'],
    lacks: ['Check'],
    says: 'Deleted Check.',
  },
  {
    what: 'the deletion of a last state',
    made: (source) => deleteState(source, '/States/Tell'),
    holds: ['"Next": "Refuse" }],\n      "End": true\n    },\n    "Refuse"'],
    lacks: ['Tell'],
    says: 'Deleted Tell.',
  },
  {
    what: 'the deletion of what a catcher leads to, which cannot end',
    made: (source) => deleteState(source, '/States/Refuse'),
    holds: ['"Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Refuse" }]', '"Next": "Ship" } ] },'],
    lacks: ['Default', 'Fail'],
    says: 'Deleted Refuse. Ship still names it: choose another state there.',
  },
  {
    what: 'a copy',
    made: (source) => duplicateState(source, '/States/Tell'),
    holds: [
      '"Next": "Tell (2)"',
      '"Tell (2)": {\n      "Type": "Pass",\n      "End": true\n    },\n    "Refuse"',
    ],
    says: 'Added Tell (2) after Tell.',
  },
  {
    what: 'a copy of an end',
    made: (source) => duplicateState(source, '/States/Refuse'),
    holds: [
      '"Refuse": {\n      "Type": "Fail"\n    },\n    "Refuse (2)": {\n      "Type": "Fail"\n    }\n  }',
    ],
    says: 'Added Refuse (2). Nothing leads to it yet.',
  },
  {
    what: 'a move within the machine, which changes transitions and no order',
    made: (source) =>
      moveState(source, '/States/Tell', { kind: 'Transition', at: '/States/Check/Choices/0/Next' }),
    holds: [
      '"NumericGreaterThan": 0, "Next": "Tell" }',
      '"Next": "Refuse" }],\n      "End": true',
      '"Type": "Pass",\n      "Next": "Ship"',
    ],
    says: 'Moved Tell after Check.',
  },
  {
    what: 'a Parallel around a state, which takes the catchers',
    made: (source) => wrapState(source, '/States/Ship', 'Parallel'),
    holds: [
      '"NumericGreaterThan": 0, "Next": "Parallel" }',
      '    "Parallel": {\n      "Type": "Parallel",\n      "Branches": [\n        {\n          "StartAt": "Ship",\n          "States": {\n            "Ship": {\n              "Type": "Task",',
      '              "Parameters": {"QueueUrl": "q",   "MessageBody.$": "$"},\n              "End": true\n            }\n          }\n        }\n      ],\n      "Catch": [\n',
      '      ],\n      "Next": "Tell"\n    },\n    "Tell"',
    ],
    says: 'Put Parallel around Ship.',
  },
  {
    what: 'a Map around a state',
    made: (source) => wrapState(source, '/States/Tell', 'Map'),
    holds: [
      '"ItemProcessor": {\n        "ProcessorConfig": {\n          "Mode": "INLINE"\n        },\n        "StartAt": "Tell"',
    ],
    says: 'Put Map around Tell.',
  },
  {
    what: 'another name everywhere',
    made: (source) => renameState(source, '/States/Refuse', 'No "way"'),
    holds: [
      '"Default": "No \\"way\\""',
      '["States.ALL"], "Next": "No \\"way\\"" }]',
      '"No \\"way\\"": {\n      "Type": "Fail"',
    ],
    lacks: ['Refuse'],
    says: 'Renamed Refuse to No "way".',
  },
  {
    what: 'a transition in place of an end',
    made: (source) => connect(source, '/States/Tell', 'Next', 'Check'),
    holds: ['"Type": "Pass",\n      "Next": "Check"\n    }'],
    says: 'Tell leads to Check.',
  },
  {
    what: 'a second catcher, before the one that takes all',
    made: (source) => connect(source, '/States/Ship', 'Catch', 'Tell'),
    holds: [
      '[{ "ErrorEquals": ["States.TaskFailed"], "Next": "Tell" }, { "ErrorEquals": ["States.ALL"], "Next": "Refuse" }]',
    ],
    says: 'Ship leads to Tell when it fails.',
  },
  {
    what: 'an arrow pulled to another state',
    made: (source) => leadPlaceTo(source, { kind: 'Transition', at: '/States/Ship/Next' }, '/States/Refuse'),
    holds: ['"Next": "Refuse" }],\n      "Next": "Refuse"'],
    says: 'Ship leads to Refuse.',
  },
  {
    what: 'the arrow of a catcher pulled to another state',
    made: (source) =>
      leadPlaceTo(source, { kind: 'Transition', at: '/States/Ship/Catch/0/Next' }, '/States/Tell'),
    holds: ['"Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Tell" }]'],
    says: 'Ship leads to Tell when it fails.',
  },
  {
    what: 'the arrow of a rule pulled to another state',
    made: (source) =>
      leadPlaceTo(source, { kind: 'Transition', at: '/States/Check/Choices/0/Next' }, '/States/Tell'),
    holds: ['"NumericGreaterThan": 0, "Next": "Tell" }'],
    says: 'Check leads to Tell by a rule.',
  },
  {
    what: 'the arrow of the start pulled to another state',
    made: (source) => leadPlaceTo(source, { kind: 'Transition', at: '/StartAt' }, '/States/Ship'),
    holds: ['"StartAt": "Ship"'],
    says: 'The machine starts with Ship.',
  },
  {
    what: 'the end pulled to a state, which makes a loop',
    made: (source) => leadPlaceTo(source, { kind: 'End', of: '/States/Tell' }, '/States/Check'),
    holds: ['"Type": "Pass",\n      "Next": "Check"'],
    says: 'Tell leads to Check.',
  },
  {
    what: 'a new rule pulled to a state',
    made: (source) => leadPlaceTo(source, { kind: 'Rule', of: '/States/Check' }, '/States/Tell'),
    holds: ['{ "Variable": "$", "IsPresent": false, "Next": "Tell" } ], "Default": "Refuse"'],
    says: 'Check leads to Tell by a rule.',
  },
  {
    what: 'an end in place of a transition',
    made: (source) => endAt(source, '/States/Ship'),
    holds: ['"Next": "Refuse" }],\n      "End": true'],
    says: 'Ship ends here.',
  },
  {
    what: 'a field in its usual place',
    made: (source) =>
      setField(source, '/States/Ship', 'TimeoutSeconds', 30, ['Type', 'Resource', 'TimeoutSeconds', 'Next']),
    holds: [
      '"Resource": "arn:aws:states:::sqs:sendMessage",\n      "TimeoutSeconds": 30,\n      "Parameters": {"QueueUrl": "q",   "MessageBody.$": "$"}',
    ],
    says: 'Changed TimeoutSeconds.',
  },
  {
    what: 'a field taken away',
    made: (source) => setField(source, '/States/Ship', 'Parameters', undefined),
    holds: ['sendMessage",\n      "Catch"'],
    says: 'Removed Parameters.',
  },
  {
    what: 'a field of an object that is not there yet',
    made: (source) => setFieldWithin(source, '/States/Tell', 'Assign', 'x', 1),
    holds: ['"End": true,\n      "Assign": {\n        "x": 1\n      }'],
    says: 'Changed x.',
  },
  {
    what: 'a retrier where there is none',
    made: (source) =>
      addEntry(source, '/States/Ship', 'Retry', { ErrorEquals: ['States.Timeout'] }, [
        'Type',
        'Retry',
        'Catch',
      ]),
    holds: [
      '"Type": "Task",\n      "Retry": [\n        {\n          "ErrorEquals": [\n            "States.Timeout"\n          ]\n        }\n      ],',
    ],
    says: 'Added an entry to Retry.',
  },
  {
    what: 'the last entry of a list taken away with the list',
    made: (source) => removeEntry(source, '/States/Ship/Catch/0', false),
    holds: ['"$"},\n      "Next": "Tell"'],
    lacks: ['Catch'],
    says: 'Removed the entry.',
  },
]

describe('an operation changes what it is asked to, and nothing else of the text', () => {
  test.each(CASES)('$what', ({ made, holds, lacks = [], says }) => {
    const change = made(ORDER)
    const text = applied(ORDER, change)
    expect(() => JSON.parse(text)).not.toThrow()
    for (const part of holds) expect(text).toContain(part)
    for (const part of lacks) expect(text).not.toContain(part)
    expect(change.ok && change.says).toBe(says)
  })
})

test('entries change places, each with its own text', () => {
  const source = '{"States":{"A":{"Retry":[{"a":1}, { "b": 2 },\n {"c":3}]}}}'
  expect(applied(source, moveEntry(source, '/States/A/Retry', 2, 0))).toBe(
    '{"States":{"A":{"Retry":[{"c":3}, {"a":1},\n { "b": 2 }]}}}',
  )
})

test('a text on one line stays on one line, in its own spacing', () => {
  const source = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}'
  expect(applied(source, insertState(source, { kind: 'End', of: '/States/A' }, pass))).toBe(
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"New"},"New":{"Type":"Pass","End":true}}}',
  )
})

test('tabs and line ends of Windows are kept', () => {
  const source =
    '{\r\n\t"StartAt": "A",\r\n\t"States": {\r\n\t\t"A": {\r\n\t\t\t"Type": "Pass",\r\n\t\t\t"End": true\r\n\t\t}\r\n\t}\r\n}'
  expect(applied(source, insertState(source, { kind: 'End', of: '/States/A' }, pass))).toContain(
    '},\r\n\t\t"New": {\r\n\t\t\t"Type": "Pass",\r\n\t\t\t"End": true\r\n\t\t}\r\n\t}',
  )
})

test('a state goes into an empty branch, and out of it again', () => {
  const source = `{
  "StartAt": "P",
  "States": {
    "P": {
      "Type": "Parallel",
      "Branches": [
        {
          "StartAt": "",
          "States": {}
        }
      ],
      "End": true
    }
  }
}`
  const place = { kind: 'Empty', machine: '/States/P/Branches/0' } as const
  const filled = applied(source, insertState(source, place, pass))
  expect(filled).toContain(
    '"StartAt": "New",\n          "States": {\n            "New": {\n              "Type": "Pass",',
  )
  expect(applied(filled, deleteState(filled, '/States/P/Branches/0/States/New'))).toBe(source)
  const outside = applied(
    filled,
    moveState(filled, '/States/P/Branches/0/States/New', { kind: 'End', of: '/States/P' }),
  )
  expect(JSON.parse(outside).States.New).toEqual({ Type: 'Pass', End: true })
  expect(outside).toContain('    "New": {\n      "Type": "Pass",\n      "End": true\n    }')
  expect(applied(outside, moveState(outside, '/States/New', place))).toBe(filled)
})

describe('what cannot be done is refused with the reason', () => {
  test.each<[Change, string]>([
    [wrapState(ORDER, '/States/Check', 'Map'), 'Check is a Choice'],
    [renameState(ORDER, '/States/Ship', 'Tell'), 'There is a state Tell already'],
    [renameState(ORDER, '/States/Ship', ''), 'A state needs a name'],
    [deleteState(ORDER, '/States/Gone'), 'Gone is no longer there'],
    [connect(ORDER, '/States/Refuse', 'Next', 'Ship'), 'Refuse ends the execution'],
    [connect(ORDER, '/States/Tell', 'Catch', 'Ship'), 'Tell has no Catch'],
    [
      moveState(ORDER, '/States/Tell', { kind: 'Transition', at: '/States/Ship/Next' }),
      'Tell is there already',
    ],
    [
      leadPlaceTo(ORDER, { kind: 'Transition', at: '/States/Ship/Next' }, '/States/Tell'),
      'Ship leads to Tell already',
    ],
    [leadPlaceTo(ORDER, { kind: 'End', of: '/States/Tell' }, '/States/Gone'), 'Gone is no longer there'],
    [
      leadPlaceTo(INNER, { kind: 'End', of: '/States/P/Branches/0/States/A' }, '/States/P'),
      'P is not beside A: no transition crosses a border',
    ],
    [insertState('{ "StartAt": ', { kind: 'Empty', machine: '' }, pass), 'not valid JSON'],
    [
      insertState('{"A":1,"A":2}', { kind: 'Empty', machine: '' }, pass),
      'The key "A" stands in this object twice',
    ],
  ])('%#', (change, because) => {
    expect(change.ok ? '' : change.because).toContain(because)
  })
})
