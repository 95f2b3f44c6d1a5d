import {
  type AuthoredCheck,
  checksIn,
  type Exercise,
  LONGEST_REAL_WAIT_SECONDS,
  type Scenario,
  whyCheckIsNotOnAws,
  whyScenarioIsNotOnAws,
} from '@/lib/exercises'
import { PRICES, type Run } from '@/lib/sandbox'
import type { Rehearsal } from '../rehearse'
import { realName } from './names'
import type { Reach } from './reach'
import type { AwsSettings } from './settings'
import { LONGEST_TEMPLATE_BYTES, type Template, templateFor } from './template'

/** What a run will make, run and cost: shown before anything is done, and carried out as it was shown. */
export interface Plan {
  runId: string
  exerciseId: string
  region: string
  accountId?: string
  /** Where Step Functions is asked, when that is not AWS itself. */
  endpoint?: string
  workflowType: 'STANDARD' | 'EXPRESS'
  tags: Readonly<Record<string, string>>
  environments: readonly Environment[]
  notChecked: readonly NotChecked[]
  price: Price
}

/** What one or more scenarios share. What a run leaves in tables and queues would be found by the next. */
export interface Environment {
  /** Of every name in it, and the name of its stack. */
  prefix: string
  /** Absent where nothing but the state machine is needed. */
  template?: Template
  /** A role that is there already. */
  roleArn?: string
  /** The server makes nothing, and is taken to have what the exercise names, under these very names. */
  isGiven?: boolean
  stateMachineName: string
  scenarios: readonly PlannedScenario[]
}

export interface PlannedScenario {
  id: string
  title: string
  /** After which it is stopped. */
  limitSeconds: number
}

/** A check that says nothing of this run; `because` is the rest of the sentence "not checked on AWS, because". */
export interface NotChecked {
  checkId: string
  title: string
  scenarioId: string
  scenarioTitle: string
  because: string
}

export interface Price {
  /** As the sandbox's run came to. */
  dollars: number
  /** What the state machine can come to before Step Functions ends it; for Express, before we stop it. */
  atMostDollars: number
  pricedOn: string
  /** Services whose requests are not in our table of prices; of each some requests. */
  notPriced: readonly string[]
}

/** A run of an exercise is over in a moment, but services take their time. */
const LEAST_LIMIT_SECONDS = 60

/** Events at which Step Functions ends a Standard execution; each state entered makes two at least. */
const EVENTS_AT_MOST = 25_000

export interface PlanRequest {
  runId: string
  exercise: Exercise
  rehearsal: Extract<Rehearsal, { ok: true }>
  settings: AwsSettings
  reach: Reach
  /** On which day everything should be gone in any case, as a tag says. */
  deleteAfter: string
}

interface Reason {
  check: AuthoredCheck
  because: string | undefined
}

/** What is to be done for an answer. Pure: nothing is made, and nobody is asked. */
export function planOf(request: PlanRequest): Plan {
  const { runId, exercise, rehearsal, settings, reach, deleteAfter } = request
  const { workflowType = 'STANDARD' } = exercise
  const tags = {
    'stepwise:run': runId,
    'stepwise:exercise': exercise.id,
    'stepwise:delete-after': deleteAfter,
  }
  const runs = new Map(rehearsal.runs.map(({ scenarioId, run }) => [scenarioId, run]))
  const environments: Environment[] = []
  const notChecked: NotChecked[] = []
  for (const scenario of exercise.scenarios) {
    const checks = checksIn(exercise, scenario)
    const reasons: Reason[] = checks.map((check) => ({ check, because: whyCheckIsNotOnAws(check) }))
    const run = runs.get(scenario.id)
    let obstacle = whyScenarioIsNotOnAws(scenario) ?? obstacleInRun(run)
    if (!obstacle && run && reasons.some(({ because }) => because === undefined)) {
      const made = environmentFor(scenario, run, environments.length + 1, { ...request, tags, workflowType })
      if (typeof made === 'string') obstacle = made
      else add(made, environments)
    }
    for (const { check, because: own } of reasons) {
      const because = obstacle ?? own
      if (because === undefined) continue
      notChecked.push({
        checkId: check.id,
        title: check.title,
        scenarioId: scenario.hidden ? 'hidden' : scenario.id,
        scenarioTitle: scenario.hidden ? 'A scenario that is not shown' : scenario.title,
        because,
      })
    }
  }
  const planned = environments.flatMap(({ scenarios }) => scenarios)
  return {
    runId,
    exerciseId: exercise.id,
    region: settings.region,
    ...(reach.accountId !== undefined && { accountId: reach.accountId }),
    ...(settings.endpoints.sfn && { endpoint: settings.endpoints.sfn }),
    workflowType,
    tags,
    environments,
    notChecked,
    price: priceOf(
      planned.flatMap(({ id }) => runs.get(id) ?? []),
      workflowType,
    ),
  }
}

