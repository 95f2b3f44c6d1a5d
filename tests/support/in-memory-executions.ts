import {
  begin,
  type Execution,
  type HistoryEvent,
  type Instant,
  parse,
  type RunningExecution,
  redriveRefusal,
  type Signal,
  type TaskToken,
} from '@/lib/asl'
import type { ExecutionRecord, ExecutionStart, MapRunRecord, Revision } from '@/lib/aws-api'
import type { RunHandler } from '@/lib/handlers'
import { VirtualClock } from '@/lib/sandbox'
import { advance, clockWithin, type World } from '@/lib/sandbox/drive'
import { answerSignal, answerTo, signalOf } from '@/lib/sandbox/task-signals'
import {
  ACCOUNT_ID,
  type Account,
  activityRefusal,
  answerStorage,
  giveUp,
  type Happening,
  happen,
  perform,
  REGION,
  refusal,
  type World as ServiceWorld,
} from '@/lib/services'

/** An execution with all that belongs to it. */
export interface Member {
  record: Omit<ExecutionRecord, 'redrive'>
  running: RunningExecution
  revision: Revision
  history: HistoryEvent[]
  world: World
}

/** The executions of a sandbox in memory: its clock, its tasks, and what services do meanwhile. */
export class ExecutionsInMemory {
  readonly clock: VirtualClock<() => unknown>
  readonly mapRuns = new Map<string, MapRunRecord>()
  /** Standard executions and children of map runs, by ARN, in the order in which they began. */
  readonly standard = new Map<string, Member>()
  readonly express: Member[] = []
  readonly #waiting = new Map<TaskToken, Member>()
  readonly #tokens = new Map<TaskToken, 'Open' | 'Closed'>()
  #appointments = 0
  #begun = 0

  constructor(
    private readonly account: Account,
    private readonly runHandler: RunHandler,
    startAt: Instant,
  ) {
    this.clock = new VirtualClock(startAt)
  }

