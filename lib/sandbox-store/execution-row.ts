import type { Failure, Instant } from '@/lib/asl'
import { Prisma } from '@/lib/db/server'
import type { KeptExecution, MadeChild } from '@/lib/sandbox'

/** The columns of an execution that DescribeExecution and a turn read; its snapshot is not among them. */
export interface ExecutionRow {
  executionArn: string
  number: bigint
  machineName: string
  type: string
  status: string
  revisionId: string
  versionArn: string | null
  aliasArn: string | null
  mapRunArn: string | null
  rootArn: string | null
  redriveCount: number
  lastEventId: number
  historyBytes: bigint
  started: string
  state: string
  ending: string | null
}

export const executionColumns = Prisma.raw(
  [
    'executionArn',
    'number',
    'machineName',
    'type',
    'status',
    'revisionId',
    'versionArn',
    'aliasArn',
    'mapRunArn',
    'rootArn',
    'redriveCount',
    'lastEventId',
    'historyBytes',
    'started',
    'state',
    'ending',
  ]
    .map((name) => `e."${name}"`)
    .join(', '),
)

/** What an execution was started with. Texts that a learner wrote are inside JSON: PostgreSQL takes no U+0000. */
export interface Started {
  name: string
  input: string
  startDate: Instant
  traceHeader?: string
  itemCount?: number
}

interface State {
  awaitedBy: KeptExecution['awaitedBy']
  redrives: KeptExecution['redrives']
  redriveDate?: Instant
  isHalted?: true
  isLogged?: true
}

export interface Ending {
  stopDate: Instant
  output?: string
  failure?: Failure
}

export function startedOf({ name, input, startDate, traceHeader }: KeptExecution): string {
  const started: Started = { name, input, startDate, ...(traceHeader !== undefined && { traceHeader }) }
  return JSON.stringify(started)
}

export function startedOfChild({ executionArn, items, started }: MadeChild): string {
  const { at = 0, input = '{}' } = started ?? {}
  const [name = ''] = executionArn.split(':').slice(7)
  const facts: Started = { name, input, startDate: at, itemCount: items }
  return JSON.stringify(facts)
}

export function stateOf({ awaitedBy, redrives, redriveDate, isHalted, isLogged }: KeptExecution): string {
  const state: State = {
    awaitedBy,
    redrives,
    ...(redriveDate !== undefined && { redriveDate }),
    ...(isHalted && { isHalted }),
    ...(isLogged && { isLogged }),
  }
  return JSON.stringify(state)
}

export function endingOf({ stopDate, output, failure }: KeptExecution): string | null {
  if (stopDate === undefined) return null
  return endingText({ stopDate, ...(output !== undefined && { output }), ...(failure && { failure }) })
}

export function endingOfChild({ ended }: MadeChild): string | null {
  if (!ended) return null
  const { at, output, failure } = ended
  return endingText({ stopDate: at, ...(output !== undefined && { output }), ...(failure && { failure }) })
}

function endingText(ending: Ending): string {
  return JSON.stringify(ending)
}

/** Our own texts, written by the functions above: their shapes are taken on trust. */
export function readExecution(row: ExecutionRow) {
  return {
    started: JSON.parse(row.started) as Started,
    state: JSON.parse(row.state) as State,
    ending: row.ending === null ? undefined : (JSON.parse(row.ending) as Ending),
  }
}

export function keptExecution(row: ExecutionRow): KeptExecution {
  const { started, state, ending } = readExecution(row)
  const { name, input, startDate, traceHeader } = started
  return {
    executionArn: row.executionArn,
    number: Number(row.number),
    name,
    machine: row.machineName,
    type: row.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    revisionId: row.revisionId,
    ...(row.versionArn !== null && { versionArn: row.versionArn }),
    ...(row.aliasArn !== null && { aliasArn: row.aliasArn }),
    ...(traceHeader !== undefined && { traceHeader }),
    status: row.status as KeptExecution['status'],
    input,
    startDate,
    ...ending,
    ...state,
    redriveCount: row.redriveCount,
    lastEventId: row.lastEventId,
    historyBytes: Number(row.historyBytes),
  }
}
