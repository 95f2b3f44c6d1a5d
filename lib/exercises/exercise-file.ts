import * as z from 'zod/mini'
import { accountFile, patterned } from './account-file'
import { checkSchema } from './check-schema'

/** `exercise.json` as authors write it; texts of definitions and handlers stand in files beside it. */

/** What authors call things by: scenarios, checks, concepts, options, lessons. */
export const idSchema = patterned(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
const sentence = z.string().check(z.minLength(3))
const mistakeFile = patterned(
  /^mistakes\/[a-z0-9-]+\.asl\.json$/,
  'a file of the folder mistakes, *.asl.json',
)

/** Of scenarios and checks: where they run, which follows from what they need unless it is said here. */
const placed = {
  runsOn: z.exactOptional(z.array(z.enum(['sandbox', 'aws'])).check(z.minLength(1))),
  notOnAws: z.exactOptional(
    sentence.check(
      z.describe(
        'Why not on AWS: the rest of the sentence "not checked on AWS, because …", without a full stop',
      ),
    ),
  ),
}

const scenarioFile = z.strictObject({
  id: idSchema,
  title: sentence,
  hidden: z._default(z.boolean(), false),
  input: z.json(),
  /** Added to the exercise's account, by name. */
  account: z.exactOptional(accountFile),
  startAt: z._default(z.iso.datetime(), '2026-11-02T09:00:00Z'),
  seed: z._default(z.int(), 1),
  ...placed,
})

const authoredCheckFile = z.strictObject({
  id: idSchema,
  title: sentence,
  scenarios: z.exactOptional(z.array(idSchema).check(z.minLength(1))),
  expect: checkSchema,
  expectIn: z.exactOptional(z.record(idSchema, checkSchema)),
  ...placed,
  teaching: sentence,
  hints: z
    .tuple([sentence, sentence, sentence, sentence])
    .check(z.describe('Four rungs, from "where to look" to "nearly the answer"; the solution is the fifth')),
})

const promptFile = z.strictObject({
  id: idSchema,
  text: sentence,
  scenario: idSchema,
  options: z
    .array(
      z.strictObject({
        id: idSchema,
        text: z.string().check(z.minLength(1)),
        holds: checkSchema,
        because: sentence,
      }),
    )
    .check(z.minLength(2)),
})

const examTask = patterned(/^[1-4]\.[1-4]$/, 'a task statement such as 1.2')

/** Which task statements something serves, for each version of the exam. */
export const examTasksSchema = z.strictObject({
  'DVA-C02': z.array(examTask).check(z.minLength(1)),
  'DVA-C03': z.array(examTask).check(z.minLength(1)),
})

const common = {
  $schema: z.exactOptional(z.string()),
  title: sentence,
  summary: sentence,
  minutes: z.int().check(z.minimum(1), z.maximum(60)),
  concepts: z.array(idSchema).check(z.minLength(1)),
  examTasks: examTasksSchema,
  /** Of the machine that the learner writes; `STANDARD` unless given. */
  workflowType: z.exactOptional(z.enum(['STANDARD', 'EXPRESS'])),
  account: z.exactOptional(accountFile),
  scenarios: z.array(scenarioFile).check(z.minLength(1)),
}

const toWriteFile = <Kind extends 'write' | 'repair'>(kind: Kind) =>
  z.strictObject({
    ...common,
    kind: z.literal(kind),
    checks: z.array(authoredCheckFile).check(z.minLength(1)),
    mistakes: z
      .array(z.strictObject({ name: sentence, file: mistakeFile, caughtBy: idSchema }))
      .check(
        z.minLength(2),
        z.describe('Wrong answers that learners give; each has to fail the check it names'),
      ),
  })

const predictFile = z.strictObject({
  ...common,
  kind: z.literal('predict'),
  prompts: z.array(promptFile).check(z.minLength(1)),
})

export const exerciseFileSchema = z.discriminatedUnion('kind', [
  toWriteFile('write'),
  toWriteFile('repair'),
  predictFile,
])

export type ExerciseFile = z.infer<typeof exerciseFileSchema>
