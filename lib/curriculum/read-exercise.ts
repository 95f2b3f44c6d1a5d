import 'server-only'
import type { Exercise, Mistake, Scenario } from '@/lib/exercises'
import { type ExerciseFile, exerciseFileSchema } from '@/lib/exercises/schemas'
import type { ContentFiles } from './content-files'
import { ContentFolder } from './content-folder'
import type { ContentProblem } from './content-problem'
import { type JsonFile, type Path, readJsonFile } from './json-file'

type AccountSetup = Scenario['account']

export interface ExerciseRead {
  exercise?: Exercise
  /** The text of `brief.mdx`. */
  brief: string
  problems: readonly ContentProblem[]
  /** For problems that only running the exercise shows. */
  json?: JsonFile<ExerciseFile>
}

/** Reads `exercises/<id>/`: the exercise, or what is wrong with its files. */
export function readExercise(files: ContentFiles, id: string): ExerciseRead {
  const folder = `exercises/${id}`
  const jsonPath = `${folder}/exercise.json`
  const json = readJsonFile(
    jsonPath,
    files.text(jsonPath),
    exerciseFileSchema,
    'content/schemas/exercise.schema.json',
  )
  if (!json.ok) return { brief: '', problems: json.error }
  const folderReader = new ContentFolder(files, folder, 'exercise.json', json.value)
  const exercise = exerciseIn(folderReader, id)
  const brief = folderReader.text('brief.mdx', [])
  const problems = [
    ...folderReader.problems,
    ...folderReader.strayFiles(),
    ...referenceProblems(exercise, json.value),
  ]
  return problems.length > 0 ? { brief, problems } : { exercise, brief, problems, json: json.value }
}

/** An exercise from `exercise.json` and the files beside it. */
function exerciseIn(folder: ContentFolder<ExerciseFile>, id: string): Exercise {
  const file = folder.json.value
  const base = {
    id,
    contentVersion: folder.version(),
    title: file.title,
    summary: file.summary,
    minutes: file.minutes,
    concepts: file.concepts,
    examTasks: file.examTasks,
    ...(file.workflowType && { workflowType: file.workflowType }),
    scenarios: file.scenarios.map((scenario, index) => scenarioIn(folder, scenario, index)),
  }
  if (file.kind === 'predict') {
    const definition = folder.text('definition.asl.json', ['kind'])
    return { ...base, kind: file.kind, checks: [], mistakes: [], definition, prompts: file.prompts }
  }
  return {
    ...base,
    kind: file.kind,
    checks: file.checks,
    starter: folder.text('starter.asl.json', ['kind']),
    solution: folder.text('solution.asl.json', ['kind']),
    mistakes: file.mistakes.map(
      ({ name, file: mistakeFile, caughtBy }, index): Mistake => ({
        name,
        caughtBy,
        definition: folder.text(mistakeFile, ['mistakes', index, 'file']),
      }),
    ),
  }
}

function scenarioIn(
  folder: ContentFolder<ExerciseFile>,
  file: ExerciseFile['scenarios'][number],
  index: number,
): Scenario {
  return {
    id: file.id,
    title: file.title,
    hidden: file.hidden,
    input: file.input,
    startAt: file.startAt,
    seed: file.seed,
    ...(file.runsOn && { runsOn: file.runsOn }),
    ...(file.notOnAws && { notOnAws: file.notOnAws }),
    account: merged(
      folder.account(folder.json.value.account, ['account']),
      folder.account(file.account, ['scenarios', index, 'account']),
    ),
  }
}

/**
 * The scenario's account over the exercise's: things by name, the second replacing the first; of scripts, the
 * scenario's go before the exercise's, as the first that fits is taken.
 */
function merged(first: AccountSetup, second: AccountSetup): AccountSetup {
  const both: Record<string, unknown> = { ...first }
  for (const [part, added] of Object.entries(second)) {
    const own = both[part]
    both[part] = Array.isArray(added)
      ? [...added, ...(Array.isArray(own) ? own : [])]
      : { ...(typeof own === 'object' ? own : {}), ...added }
  }
  return both
}

/** Ids that name nothing, or two things. */
function referenceProblems(exercise: Exercise, json: JsonFile<ExerciseFile>): ContentProblem[] {
  const scenarios = exercise.scenarios.map((scenario) => scenario.id)
  const problems: ContentProblem[] = []
  const mustBeOneOf = (known: readonly string[], what: string, id: string, path: Path) => {
    if (known.includes(id)) return
    problems.push(
      json.problemAt(
        path,
        `There is no ${what} called "${id}" in this exercise.`,
        `Write one of: ${known.join(', ')}.`,
      ),
    )
  }
  const mustDiffer = (ids: readonly string[], what: string, member: string) => {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) === index) return
      problems.push(
        json.problemAt([member, index, 'id'], `Two ${what} are called "${id}".`, 'Rename one of them.'),
      )
    })
  }
  mustDiffer(scenarios, 'scenarios', 'scenarios')
  if (exercise.kind === 'predict') {
    mustDiffer(
      exercise.prompts.map((prompt) => prompt.id),
      'prompts',
      'prompts',
    )
    exercise.prompts.forEach((prompt, index) => {
      mustBeOneOf(scenarios, 'scenario', prompt.scenario, ['prompts', index, 'scenario'])
    })
    return problems
  }
  const checks = exercise.checks.map((check) => check.id)
  mustDiffer(checks, 'checks', 'checks')
  exercise.checks.forEach((check, index) => {
    check.scenarios?.forEach((id, place) => {
      mustBeOneOf(scenarios, 'scenario', id, ['checks', index, 'scenarios', place])
    })
    for (const id of Object.keys(check.expectIn ?? {})) {
      mustBeOneOf(scenarios, 'scenario', id, ['checks', index, 'expectIn', id])
    }
  })
  exercise.mistakes.forEach((mistake, index) => {
    mustBeOneOf(checks, 'check', mistake.caughtBy, ['mistakes', index, 'caughtBy'])
  })
  return problems
}
