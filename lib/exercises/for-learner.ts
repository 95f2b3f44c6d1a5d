import type { AuthoredCheck, CheckResult, Exercise, ExerciseForLearner, Report, Scenario } from './exercise'

/**
 * What a browser may know of an exercise: no solution, no mistakes, no hidden scenario, and no expectation that
 * only a hidden scenario has.
 */
export function forLearner(exercise: Exercise): ExerciseForLearner {
  const hidden = hiddenIds(exercise.scenarios)
  const common = {
    id: exercise.id,
    contentVersion: exercise.contentVersion,
    title: exercise.title,
    summary: exercise.summary,
    minutes: exercise.minutes,
    concepts: exercise.concepts,
    examTasks: exercise.examTasks,
    ...(exercise.workflowType && { workflowType: exercise.workflowType }),
    scenarios: exercise.scenarios.filter((scenario) => !scenario.hidden),
    checks: exercise.checks.flatMap((check) => visibleCheck(check, hidden)),
  }
  if (exercise.kind !== 'predict') return { ...common, kind: exercise.kind, starter: exercise.starter }
  const prompts = exercise.prompts.filter((prompt) => !hidden.has(prompt.scenario))
  return {
    ...common,
    kind: exercise.kind,
    definition: exercise.definition,
    prompts: prompts.map((prompt) => ({
      ...prompt,
      options: prompt.options.map(({ id, text, holds }) => ({ id, text, holds })),
    })),
  }
}

/** A report without the data of hidden scenarios: of a failed check there, the teaching text is all that is left. */
export function reportForLearner(report: Report): Report {
  const aliases = new Map<string, string>()
  for (const { hidden, scenarioId } of report.results) {
    if (hidden && !aliases.has(scenarioId)) aliases.set(scenarioId, `hidden-${aliases.size + 1}`)
  }
  return {
    ...report,
    results: report.results.map((result) => {
      const alias = result.hidden ? aliases.get(result.scenarioId) : undefined
      return alias === undefined ? result : blanked(result, alias)
    }),
  }
}

function blanked(result: CheckResult, alias: string): CheckResult {
  return {
    ...result,
    scenarioId: alias,
    scenarioTitle: 'A scenario that is not shown',
    verdict: result.verdict.passed
      ? { passed: true, evidence: [] }
      : {
          passed: false,
          did: 'Started it with an input that is not shown.',
          happened: 'This check did not hold there.',
          expected: `${result.title}.`,
          evidence: [],
        },
  }
}

function visibleCheck(check: AuthoredCheck, hidden: ReadonlySet<string>): AuthoredCheck[] {
  const { scenarios, expectIn, ...rest } = check
  const visible = scenarios?.filter((id) => !hidden.has(id))
  if (visible?.length === 0) return []
  const own = Object.entries(expectIn ?? {}).filter(([id]) => !hidden.has(id))
  return [
    {
      ...rest,
      ...(visible && { scenarios: visible }),
      ...(own.length > 0 && { expectIn: Object.fromEntries(own) }),
    },
  ]
}

function hiddenIds(scenarios: readonly Scenario[]): ReadonlySet<string> {
  return new Set(scenarios.filter((scenario) => scenario.hidden).map((scenario) => scenario.id))
}
