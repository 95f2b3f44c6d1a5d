import 'server-only'
import type { Exercise, Mistake, Scenario } from '@/lib/exercises'
import { type AccountFile, type ExerciseFile, exerciseFileSchema } from '@/lib/exercises/schemas'
import type { ContentFiles } from './content-files'
import { type ContentProblem, TOP } from './content-problem'
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
  const folderReader = new ExerciseFolder(files, folder, json.value)
  const exercise = folderReader.exercise(id)
  const brief = folderReader.text('brief.mdx', [])
  const problems = [
    ...folderReader.problems,
    ...folderReader.strayFiles(),
    ...referenceProblems(exercise, json.value),
  ]
  return problems.length > 0 ? { brief, problems } : { exercise, brief, problems, json: json.value }
}

/** Collects the texts that `exercise.json` speaks of, and a problem for each that is not there. */
class ExerciseFolder {
  readonly problems: ContentProblem[] = []
  readonly #used = new Set<string>()
  readonly #files: ContentFiles
  readonly #folder: string
  readonly #json: JsonFile<ExerciseFile>

  constructor(files: ContentFiles, folder: string, json: JsonFile<ExerciseFile>) {
    this.#files = files
    this.#folder = folder
    this.#json = json
    this.#used.add(`${folder}/exercise.json`)
  }

  exercise(id: string): Exercise {
    const file = this.#json.value
    const base = {
      id,
      contentVersion: this.#files.hash(this.#files.below(this.#folder)),
      title: file.title,
      summary: file.summary,
      minutes: file.minutes,
      concepts: file.concepts,
      examTasks: file.examTasks,
      ...(file.workflowType && { workflowType: file.workflowType }),
      scenarios: file.scenarios.map((scenario, index) => this.#scenario(scenario, index)),
    }
    if (file.kind === 'predict') {
      const definition = this.text('definition.asl.json', ['kind'])
      return { ...base, kind: file.kind, checks: [], mistakes: [], definition, prompts: file.prompts }
    }
    return {
      ...base,
      kind: file.kind,
      checks: file.checks,
      starter: this.text('starter.asl.json', ['kind']),
      solution: this.text('solution.asl.json', ['kind']),
      mistakes: file.mistakes.map(
        ({ name, file: mistakeFile, caughtBy }, index): Mistake => ({
          name,
          caughtBy,
          definition: this.text(mistakeFile, ['mistakes', index, 'file']),
        }),
      ),
    }
  }

  /** The text of a file of this folder; the empty text and a problem at `path` of `exercise.json` without it. */
  text(name: string, path: Path): string {
    const file = `${this.#folder}/${name}`
    this.#used.add(file)
    if (this.#files.has(file)) return this.#files.text(file)
    this.problems.push(
      this.#json.problemAt(path, `The file ${name} is missing beside this one.`, `Write content/${file}.`),
    )
    return ''
  }

  strayFiles(): ContentProblem[] {
    return this.#files
      .below(this.#folder)
      .filter((file) => !this.#used.has(file))
      .map((file) => ({
        file,
        ...TOP,
        message: 'Nothing in exercise.json uses this file.',
        hint: 'Name it there as a mistake or a function, or delete it.',
      }))
  }

  #scenario(file: ExerciseFile['scenarios'][number], index: number): Scenario {
    return {
      id: file.id,
      title: file.title,
      hidden: file.hidden,
      input: file.input,
      startAt: file.startAt,
      seed: file.seed,
      runsOn: file.runsOn,
      account: merged(
        this.#account(this.#json.value.account, ['account']),
        this.#account(file.account, ['scenarios', index, 'account']),
      ),
    }
  }

  #account(file: AccountFile | undefined, path: Path): AccountSetup {
    if (!file) return {}
    const { otherAccount, ...own } = file
    return {
      ...this.#things(own, path),
      ...(otherAccount && { otherAccount: this.#things(otherAccount, [...path, 'otherAccount']) }),
    }
  }

  /** With the texts of handlers and definitions. */
  #things<File extends AccountFile>({ functions, machines, ...others }: File, path: Path) {
    return {
      ...others,
      ...(functions && {
        functions: mapped(functions, ({ file: handler, versions, ...settings }, name) => ({
          ...settings,
          source: this.text(handler, [...path, 'functions', name, 'file']),
          ...(versions && {
            versions: mapped(versions, ({ file: older }, version) => ({
              source: this.text(older, [...path, 'functions', name, 'versions', version, 'file']),
            })),
          }),
        })),
      }),
      ...(machines && {
        machines: mapped(machines, ({ file: definition, ...settings }, name) => ({
          ...settings,
          definition: this.text(definition, [...path, 'machines', name, 'file']),
        })),
      }),
    }
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

function mapped<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]))
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
