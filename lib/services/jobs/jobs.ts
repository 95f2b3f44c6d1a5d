import type { Instant, TaskToken } from '@/lib/asl'
import { isJsonObject, type JsonObject } from '@/lib/json'
import { ACCOUNT_ID, type JobSetup, REGION } from '../account'
import { type Answer, type Call, failed, type Surroundings } from '../answer'
import type { JobWatch } from '../iam/job-watch'
import type { Ids } from '../ids'
import { includes } from '../includes'
import { notScripted } from '../scripted'
import { httpDate, sdkMetadata } from '../sdk-metadata'
import { type JobKind, jobKinds } from './job-kinds'
import { type Facts, filled, filledText, parameterAt } from './template'

/** Work that a service does on its own, in virtual time. */
export interface Job {
  readonly id: string
  /** `glue:startJobRun` */
  readonly on: string
  readonly request: JsonObject
  readonly startedAt: Instant
  /** Its place among `jobs` of the account's setup. */
  readonly script: number
  /** What it is known by besides its id. */
  readonly uuid: string
  status: 'Running' | 'Succeeded' | 'Failed' | 'Stopped'
  endedAt?: Instant
  /** The task that waits for it. */
  taskToken?: TaskToken
  /** Step Functions may not ask how it is, so that the task never hears of its end. */
  unheard?: true
  /** It may not stop it either, when the task is given up. */
  goesOn?: true
}

export interface JobHappening {
  kind: 'JobEnds'
  job: number
}

const SUBMIT_MS = 80
/** A job that the exercise gives no duration takes this long. */
const SECONDS = 60

export function isJob(spoken: string): boolean {
  return Object.hasOwn(jobKinds, spoken)
}

/** Takes a job; a task of `.sync` waits for its end, as well as its role lets it. */
export function submitJob(
  spoken: string,
  call: Call,
  awaited: JobWatch | undefined,
  around: Surroundings,
): Answer {
  const { account, ids, at, agenda } = around
  const kind = jobKinds[spoken]
  const script = scriptFor(spoken, call, account.setup.jobs ?? [])
  const setup = account.setup.jobs?.[script]
  if (!kind || !setup) return notScripted(spoken, 'jobs', call.payload)
  if (setup.refuses) {
    return failed(setup.refuses.error, setup.refuses.cause ?? '', SUBMIT_MS)
  }
  const request = isJsonObject(call.payload) ? call.payload : {}
  const uuid = ids.uuid()
  const draft = { on: spoken, request, startedAt: at + SUBMIT_MS, script, uuid, status: 'Running' as const }
  const job: Job = {
    ...draft,
    id: filledText(kind.id, factsOf({ ...draft, id: '' }, kind, setup)),
    ...(awaited && call.taskToken !== undefined && { taskToken: call.taskToken }),
    ...(awaited?.hears === false && { unheard: true }),
    ...(awaited?.stops === false && { goesOn: true }),
  }
  account.jobs.push(job)
  const due = job.startedAt + (setup.seconds ?? SECONDS) * 1000
  agenda.at(due, { kind: 'JobEnds', job: account.jobs.length - 1 })
  const response = filled(kind.submitted, factsOf(job, kind, setup))
  const output = { ...response, ...metadata(response, ids, at + SUBMIT_MS) }
  return { kind: awaited ? 'Submitted' : 'Succeeded', output, durationMs: SUBMIT_MS }
}

/** The job ends as the exercise says; the task that waits for it hears of it. */
export function jobEnds({ job: place }: JobHappening, { account, at, agenda }: Surroundings): void {
  const job = account.jobs[place]
  const kind = job && jobKinds[job.on]
  const setup = job && account.setup.jobs?.[job.script]
  if (!job || !kind || !setup || job.status !== 'Running') return
  job.status = setup.fails ? 'Failed' : 'Succeeded'
  job.endedAt = at
  const { taskToken, unheard } = job
  if (taskToken === undefined || unheard) return
  const facts = factsOf(job, kind, setup)
  const echo = kind.echoes ? job.request : undefined
  const described = { ...echo, ...filled(kind.ended, facts), ...setup.details }
  if (!setup.fails) {
    agenda.at(at, { kind: 'TaskSettled', taskToken, outcome: { ok: true, output: described } })
    return
  }
  // Recorded for ECS and nested executions, documented for the others: the description is the cause.
  const { error = 'States.TaskFailed', cause = JSON.stringify(described) } = setup.fails
  agenda.at(at, { kind: 'TaskSettled', taskToken, outcome: { ok: false, failure: { error, cause } } })
}

/** Step Functions tries to stop the job of a task that nobody waits for any more. */
export function stopJobOf(jobs: readonly Job[], taskToken: TaskToken, at: Instant): void {
  const job = jobs.find((one) => one.taskToken === taskToken)
  if (job?.status !== 'Running' || job.goesOn) return
  job.status = 'Stopped'
  job.endedAt = at
}

function scriptFor(spoken: string, { payload }: Call, scripts: readonly JobSetup[]): number {
  return scripts.findIndex(
    ({ on, where }) => on === spoken && (where === undefined || includes(where, payload)),
  )
}

function factsOf(job: Omit<Job, 'taskToken'>, kind: JobKind, setup: JobSetup): Facts {
  const hex = job.uuid.replaceAll('-', '')
  return (name) => {
    switch (name) {
      case 'id':
        return job.id
      case 'uuid':
        return job.uuid
      case 'hex':
        return hex
      case 'HEX13':
        return hex.slice(0, 13).toUpperCase()
      case 'region':
        return REGION
      case 'account':
        return ACCOUNT_ID
      case 'startedAt':
        return job.startedAt
      case 'endedAt':
        return job.endedAt
      case 'status':
        return setup.fails ? (setup.fails.status ?? kind.failed) : kind.succeeded
      case 'reason':
        return setup.fails?.reason
      default:
        return parameterAt(job.request, name)
    }
  }
}

function metadata(response: JsonObject, ids: Ids, at: Instant): JsonObject {
  const requestId = ids.uuid()
  return sdkMetadata(
    {
      'x-amzn-RequestId': requestId,
      'Content-Length': String(JSON.stringify(response).length),
      Date: httpDate(at),
      'Content-Type': 'application/x-amz-json-1.1',
    },
    requestId,
  )
}
