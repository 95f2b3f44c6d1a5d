import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkContent, problemText, readingProblems } from '@/lib/curriculum/check'
import type { World } from '@/lib/exercises'
import { loadHandlers } from '@/lib/handlers'

/** Content broken on purpose: each break is reported where it is, with what to write instead. */

const LESSON = 'lessons/four-types-of-task/lesson.mdx'
const FIRST = 'exercises/task-types/lambda-by-arn'
const PREDICT = 'exercises/task-types/what-comes-back'
const CALLBACK = 'exercises/patterns/an-answer-that-never-comes'
const CHILD = 'exercises/patterns/read-the-child'

/** One lesson with all that it uses, and what has an account to break: checking all content takes longer. */
const KEPT = [
  'lessons/four-types-of-task',
  'schemas',
  FIRST,
  'exercises/task-types/open-the-envelope',
  PREDICT,
  CALLBACK,
  CHILD,
  'questions/task-types-envelope.json',
  'questions/task-types-waiting-activity.json',
  'questions/task-types-without-lambda.json',
]

let world: World
let root: string

beforeAll(async () => {
  world = { runHandler: await loadHandlers() }
})

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'content-'))
  for (const part of KEPT) cpSync(path.join('content', part), path.join(root, part), { recursive: true })
  const course = JSON.parse(readFileSync('content/courses/step-functions.json', 'utf8'))
  const [first] = course.modules
  mkdirSync(path.join(root, 'courses'))
  writeFileSync(
    path.join(root, 'courses/step-functions.json'),
    JSON.stringify({ ...course, modules: [{ ...first, lessons: ['four-types-of-task'] }] }, undefined, 2),
  )
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Exercises are run only where reading finds nothing wrong, as that takes longest. */
async function problems(): Promise<string[]> {
  const read = readingProblems(root)
  const found = read.length > 0 ? read : (await checkContent(root, world)).problems
  return found.map((problem) => problemText(problem, 'content'))
}

