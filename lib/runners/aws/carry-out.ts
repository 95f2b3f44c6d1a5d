import type { Exercise, Scenario } from '@/lib/exercises'
import { areEqual, recordedEvents } from '@/lib/histories'
import type { Run } from '@/lib/sandbox'
import type { AwsClients } from './clients'
import { errorText } from './errors'
import { awaitExecution, historyOf, startExecution } from './executions'
import { historyInLog, runExpress } from './express'
import { rehearsalOf, verdictsOn } from './in-sandbox'
import { endRun, holding, type LedgerEntry, noteArn, type StoredRun, say, writeDown } from './journal'
import { fromReal, type RealPlace, toReal } from './names'
import type { Pace } from './patience'
import type { Environment, NotChecked, PlannedScenario } from './plan'
import type { AwsReport, RunReport } from './report'
import { runOf } from './run-of'
import { createStack } from './stacks'
import { createStateMachine } from './state-machines'
import { tearDown } from './tear-down'
import { executionLogName, OUTPUT } from './template'

/** What carrying out needs of the world. */
export interface Tools {
  clients: AwsClients
  pace: Pace
  settlingMs?: number
  /** How often the run's lease is renewed. */
  renewMs?: number
  /** Called between any two steps; tests end a run there as a crash would. */
  atStep?: (step: string) => Promise<void>
}

/**
 * Carries out a plan: makes, runs, judges, and takes away again, whatever happens on the way. Everything is in the ledger
 * before it is made, so a process that dies here leaves a list for the next one (`sweep`).
 */
export function carryOut(run: StoredRun, exercise: Exercise, tools: Tools): Promise<AwsReport> {
  return holding(run.id, () => new CarryingOut(run, exercise, tools).report(), tools.renewMs)
}

class CarryingOut {
  readonly #results: AwsReport['results'][number][] = []
  readonly #notChecked: NotChecked[]
  readonly #runs: RunReport[] = []
  readonly #sandboxRuns = new Map<string, Run>()

  constructor(
    readonly run: StoredRun,
    readonly exercise: Exercise,
    readonly tools: Tools,
  ) {
    this.#notChecked = [...run.plan.notChecked]
  }

  async report(): Promise<AwsReport> {
    const { run } = this
    let problem: string | undefined
    try {
      const rehearsal = await rehearsalOf(this.exercise, run.definition, this.tools.pace)
      if (rehearsal.ok) for (const one of rehearsal.runs) this.#sandboxRuns.set(one.scenarioId, one.run)
      for (const environment of run.plan.environments) {
        problem = await this.#inEnvironment(environment)
        await this.#takeAway()
        if (problem !== undefined) break
      }
    } catch (error) {
      problem = errorText(error)
      await this.#takeAway()
    }
    const report = this.#reportOf(problem)
    await this.#step('report')
    await endRun(run.id, report)
    return report
  }

