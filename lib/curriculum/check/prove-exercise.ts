import { locate, parse } from '@/lib/asl'
import { type Exercise, grade, holdingOptions, type Report, runScenario, type World } from '@/lib/exercises'
import { type ContentProblem, type Place, TOP } from '../content-problem'
import type { JsonFile } from '../json-file'
import { definitionProblems } from './definition-problems'

type ToWrite = Extract<Exercise, { kind: 'write' | 'repair' }>
type ToPredict = Extract<Exercise, { kind: 'predict' }>

/**
 * Runs an exercise to see that it teaches what it says: the solution passes, the starter does not, each mistake
 * fails the check meant for it; of a prompt's options exactly one holds.
 */
export async function proveExercise(
  exercise: Exercise,
  json: JsonFile<unknown>,
  world: World,
): Promise<ContentProblem[]> {
  return exercise.kind === 'predict'
    ? provePrompts(exercise, json, world)
    : [
        ...(await proveSolution(exercise, world)),
        ...(await proveStarter(exercise, world)),
        ...(await proveMistakes(exercise, json, world)),
      ]
}

async function proveSolution(exercise: ToWrite, world: World): Promise<ContentProblem[]> {
  const file = `exercises/${exercise.id}/solution.asl.json`
  const report = await graded(exercise, exercise.solution, world)
  if (report.outcome === 'passed') return []
  if (report.outcome === 'invalid-definition') return definitionProblems(file, report)
  return report.results.flatMap(({ verdict, checkId, scenarioId }) =>
    verdict.passed
      ? []
      : [
          {
            file,
            ...placeAt(exercise.solution, verdict.at),
            message: `The solution fails "${checkId}" in the scenario "${scenarioId}": ${verdict.happened}`,
            hint: `Expected: ${verdict.expected} Correct the solution, or the check.`,
          },
        ],
  )
}

async function proveStarter(exercise: ToWrite, world: World): Promise<ContentProblem[]> {
  const report = await graded(exercise, exercise.starter, world)
  if (report.outcome !== 'passed') return []
  return [
    {
      file: `exercises/${exercise.id}/starter.asl.json`,
      ...TOP,
      message: 'The starter passes every check, so there is nothing left to do.',
      hint: 'Take something out of it, or add a check that it fails.',
    },
  ]
}

async function proveMistakes(
  exercise: ToWrite,
  json: JsonFile<unknown>,
  world: World,
): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = []
  for (const [index, mistake] of exercise.mistakes.entries()) {
    const report = await graded(exercise, mistake.definition, world)
    const failed = [
      ...new Set(report.results.flatMap(({ verdict, checkId }) => (verdict.passed ? [] : [checkId]))),
    ]
    if (failed.includes(mistake.caughtBy)) continue
    const path = ['mistakes', index, 'caughtBy']
    if (report.outcome === 'invalid-definition') {
      problems.push(
        json.problemAt(
          ['mistakes', index, 'file'],
          `The mistake "${mistake.name}" is no valid definition (${report.diagnostics[0]?.message ?? ''}), so no check sees it.`,
          'Make it a definition that runs and goes wrong.',
        ),
      )
    } else {
      problems.push(
        json.problemAt(
          path,
          `The mistake "${mistake.name}" is not caught by "${mistake.caughtBy}".`,
          failed.length === 0
            ? 'It passes every check: sharpen the check, or correct the mistake.'
            : `It fails ${failed.join(', ')}: name one of these, or sharpen the check.`,
        ),
      )
    }
  }
  return problems
}

async function provePrompts(
  exercise: ToPredict,
  json: JsonFile<unknown>,
  world: World,
): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = []
  for (const [index, prompt] of exercise.prompts.entries()) {
    const run = await runScenario(exercise, prompt.scenario, exercise.definition, world)
    if (!run.ok) {
      return definitionProblems(`exercises/${exercise.id}/definition.asl.json`, run)
    }
    const holding = holdingOptions(prompt, run.run, run.machine)
    if (holding.length === 1) continue
    problems.push(
      json.problemAt(
        ['prompts', index, 'options'],
        holding.length === 0
          ? `None of the options of "${prompt.id}" holds when the machine runs.`
          : `Of the options of "${prompt.id}" more than one holds when the machine runs: ${holding.join(', ')}.`,
        'Exactly one has to hold: correct "holds" of the others.',
      ),
    )
  }
  return problems
}

function graded(exercise: ToWrite, definition: string, world: World): Promise<Report> {
  return grade(exercise, { kind: 'definition', definition }, world)
}

function placeAt(definition: string, pointer: string | undefined): Place {
  const range = pointer !== undefined && parse(definition).ok ? locate(definition, pointer) : undefined
  return range ? { line: range.line, column: range.column } : TOP
}
