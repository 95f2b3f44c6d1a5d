import type { Diagnostic, Parsed, StateMachine } from '@/lib/asl'
import { parseForSandbox, type Run, type RunRequest, runExecution } from '@/lib/sandbox'
import type { Exercise, Scenario } from './exercise'

/** What a run needs that exercises do not hold: the way to run a handler. */
export type World = Pick<RunRequest, 'runHandler'>

/** The same for a run that is watched, or that somebody takes part in. */
export type TakingPart = World & Pick<RunRequest, 'interventions' | 'watch'>

export type ScenarioRun =
  | { ok: true; run: Run; machine: StateMachine; warnings: readonly Diagnostic[] }
  | { ok: false; diagnostics: readonly Diagnostic[] }

/** What a definition is run in: an exercise, or a machine of the playground. */
export type Runnable = Pick<Exercise, 'id' | 'workflowType' | 'scenarios'>

/**
 * One run of a definition in one of its scenarios: what the Run button does. Throws for a scenario that
 * is not there; every definition, however broken or hostile, has an answer.
 */
export async function runScenario(
  runnable: Runnable,
  scenarioId: string,
  definition: string,
  world: TakingPart,
): Promise<ScenarioRun> {
  const scenario = scenarioOf(runnable, scenarioId)
  const parsed = await parseFor(runnable, definition)
  if (!parsed.ok) return { ok: false, diagnostics: parsed.diagnostics }
  const run = await runIn(runnable, scenario, parsed.machine, world)
  return { ok: true, run, machine: parsed.machine, warnings: parsed.warnings }
}

/**
 * No exercise needs as many invocations, and at some milliseconds each they would use up the wall time of a check.
 * Counted, this ends the run at the same point on every computer.
 */
const LIMITS = { invocations: 200 }

type WithType = Pick<Runnable, 'workflowType'>

/** Reads a definition as the type of workflow that is asked for. */
export function parseFor({ workflowType }: WithType, definition: string): Promise<Parsed> {
  return parseForSandbox(definition, { ...(workflowType && { type: workflowType }) })
}

export function runIn(
  { workflowType }: WithType,
  scenario: Scenario,
  machine: StateMachine,
  world: TakingPart,
): Promise<Run> {
  return runExecution({
    machine,
    ...(workflowType && { type: workflowType }),
    input: scenario.input,
    account: scenario.account,
    startAt: Date.parse(scenario.startAt),
    seed: scenario.seed,
    ...world,
    limits: LIMITS,
  })
}

export function scenarioOf(runnable: Runnable, id: string): Scenario {
  const scenario = runnable.scenarios.find((candidate) => candidate.id === id)
  if (!scenario) throw new Error(`${runnable.id} has no scenario called "${id}"`)
  return scenario
}
