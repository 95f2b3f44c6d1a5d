import type { Diagnostic, State } from '@/lib/asl'
import {
  type CheckResult,
  checksIn,
  type Exercise,
  judged,
  parseFor,
  runIn,
  type World,
  whyCheckIsNotOnAws,
} from '@/lib/exercises'
import type { Run } from '@/lib/sandbox'

/** What the sandbox tells of an answer before it is run on a real account. */
export type Rehearsal =
  | {
      ok: true
      /** The `Resource` of each task. */
      resources: readonly string[]
      /** One for each visible scenario. */
      runs: readonly { scenarioId: string; run: Run }[]
    }
  | { ok: false; diagnostics: readonly Diagnostic[] }

/** Runs an answer in the sandbox, in every visible scenario. */
export async function rehearse(exercise: Exercise, definition: string, world: World): Promise<Rehearsal> {
  const parsed = await parseFor(exercise, definition)
  if (!parsed.ok) return { ok: false, diagnostics: parsed.diagnostics }
  const runs = []
  for (const scenario of exercise.scenarios.filter(({ hidden }) => !hidden)) {
    runs.push({ scenarioId: scenario.id, run: await runIn(exercise, scenario, parsed.machine, world) })
  }
  return { ok: true, resources: resourcesOf([...parsed.machine.states.values()]), runs }
}

/** Asks the checks that can be asked of a run on AWS: the same as of one in the sandbox. */
export async function judgeRun(
  exercise: Exercise,
  definition: string,
  scenarioId: string,
  run: Run,
): Promise<CheckResult[]> {
  const parsed = await parseFor(exercise, definition)
  const scenario = exercise.scenarios.find(({ id }) => id === scenarioId)
  if (!parsed.ok || !scenario)
    throw new Error(`There is nothing to judge in "${scenarioId}" of ${exercise.id}.`)
  return checksIn(exercise, scenario)
    .filter((check) => whyCheckIsNotOnAws(check) === undefined)
    .map((check) => judged(check, scenario, run, parsed.machine))
}

function resourcesOf(states: readonly State[]): string[] {
  return states.flatMap((state) => {
    switch (state.type) {
      case 'Task':
        return [state.resourceArn]
      case 'Parallel':
        return state.branches.flatMap((branch) => resourcesOf([...branch.states.values()]))
      case 'Map':
        return resourcesOf([...state.processor.states.values()])
      default:
        return []
    }
  })
}
