import { type Exercise, parseFor } from '@/lib/exercises'
import { type AccountFile, accountProblems, type ExerciseFile } from '@/lib/exercises/schemas'
import type { ContentProblem } from '../content-problem'
import type { Library } from '../library'
import { definitionProblems } from './definition-problems'
import { leaks } from './leaks'
import { unknownStates } from './unknown-states'

/** What an exercise speaks of is there, and the machines of its account are ones; nothing of it is run for that. */
export async function checkExercise(library: Library, exercise: Exercise): Promise<ContentProblem[]> {
  const json = library.exerciseFiles.get(exercise.id)
  if (!json) return []
  const found = [...(await accountProblems(json.value)), ...unknownStates(exercise), ...leaks(exercise)]
  return [
    ...found.map(({ path, message, hint }) => json.problemAt(path, message, hint)),
    ...(await machineProblems(library, exercise.id, json.value)),
  ]
}

type WorkflowType = 'STANDARD' | 'EXPRESS'

/** The definitions in `machines/`, each read as the type of workflow that it is in the account. */
async function machineProblems(
  { files }: Library,
  id: string,
  { account, scenarios }: ExerciseFile,
): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = []
  for (const [name, workflowType] of machineFiles([account, ...scenarios.map((one) => one.account)])) {
    const file = `exercises/${id}/${name}`
    const parsed = await parseFor({ workflowType }, files.text(file))
    if (!parsed.ok) problems.push(...definitionProblems(file, parsed))
  }
  return problems
}

function machineFiles(accounts: readonly (AccountFile | undefined)[]): Map<string, WorkflowType> {
  const machines = accounts.flatMap((account) => [account?.machines, account?.otherAccount?.machines])
  return new Map(
    machines.flatMap((named) =>
      Object.values(named ?? {}).map(({ file, type = 'STANDARD' }) => [file, type] as const),
    ),
  )
}