  /** Lets time pass, also while somebody outside is waited for. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now + ms
    this.clock.set('pass', until, () => undefined)
    for (let due = this.clock.next(until); due; due = this.clock.next(until)) await due()
    await this.settle()
  }

  /** Everything due happens, and time jumps, as long as nobody outside is waited for. */
  async settle(): Promise<void> {
    const until = () =>
      [...this.#tokens.keys()].some((token) => this.tokenState(token) === 'Waiting')
        ? this.clock.now
        : Number.POSITIVE_INFINITY
    for (let due = this.clock.next(until()); due; due = this.clock.next(until())) await due()
  }

  /** A new execution, before its first signal. */
  begin(start: ExecutionStart, type: 'STANDARD' | 'EXPRESS'): Member {
    const { machine, revision, versionArn, aliasArn, name, input, traceHeader } = start
    const parsed = parse(revision.definition, { type })
    if (!parsed.ok) throw new Error(`The definition of ${machine.name} was not checked before it was saved.`)
    const running = begin(parsed.machine, {
      type,
      seed: ++this.#begun * 2 ** 32 + 1,
      name,
      stateMachineName: machine.name,
      roleArn: revision.roleArn,
      accountId: ACCOUNT_ID,
      region: REGION,
      ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
      ...(aliasArn !== undefined && { stateMachineAliasArn: aliasArn }),
      refuse: (task) => activityRefusal(this.account, task) ?? refusal(task),
    })
    const { executionArn } = running.identity
    const history: HistoryEvent[] = []
    const member: Member = {
      record: {
        executionArn,
        name,
        machineName: machine.name,
        revisionId: revision.revisionId,
        ...(versionArn !== undefined && { versionArn }),
        ...(aliasArn !== undefined && { aliasArn }),
        status: 'RUNNING',
        startDate: this.clock.now,
        input,
        ...(traceHeader !== undefined && { traceHeader }),
        redriveCount: 0,
      },
      running,
      revision,
      history,
      world: this.#worldOf(() => member, history, `${executionArn} `),
    }
    if (type === 'STANDARD') this.standard.set(executionArn, member)
    else this.express.push(member)
    return member
  }

  /** One signal, and all that follows from it at this instant. */
  async take(member: Member, signal: Signal): Promise<void> {
    const ended: Execution = await advance(member.running, { ...signal, at: this.clock.now }, member.world)
    if (ended.status !== 'RUNNING') member.record = { ...member.record, ...endOf(ended) }
  }

  /** An execution that had ended runs again from now on. */
  revive(member: Member): void {
    member.record = withoutEnd(member.record, this.clock.now)
  }

  recordOf({ record, running }: Member): ExecutionRecord {
    const reason = redriveRefusal(running, this.clock.now)
    return {
      ...record,
      redrive: reason === undefined ? { status: 'REDRIVABLE' } : { status: 'NOT_REDRIVABLE', reason },
    }
  }

  /** What became of the token of a task that waits for somebody outside. */
  tokenState(taskToken: TaskToken): 'Waiting' | 'TimedOut' | 'UnknownToken' {
    const state = this.#tokens.get(taskToken)
    if (!state) return 'UnknownToken'
    return state === 'Open' && this.#waiting.has(taskToken) ? 'Waiting' : 'TimedOut'
  }

  /** The execution that waits for a task. */
  waitingFor(taskToken: TaskToken): Member | undefined {
    return this.#waiting.get(taskToken)
  }

  /** Somebody has answered: nobody else may. */
  closeToken(taskToken: TaskToken): void {
    this.#tokens.set(taskToken, 'Closed')
  }

  serviceWorld(): ServiceWorld {
    return {
      at: this.clock.now,
      runHandler: this.runHandler,
      agenda: { at: (due, happening) => this.#appoint(due, happening) },
    }
  }

  #worldOf(member: () => Member, history: HistoryEvent[], prefix: string): World {
    const set = (id: string, due: Instant, signal: Signal) =>
      this.clock.set(prefix + id, due, () => this.take(member(), signal))
    const { clock } = this
    return {
      clock: clockWithin(clock, (id) => prefix + id, set),
      mustStop: () => false,
      record: (events) => {
        history.push(...events)
      },
      recordChildren: (children, mapRuns) => {
        for (const run of mapRuns) this.mapRuns.set(run.mapRunArn, run)
        for (const child of children) this.#recordChild(member(), child.executionArn, child)
      },
      askStorage: (requestId, request) => {
        const answer = answerStorage(this.account.buckets, request, clock.now)
        set(requestId, clock.now, { type: 'StorageAnswered', at: clock.now, requestId, answer })
      },
      schedule: async (task) => {
        const { taskToken, resource } = task
        this.#waiting.set(taskToken, member())
        const isOutside =
          resource.kind === 'Activity' ||
          (resource.kind === 'Integration' && resource.pattern === 'waitForTaskToken')
        if (isOutside) this.#tokens.set(taskToken, 'Open')
        const { executionArn, stateMachineArn, roleArn } = member().running.identity
        const caller = { executionArn, stateMachineArn, stateName: task.stateName, roleArn }
        const answer = await perform(this.account, { ...task, caller }, this.serviceWorld())
        const at = clock.now + answer.durationMs
        const signal = answerSignal(answer, taskToken, at)
        if (signal) set(answerTo(taskToken), at, signal)
      },
      cancel: (taskToken) => {
        clock.clear(prefix + answerTo(taskToken))
        this.#waiting.delete(taskToken)
        if (this.#tokens.has(taskToken)) this.#tokens.set(taskToken, 'Closed')
        giveUp(this.account, taskToken, this.serviceWorld())
      },
    }
  }

  /** A child is an execution like any other; only its history comes in parts. */
  #recordChild(
    parent: Member,
    executionArn: string,
    { mapRunArn, history }: { mapRunArn: string; history: readonly HistoryEvent[] },
  ): void {
    const known = this.standard.get(executionArn)
    const child: Member = known ?? {
      ...parent,
      record: {
        executionArn,
        name: executionArn.split(':').at(-1) ?? '',
        machineName: parent.record.machineName,
        revisionId: parent.record.revisionId,
        status: 'RUNNING',
        startDate: this.clock.now,
        input: '{}',
        mapRunArn,
        redriveCount: 0,
      },
      history: [],
    }
    this.standard.set(executionArn, child)
    child.history.push(...history)
    const last = child.history.at(-1)
    const ending = last && endings[last.type]
    if (ending) child.record = { ...child.record, status: ending, stopDate: last.timestamp }
  }

  #appoint(due: Instant, happening: Happening): void {
    this.clock.set(`happening ${++this.#appointments}`, due, () => this.#happen(happening))
  }

  async #happen(happening: Happening): Promise<void> {
    switch (happening.kind) {
      case 'TaskStarted':
      case 'TaskHeartbeat':
      case 'TaskSettled': {
        const member = this.#waiting.get(happening.taskToken)
        return member && this.take(member, signalOf(happening, this.clock.now))
      }
      case 'ExecutionStarts':
      case 'ExecutionStops':
        throw new Error('The sandbox in memory has no executions that others start.')
      default:
        return happen(this.account, happening, this.serviceWorld())
    }
  }
}

const endings: Readonly<Record<string, 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT'>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
}

function endOf(ended: Exclude<Execution, { status: 'RUNNING' }>): Partial<Member['record']> {
  const { stopDate } = ended
  switch (ended.status) {
    case 'SUCCEEDED':
      return { status: 'SUCCEEDED', stopDate, output: JSON.stringify(ended.output) }
    case 'STOPPED':
      return { status: 'FAILED', stopDate, cause: ended.stoppedBy.message }
    default:
      return { status: ended.status, stopDate, ...ended.failure }
  }
}

function withoutEnd(record: Member['record'], redriveDate: Instant): Member['record'] {
  const { stopDate: _, output: _output, error: _error, cause: _cause, ...rest } = record
  return { ...rest, status: 'RUNNING', redriveCount: record.redriveCount + 1, redriveDate }
}