  async #inEnvironment(environment: Environment): Promise<string | undefined> {
    const place = await this.#place(environment)
    if (typeof place === 'string') return place
    const first = this.#scenario(environment.scenarios[0])
    const { name, stateMachineArn } = await this.#machine(environment, place, first)
    if (stateMachineArn === undefined) return `AWS does not take the definition. ${name}`
    for (const planned of environment.scenarios) {
      await this.#execute(planned, { environment, place, stateMachineArn })
    }
    return undefined
  }

  /** Makes the stack, if there is one to make, and tells what is where; or why it could not be made. */
  async #place({
    prefix,
    template,
    roleArn,
  }: Environment): Promise<(RealPlace & { roleArn: string }) | string> {
    const { plan, id } = this.run
    const { clients, pace } = this.tools
    const at = {
      prefix,
      partition: partitionOf(plan.region),
      region: plan.region,
      accountId: plan.accountId ?? '',
    }
    if (!template) {
      return roleArn === undefined
        ? 'There is no role for the state machine.'
        : { ...at, queueUrls: {}, roleArn }
    }
    await say(id, `Making the stack ${prefix}`)
    const entry = await writeDown(id, 'stack', prefix)
    await this.#step('stack written down')
    const made = await createStack(clients.cloudformation, { name: prefix, template, tags: plan.tags }, pace)
    if (!made.ok) return `CloudFormation could not make the stack. ${made.because}`
    await this.#step('stack made')
    await noteArn(entry, made.stackId)
    const [, partition, , region, accountId] = made.stackId.split(':')
    const queueUrls = Object.fromEntries(
      [...made.outputs].flatMap(([key, { value, description }]) =>
        key.startsWith(OUTPUT.queue) ? [[description, value] as const] : [],
      ),
    )
    return {
      prefix,
      partition: partition || at.partition,
      region: region || at.region,
      accountId: accountId || at.accountId,
      queueUrls,
      roleArn: roleArn ?? made.outputs.get(OUTPUT.role)?.value ?? '',
    }
  }

  async #machine(
    { prefix, stateMachineName: name, isGiven }: Environment,
    place: RealPlace & { roleArn: string },
    scenario: Scenario,
  ) {
    const { id, plan, definition } = this.run
    await say(id, `Making the state machine ${name}`)
    const entry = await writeDown(id, 'stateMachine', name)
    await this.#step('state machine written down')
    const made = await createStateMachine(
      this.tools.clients.sfn,
      {
        name,
        definition: isGiven
          ? definition
          : JSON.stringify(toReal(JSON.parse(definition), scenario.account, place)),
        roleArn: place.roleArn,
        type: plan.workflowType,
        ...(plan.workflowType === 'EXPRESS' && { logGroupArn: logGroupArn(prefix, place) }),
        tags: plan.tags,
      },
      this.tools.pace,
    )
    if (!made.ok) return { name: made.because }
    await this.#step('state machine made')
    await noteArn(entry, made.stateMachineArn)
    return { name, stateMachineArn: made.stateMachineArn }
  }

  async #execute(
    planned: PlannedScenario,
    at: { environment: Environment; place: RealPlace; stateMachineArn: string },
  ): Promise<void> {
    const { id } = this.run
    const scenario = this.#scenario(planned)
    await say(id, `Running "${planned.title}"`)
    const entry = await writeDown(id, 'execution', `${at.environment.prefix}-${planned.id}`.slice(0, 80))
    await this.#step('execution written down')
    const input = at.environment.isGiven ? scenario.input : toReal(scenario.input, scenario.account, at.place)
    const start = { stateMachineArn: at.stateMachineArn, name: entry.name, input }
    const { ended, events } = await this.#ended(start, planned, { entry, prefix: at.environment.prefix })
    const { executionArn } = ended
    const place = at.place.accountId === '' ? { ...at.place, accountId: accountOf(executionArn) } : at.place
    const made = runOf(ended, events, { input: fromReal(input, place), place })
    await this.#judge(planned, made)
    const here = recordedEvents(this.#sandboxRuns.get(planned.id)?.history ?? [])
    this.#runs.push({
      scenarioId: planned.id,
      title: planned.title,
      status: made.run.status,
      seconds: (made.run.stopDate - made.run.startDate) / 1000,
      executionArn,
      areEqual: made.historyProblem === undefined && areEqual(here, made.history),
      here,
      there: made.history,
      ...(made.historyProblem !== undefined && { historyProblem: made.historyProblem }),
    })
  }

  /** An execution that has ended, and its history, which an Express workflow has in its log only. */
  async #ended(
    start: Parameters<typeof startExecution>[1],
    { limitSeconds }: PlannedScenario,
    { entry, prefix }: { entry: LedgerEntry; prefix: string },
  ) {
    const { sfn, logs } = this.tools.clients
    const { pace } = this.tools
    if (this.run.plan.workflowType === 'EXPRESS') {
      const ended = await runExpress(sfn, start, pace)
      await this.#step('execution ended')
      const { executionArn } = ended
      const logGroupName = executionLogName(prefix)
      return { ended, events: await historyInLog(logs, { logGroupName, executionArn }, pace) }
    }
    const executionArn = await startExecution(sfn, start, pace)
    await this.#step('execution started')
    await noteArn(entry, executionArn)
    const ended = await awaitExecution(sfn, executionArn, { limitSeconds, pace })
    await this.#step('execution ended')
    return { ended, events: await historyOf(sfn, executionArn, pace) }
  }

  /** Without a history, only what DescribeExecution says can be judged. */
  async #judge(planned: PlannedScenario, { run, historyProblem }: ReturnType<typeof runOf>): Promise<void> {
    const { definition } = this.run
    const made = { scenarioId: planned.id, run }
    const results = await verdictsOn(this.exercise, definition, made, this.tools.pace)
    if (historyProblem === undefined) {
      this.#results.push(...results)
      return
    }
    const kinds = new Map(this.exercise.checks.map(({ id, expect }) => [id, expect.kind]))
    for (const result of results) {
      const kind = kinds.get(result.checkId)
      if (kind === 'Status' || kind === 'OutputEquals' || kind === 'OutputIncludes') {
        this.#results.push(result)
        continue
      }
      const { checkId, title, scenarioId, scenarioTitle } = result
      this.#notChecked.push({ checkId, title, scenarioId, scenarioTitle, because: historyProblem })
    }
  }

  async #takeAway(): Promise<void> {
    const { clients, pace, settlingMs } = this.tools
    await this.#step('before taking away')
    await say(this.run.id, 'Taking away what was made')
    await tearDown(this.run.id, clients, { pace, ...(settlingMs !== undefined && { settlingMs }) })
    await this.#step('taken away')
  }

  #reportOf(problem: string | undefined): AwsReport {
    const common = { results: this.#results, notChecked: this.#notChecked, runs: this.#runs }
    if (problem !== undefined) return { outcome: 'not-run', message: problem, ...common }
    if (this.#results.length === 0) return { outcome: 'nothing-checked', ...common }
    const isPassed = this.#results.every(({ verdict }) => verdict.passed)
    return { outcome: isPassed ? 'passed' : 'failed', ...common }
  }

  #scenario(planned: PlannedScenario | undefined): Scenario {
    const scenario = this.exercise.scenarios.find(({ id }) => id === planned?.id)
    if (!scenario) throw new Error('The exercise has changed since the plan was made. Make a new plan.')
    return scenario
  }

  async #step(name: string): Promise<void> {
    await this.tools.atStep?.(name)
  }
}

/** With the `:*` that Step Functions asks for at its end. */
function logGroupArn(prefix: string, { partition, region, accountId }: RealPlace): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${executionLogName(prefix)}:*`
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? ''
}

/** Of a Region: China and the government have partitions of their own. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
