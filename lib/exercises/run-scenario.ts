import type { Diagnostic, Parsed, StateMachine } from '@/lib/asl'
import { parseForSandbox, type Run, type RunRequest, runExecution } from '@/lib/sandbox'
import type { Exercise, ExerciseForLearner, Scenario } from './exercise'

/** What a run needs that exercises do not hold: the way to run a handler. */
export type World = Pick<RunRequest, 'runHandler'>

export type ScenarioRun =
  | { ok: true; run: Run; machine: StateMachine; warnings: readonly Diagnostic[] }
  | { ok: false; diagnostics: readonly Diagnostic[] }

/**
 * One run of a definition in one scenario of the exercise: what the Run button does. Throws for a scenario that
 * the exercise has not; every definition, however broken or hostile, has an answer.
 */
export async function runScenario(
  exercise: Exercise | ExerciseForLearner,
  scenarioId: string,
  definition: string,
  world: World,
): Promise<ScenarioRun> {
  const scenario = scenarioOf(exercise, scenarioId)
  const parsed = await parseFor(exercise, definition)
  if (!parsed.ok) return { ok: false, diagnostics: parsed.diagnostics }
  const run = await runIn(exercise, scenario, parsed.machine, world)
  return { ok: true, run, machine: parsed.machine, warnings: parsed.warnings }
}

/**
 * No exercise needs as many invocations, and at some milliseconds each they would use up the wall time of a check.
 * Counted, this ends the run at the same point on every computer.
 */
const LIMITS = { invocations: 200 }

type WithType = Pick<Exercise, 'workflowType'>

/** Reads a definition as the type of workflow that the exercise asks for. */
export function parseFor({ workflowType }: WithType, definition: string): Promise<Parsed> {
  return parseForSandbox(definition, { ...(workflowType && { type: workflowType }) })
}

export function runIn(
  { workflowType }: WithType,
  scenario: Scenario,
  machine: StateMachine,
  world: World,
): Promise<Run> {
  return runExecution({
    machine,
    ...(workflowType && { type: workflowType }),
    input: scenario.input,
    account: scenario.account,
    startAt: Date.parse(scenario.startAt),
    seed: scenario.seed,
    runHandler: world.runHandler,
    limits: LIMITS,
  })
}

export function scenarioOf(exercise: Exercise | ExerciseForLearner, id: string): Scenario {
  const scenario = exercise.scenarios.find((candidate) => candidate.id === id)
  if (!scenario) throw new Error(`The exercise ${exercise.id} has no scenario called "${id}"`)
  return scenario
}