/** Replaces the first `from`, which has to be there; returns the line and column where it was. */
function replace(file: string, from: string, to: string): { line: number; column: number } {
  const text = readFileSync(path.join(root, file), 'utf8')
  const offset = text.indexOf(from)
  if (offset < 0) throw new Error(`${file} has no ${from}`)
  writeFileSync(
    path.join(root, file),
    text.replace(from, () => to),
  )
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

interface Break {
  what: string
  file: string
  from: string
  to: string
  says: RegExp
  /** Columns from the replaced text to the place reported; the line's beginning when absent. */
  shift?: number
}

const breaks: Break[] = [
  {
    what: 'a lost comma',
    file: `${FIRST}/exercise.json`,
    from: '"summary"',
    to: '7 "summary"',
    says: /Something|comma|colon/,
    shift: 0,
  },
  {
    what: 'a comment',
    file: `${FIRST}/exercise.json`,
    from: '"minutes"',
    to: '/* short */ "minutes"',
    says: /Comments are not allowed/,
    shift: 0,
  },
  {
    what: 'a misspelt member',
    file: `${FIRST}/exercise.json`,
    from: '"teaching"',
    to: '"teching"',
    says: /no member called "teching"/,
    shift: 0,
  },
  {
    what: 'an unknown kind of check',
    file: `${FIRST}/exercise.json`,
    from: '"Called"',
    to: '"Caled"',
    says: /expect\.kind" .*Called.*TableHolds/,
    shift: 0,
  },
  {
    what: 'an event that does not exist',
    file: `${PREDICT}/exercise.json`,
    from: '"LambdaFunctionScheduled",',
    to: '"LambdaScheduled",',
    says: /type of history event/,
    shift: 0,
  },
  {
    what: 'a check that no mistake can fail',
    file: `${FIRST}/exercise.json`,
    from: '"caughtBy": "calls-price-order"',
    to: '"caughtBy": "calls-it"',
    says: /no check called "calls-it"[\s\S]*Write one of: calls-price-order/,
    shift: 12,
  },
  {
    what: 'a mistake meant for another check',
    file: 'exercises/task-types/open-the-envelope/exercise.json',
    from: '"caughtBy": "packers-are-told"',
    to: '"caughtBy": "price-by-invoke"',
    says: /is not caught by "price-by-invoke"[\s\S]*It fails packers-are-told: name one of these/,
    shift: 12,
  },
  {
    what: 'a scenario that is not there',
    file: `${PREDICT}/exercise.json`,
    from: '"scenario": "small-order"',
    to: '"scenario": "smal-order"',
    says: /no scenario called "smal-order"/,
    shift: 12,
  },
  {
    what: 'a wrong expectation',
    file: `${FIRST}/exercise.json`,
    from: '"total": 29',
    to: '"total": 30',
    says: /solution\.asl\.json:\d+:\d+ {2}The solution fails "hands-on-the-price".*29/,
  },
  {
    what: 'a handler that is not there',
    file: `${FIRST}/exercise.json`,
    from: '"functions/send-receipt.mjs"',
    to: '"functions/send-letter.mjs"',
    says: /send-letter\.mjs is missing beside this one/,
    shift: 0,
  },
  {
    what: 'a function that no client can ask',
    file: `${CALLBACK}/exercise.json`,
    from: '"afterSeconds": 400,',
    to: '"function": "take-money", "afterSeconds": 400,',
    says: /no function called "take-money" in this account[\s\S]*Write one of: send-link/,
    shift: 12,
  },
  {
    what: 'a request that brings no token',
    file: `${CALLBACK}/exercise.json`,
    from: '"on": "lambda:invoke"',
    to: '"on": "lambda:invoked"',
    says: /No task token goes out with lambda:invoked[\s\S]*Did you mean lambda:invoke\?/,
    shift: 6,
  },
  {
    what: 'a check about a state that no definition has',
    file: `${CALLBACK}/exercise.json`,
    from: '"state": "AskForPayment"',
    to: '"state": "AskForPaymnet"',
    says: /has a state called "AskForPaymnet"[\s\S]*AskForPayment/,
    shift: 9,
  },
  {
    what: 'a check about a machine that the account has not',
    file: `${CHILD}/exercise.json`,
    from: '"machine": "price-order"',
    to: '"machine": "prize-order"',
    says: /no state machine called "prize-order" in the account[\s\S]*price-order/,
    shift: 11,
  },
  {
    what: 'a hidden scenario with the input of another',
    file: `${CALLBACK}/exercise.json`,
    from: '"orderId": "o-1907"',
    to: '"orderId": "o-18"',
    says: /an input that learners may read[\s\S]*of its own/,
  },
  {
    what: 'a broken machine of the account',
    file: `${CHILD}/machines/price-order.asl.json`,
    from: '"Type": "Fail"',
    to: '"Type": "Fial"',
    says: /price-order\.asl\.json:\d+:\d+ {2}.*Fial|Type/,
    shift: 8,
  },
  {
    what: 'an unknown exercise',
    file: LESSON,
    from: '<Exercise id="task-types/lambda-by-arn" />',
    to: '<Exercise id="task-types/lambda-by-name" />',
    says: /no exercise called "task-types\/lambda-by-name"[\s\S]*These exist: .*task-types/,
    shift: 0,
  },
  {
    what: 'an unknown question',
    file: LESSON,
    from: '"task-types-envelope"]',
    to: '"task-types-envelop"]',
    says: /no question called "task-types-envelop"/,
  },
  {
    what: 'an unknown state',
    file: LESSON,
    from: '<State name="BookCourier" />',
    to: '<State name="BookCurier" />',
    says: /no state called "BookCurier"[\s\S]*BookCourier/,
    shift: 0,
  },
  {
    what: 'an unknown machine',
    file: LESSON,
    from: '<StateMachine name="order-paid"',
    to: '<StateMachine name="order-payed"',
    says: /no machine beside this lesson called "order-payed"/,
    shift: 0,
  },
  {
    what: 'an unknown component',
    file: LESSON,
    from: '<Sources />',
    to: '<Source />',
    says: /no component <Source> for lessons[\s\S]*Sources/,
    shift: 0,
  },
  {
    what: 'an unknown kind of note',
    file: LESSON,
    from: '<Note kind="exam">',
    to: '<Note kind="exma">',
    says: /kind of <Note> cannot be "exma"[\s\S]*trap, exam, cost/,
    shift: 0,
  },
  {
    what: 'a missing attribute',
    file: LESSON,
    from: ' title="What happens once an order is paid"',
    to: '',
    says: /<StateMachine> needs title/,
  },
  { what: 'an open tag', file: LESSON, from: '</Note>', to: '', says: /Expected/ },
  {
    what: 'script in a lesson',
    file: LESSON,
    from: '## Check yourself',
    to: 'export const now = 1\n\n## Check yourself',
    says: /Lessons hold no script/,
    shift: 0,
  },
  {
    what: 'a dead link',
    file: LESSON,
    from: '## Check yourself',
    to: '[more](/lessons/five-types)',
    says: /link to \/lessons\/five-types leads nowhere/,
    shift: 0,
  },
  {
    what: 'frontmatter without a title',
    file: LESSON,
    from: 'title: Four types of task\n',
    to: '',
    says: /no "title"/,
  },
  {
    what: 'a lesson nobody can find',
    file: 'courses/step-functions.json',
    from: '"four-types-of-task"',
    to: '"four-kinds-of-task"',
    says: /no lesson called "four-kinds-of-task"/,
    shift: 0,
  },
  {
    what: 'two keys',
    file: 'questions/task-types-envelope.json',
    from: '"correct": false',
    to: '"correct": true',
    says: /exactly one correct option; this has 2/,
  },
  {
    what: 'an option without a reason',
    file: 'questions/task-types-envelope.json',
    from: '"reason"',
    to: '"reasn"',
    says: /no member called "reasn"/,
    shift: 0,
  },
  {
    what: 'a stale schema',
    file: 'schemas/question.schema.json',
    from: '"multiple-choice"',
    to: '"single-choice"',
    says: /not the one that the code reads/,
  },
]

describe('broken content', () => {
  test.each(breaks)('$what', async ({ file, from, to, says, shift }) => {
    const { line, column } = replace(file, from, to)
    const found = await problems()
    expect(found.join('\n')).toMatch(says)
    expect(
      found.some((text) => text.startsWith(`content/${file}:`) || text.includes('solution.asl.json')),
    ).toBe(true)
    if (shift !== undefined) {
      expect(found.map((text) => text.split('  ')[0])).toContain(`content/${file}:${line}:${column + shift}`)
    }
    for (const text of found) expect(text).toMatch(/:\d+:\d+ {2}\S.*\n {4}\S/)
  })

  test('a solution that is wrong is shown at its line', async () => {
    const { line } = replace(`${FIRST}/solution.asl.json`, 'price-order', 'send-receipt')
    const found = await problems()
    expect(found[0]).toMatch(
      new RegExp(`^content/${FIRST}/solution\\.asl\\.json:(${line}|${line - 2}):\\d+ {2}The solution fails`),
    )
  })

  test('a solution that is no definition is shown with the diagnostic', async () => {
    replace(`${FIRST}/solution.asl.json`, '"StartAt": "PriceOrder"', '"StartAt": "PriceOrdr"')
    expect((await problems())[0]).toMatch(/solution\.asl\.json:\d+:\d+ {2}/)
  })

  test('a starter that has nothing left to do', async () => {
    replace(`${FIRST}/starter.asl.json`, 'function:NAME', 'function:price-order')
    expect((await problems()).join('\n')).toContain('starter.asl.json:1:1  The starter passes every check')
  })

  test('a mistake that is right', async () => {
    replace(`${FIRST}/mistakes/another-function.asl.json`, 'send-receipt', 'price-order')
    expect((await problems()).join('\n')).toMatch(
      /exercise\.json:\d+:\d+ {2}The mistake "calls the other function/,
    )
  })

  test('a prompt of which two options hold', async () => {
    replace(`${PREDICT}/exercise.json`, '"times": 0', '"times": 1')
    expect((await problems()).join('\n')).toMatch(
      /exercise\.json:\d+:\d+ {2}Of the options of "lambda-events" more than one/,
    )
  })

  test('files that nothing reads', async () => {
    for (const file of ['notes.txt', `${FIRST}/todo.md`, 'lessons/four-types-of-task/old.asl.json']) {
      writeFileSync(path.join(root, file), '{}')
    }
    const found = (await problems()).join('\n')
    expect(found).toContain('content/notes.txt:1:1  Nothing reads this file.')
    expect(found).toContain(`content/${FIRST}/todo.md:1:1  Nothing in exercise.json uses this file.`)
    expect(found).toContain('old.asl.json:1:1  The lesson shows this machine nowhere.')
  })
})

describe('npm run content:check', () => {
  const run = (...options: string[]) =>
    promisify(execFile)(process.execPath, [
      '--conditions=react-server',
      '--import',
      'tsx',
      'scripts/content-check.ts',
      ...options,
    ])

  test('says in one line that all is well', async () => {
    const { stdout } = await run('--root', root)
    expect(stdout.trim()).toMatch(
      /^content: \d+ courses?, \d+ lessons?, \d+ exercises?, \d+ mistakes?, \d+ questions?, \d+ examples?: no problem$/,
    )
  })

  test('prints the problems and ends with status 1', async () => {
    replace(LESSON, '<Sources />', '<Source />')
    const failed = await run('--root', root).then(
      () => undefined,
      (error: { code: number; stderr: string; stdout: string }) => error,
    )
    expect(failed?.code).toBe(1)
    expect(failed?.stderr).toContain(`${LESSON}:`)
    expect(failed?.stdout).toMatch(/: 1 to mend\n$/)
  })
})
