import type { Diagnostic, EventId } from '@/lib/asl'
import type { JsonPointer, JsonValue } from '@/lib/json'
import type { AccountSetup } from '@/lib/services'
import type { Check } from './check'
import type { Placed } from './where-it-runs'

/**
 * An exercise as the server knows it: with solution, hidden scenarios and mistakes. What a learner's browser
 * gets is `ExerciseForLearner`; `forLearner` is the only way from one to the other.
 */
export type Exercise = ExerciseBase & { mistakes: readonly Mistake[] } & (
    | { kind: 'write' | 'repair'; starter: string; solution: string }
    | { kind: 'predict'; definition: string; prompts: readonly Prompt[] }
  )

export type ExerciseForLearner = ExerciseBase &
  (
    | { kind: 'write' | 'repair'; starter: string }
    | { kind: 'predict'; definition: string; prompts: readonly PromptForLearner[] }
  )

interface ExerciseBase {
  /** Stable, for example `task-types/lambda-by-arn`; also the path of its folder. */
  id: string
  /** Hash over every file of the exercise, so an attempt says what it was graded against. */
  contentVersion: string
  title: string
  /** One sentence: what the machine has to do. */
  summary: string
  minutes: number
  concepts: readonly string[]
  examTasks: ExamTasks
  /** Of the machine that the learner writes; `STANDARD` unless given. Express workflows may do less. */
  workflowType?: 'STANDARD' | 'EXPRESS'
  scenarios: readonly Scenario[]
  checks: readonly AuthoredCheck[]
}

/** Task statements of both exam versions, such as `1.2`. */
export interface ExamTasks {
  'DVA-C02': readonly string[]
  'DVA-C03': readonly string[]
}

/** One execution: what the account holds and what the machine is started with. */
export interface Scenario extends Placed {
  id: string
  title: string
  /** Hidden scenarios never leave the server. */
  hidden: boolean
  input: JsonValue
  account: AccountSetup
  /** When the execution starts, as RFC 3339; the virtual clock begins here. */
  startAt: string
  seed: number
}

/** A check with its place in the exercise. */
export interface AuthoredCheck extends Placed {
  id: string
  /** What it asks, as a short statement: "Both totals come from the price function". */
  title: string
  /** Ids of scenarios; every scenario when absent. */
  scenarios?: readonly string[]
  expect: Check
  /** The same statement with another scenario's own values, by scenario id. */
  expectIn?: Readonly<Record<string, Check>>
  /** Shown when it fails: the idea behind it. The only text of a failed hidden scenario. */
  teaching: string
  /** From "where to look" to "nearly the answer"; the solution itself is the fifth rung. */
  hints: readonly [string, string, string, string]
}

/** A wrong answer that learners give, kept to test the checks. */
export interface Mistake {
  name: string
  definition: string
  /** Id of the check that has to fail. */
  caughtBy: string
}

/** One question of a predict-then-run exercise. Exactly one option holds when the machine runs. */
export interface Prompt {
  id: string
  text: string
  scenario: string
  options: readonly { id: string; text: string; holds: Check; because: string }[]
}

/** Without the reasons: they come with the server's report. */
export interface PromptForLearner {
  id: string
  text: string
  scenario: string
  options: readonly { id: string; text: string; holds: Check }[]
}

/** What a learner hands in, by kind of exercise. */
export type Answer =
  | { kind: 'definition'; definition: string }
  /** Option by prompt. */
  | { kind: 'prediction'; choices: Readonly<Record<string, string>> }

/** What became of one check in one scenario, or of one prompt. */
export interface CheckResult {
  /** Id of the check, or of the prompt. */
  checkId: string
  title: string
  /** For a hidden scenario of a report made by `reportForLearner`: `hidden-1`, `hidden-2`, … */
  scenarioId: string
  scenarioTitle: string
  hidden: boolean
  verdict: Verdict
  teaching: string
}

/** A failed verdict says what was done, what happened and what was expected, and which events show it. */
export type Verdict =
  | { passed: true; evidence: readonly EventId[] }
  | {
      passed: false
      /** What we did: "Started with orderId o-17". */
      did: string
      happened: string
      expected: string
      evidence: readonly EventId[]
      /** Where in the definition to look. */
      at?: JsonPointer
    }

/** The outcome of grading one answer. A fault of ours is thrown instead, and never counts as an attempt. */
export interface Report {
  outcome: 'passed' | 'failed' | 'invalid-definition' | 'limit-reached' | 'took-too-long'
  /** In authored order, scenario by scenario. Empty when nothing could run. */
  results: readonly CheckResult[]
  /** For `invalid-definition`, and warnings otherwise. */
  diagnostics: readonly Diagnostic[]
  /** For `limit-reached`, `took-too-long` and an answer of the wrong kind: one sentence. */
  message?: string
}
