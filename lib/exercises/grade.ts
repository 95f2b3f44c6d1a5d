import type { StateMachine } from '@/lib/asl'
import { assertNever } from '@/lib/assert-never'
import { ownMember } from '@/lib/json'
import type { Run } from '@/lib/sandbox'
import type {
  Answer,
  AuthoredCheck,
  CheckResult,
  Exercise,
  ExerciseForLearner,
  Report,
  Scenario,
} from './exercise'
import { judge } from './judge/judge'
import { scorePrompt } from './prediction'
import { parseFor, runIn, scenarioOf, type World } from './run-scenario'
import type { Placed } from './where-it-runs'

type ToDefine = Extract<Exercise | ExerciseForLearner, { kind: 'write' | 'repair' }>
type ToPredict = Extract<Exercise | ExerciseForLearner, { kind: 'predict' }>

/** Events at which AWS ends a Standard execution with States.Runtime (quotas of Step Functions). */
const HISTORY_QUOTA = 25_000

/**
 * Grades an answer in every scenario that the exercise given has: the browser's has the visible ones, the
 * server's all. The same exercise and answer give the same report, in a web worker and in Node. An answer can be
 * anything; what throws is a fault of ours and no report.
 */
export async function grade(
  exercise: Exercise | ExerciseForLearner,
  answer: Answer,
  world: World,
): Promise<Report> {
  switch (exercise.kind) {
    case 'write':
    case 'repair':
      return answer.kind === 'definition'
        ? gradeDefinition(exercise, answer.definition, world)
        : wrongKind('a definition')
    case 'predict':
      return answer.kind === 'prediction'
        ? gradePrediction(exercise, answer.choices, world)
        : wrongKind('a prediction')
    default:
      return assertNever(exercise)
  }
}

/** The report when the wall clock ran out: given by whoever owns the worker, as nothing in here has a clock. */
export function tookTooLong(limitSeconds: number): Report {
  return {
    outcome: 'took-too-long',
    results: [],
    diagnostics: [],
    message: `Checking took longer than ${limitSeconds} s, so it was ended. Look for a loop that never leaves, or a handler that does too much.`,
  }
}

async function gradeDefinition(exercise: ToDefine, definition: string, world: World): Promise<Report> {
  const parsed = await parseFor(exercise, definition)
  if (!parsed.ok) return { outcome: 'invalid-definition', results: [], diagnostics: parsed.diagnostics }
  const { machine, warnings } = parsed
  const results: CheckResult[] = []
  for (const scenario of exercise.scenarios) {
    const checks = checksIn(exercise, scenario).filter((check) => runsInSandbox(check))
    if (checks.length === 0 || !runsInSandbox(scenario)) continue
    const run = await runIn(exercise, scenario, machine, world)
    results.push(...checks.map((check) => judged(check, scenario, run, machine)))
    // What runs into a limit once, ours or AWS's, would do so in every scenario, and each costs its time.
    if (run.stoppedBy) {
      return { outcome: 'limit-reached', results, diagnostics: warnings, message: run.stoppedBy.message }
    }
    if (run.history.length >= HISTORY_QUOTA) break
  }
  return { outcome: outcomeOf(results), results, diagnostics: warnings }
}

async function gradePrediction(
  exercise: ToPredict,
  choices: Readonly<Record<string, string>>,
  world: World,
): Promise<Report> {
  const parsed = await parseFor(exercise, exercise.definition)
  if (!parsed.ok)
    throw new Error(`The definition of ${exercise.id} is not valid: ${parsed.diagnostics[0].message}`)
  const { machine } = parsed
  const runs = new Map<string, Run>()
  const results: CheckResult[] = []
  for (const prompt of exercise.prompts) {
    const scenario = scenarioOf(exercise, prompt.scenario)
    const run = runs.get(scenario.id) ?? (await runIn(exercise, scenario, machine, world))
    runs.set(scenario.id, run)
    const chosen = ownMember(choices, prompt.id)
    results.push(scorePrompt(prompt, chosen, scenario, run, machine))
  }
  return { outcome: outcomeOf(results), results, diagnostics: [] }
}

/** The checks asked in a scenario, each with the statement that it makes there. */
export function checksIn({ checks }: Pick<Exercise, 'checks'>, scenario: Scenario): AuthoredCheck[] {
  return checks
    .filter((check) => check.scenarios?.includes(scenario.id) ?? true)
    .map((check) => {
      const own = ownMember(check.expectIn, scenario.id)
      return own ? { ...check, expect: own } : check
    })
}

function runsInSandbox({ runsOn }: Placed): boolean {
  return runsOn?.includes('sandbox') ?? true
}

/** What became of a check of `checksIn`, in a run wherever it was made. */
export function judged(
  check: AuthoredCheck,
  scenario: Scenario,
  run: Run,
  machine: StateMachine,
): CheckResult {
  return {
    checkId: check.id,
    title: check.title,
    scenarioId: scenario.id,
    scenarioTitle: scenario.title,
    hidden: scenario.hidden,
    verdict: judge(check.expect, run, machine),
    teaching: check.teaching,
  }
}

function outcomeOf(results: readonly CheckResult[]): 'passed' | 'failed' {
  return results.length > 0 && results.every((result) => result.verdict.passed) ? 'passed' : 'failed'
}

function wrongKind(wanted: string): Report {
  return {
    outcome: 'invalid-definition',
    results: [],
    diagnostics: [],
    message: `This exercise takes ${wanted} as its answer; something else was handed in.`,
  }
}