/** What the sandbox's run says against one in real time. */
function obstacleInRun(run: Run | undefined): string | undefined {
  if (!run) return undefined
  if (run.stoppedBy) return 'the sandbox had to stop it, and on AWS it would cost'
  if (run.status === 'RUNNING') return 'it waits for an answer that nobody gives'
  const seconds = (run.stopDate - run.startDate) / 1000
  return seconds > LONGEST_REAL_WAIT_SECONDS
    ? `it takes ${Math.round(seconds)} s, and on AWS nobody can move the clock`
    : undefined
}

type Context = PlanRequest & { tags: Readonly<Record<string, string>>; workflowType: 'STANDARD' | 'EXPRESS' }

function environmentFor(
  scenario: Scenario,
  run: Run,
  number: number,
  context: Context,
): Environment | string {
  const { runId, rehearsal, settings, reach, tags, workflowType } = context
  const prefix = `stepwise-${runId}-${number}`
  const roleArn = settings.executionRoleArn ?? reach.roleArn
  const template = reach.isGiven
    ? undefined
    : templateFor({
        account: scenario.account,
        resources: rehearsal.resources,
        type: workflowType,
        prefix,
        tags,
        ...(roleArn && { executionRoleArn: roleArn }),
        ...(settings.boundaryArn && { boundaryArn: settings.boundaryArn }),
      })
  if (reach.isGiven && workflowType === 'EXPRESS') {
    return 'the history of an Express workflow is read from a log, and the server asked has no way to make one'
  }
  if (template && Buffer.byteLength(JSON.stringify(template)) > LONGEST_TEMPLATE_BYTES) {
    return 'its template is longer than CloudFormation takes in a request'
  }
  const seconds = Math.ceil((run.stopDate - run.startDate) / 1000)
  return {
    prefix,
    ...(template && { template }),
    ...(roleArn && { roleArn }),
    ...(reach.isGiven && { isGiven: true }),
    stateMachineName: realName(prefix, 'StateMachine'),
    scenarios: [{ id: scenario.id, title: scenario.title, limitSeconds: LEAST_LIMIT_SECONDS + seconds }],
  }
}

/** Joins an environment that is the same but for its number, unless runs in it could see each other's traces. */
function add(made: Environment, environments: Environment[]): void {
  const same = environments.findIndex(
    (one) => contents(one) === contents(made) && !/AWS::(DynamoDB|SQS|StepFunctions)::/.test(contents(made)),
  )
  const found = environments[same]
  if (!found) environments.push(made)
  else environments[same] = { ...found, scenarios: [...found.scenarios, ...made.scenarios] }
}

function contents({ prefix, template }: Environment): string {
  return JSON.stringify(template ?? null).replaceAll(prefix, 'prefix')
}

function priceOf(runs: readonly Run[], workflowType: 'STANDARD' | 'EXPRESS'): Price {
  const meters = runs.flatMap(({ meter }) => meter ?? [])
  const [{ dollars: each }] = PRICES.standardTransition.steps
  const services = new Set(meters.flatMap(({ requests }) => Object.keys(requests)))
  for (const priced of ['lambda', 'states']) services.delete(priced)
  const dollars = meters.reduce((sum, meter) => sum + meter.dollars, 0)
  return {
    dollars,
    atMostDollars: workflowType === 'STANDARD' ? (runs.length * EVENTS_AT_MOST * each) / 2 : dollars * 10,
    pricedOn: PRICES.standardTransition.checked,
    notPriced: [...services].sort(),
  }
}
