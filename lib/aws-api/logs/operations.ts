import * as z from 'zod/mini'
import { optional, text, whole } from '../members'
import { type Operation, operation } from '../operations/operation'
import { paged } from '../operations/paging'
import { refuse } from '../refused'
import type { LogGroup, LoggedExecution, Page, Paged, SandboxSession } from '../sandbox'
import { type Filter, filterOf } from './filter-pattern'
import { isLogged, type LogEvent, logEvent } from './log-event'

const groupName = text(1, 512)
/** Either of the two names a group. */
const group = { logGroupName: optional(groupName), logGroupIdentifier: optional(text(1, 2048)) }
const token = optional(text(1, 2048))
const instant = optional(z.int().check(z.gte(0)))

const createLogGroup = operation({
  input: z.object({ logGroupName: groupName }),
  async run(sandbox, { logGroupName: name }) {
    const createdAt = await sandbox.now()
    await sandbox.change(async (resources) => {
      if (await resources.logGroup(name))
        refuse('ResourceAlreadyExistsException', 'The specified log group already exists')
      await resources.saveLogGroup({ name, createdAt })
    })
    return {}
  },
})

/** Its lines are the histories of executions: those stay. */
const deleteLogGroup = operation({
  input: z.object({ logGroupName: groupName }),
  async run(sandbox, request) {
    const { name } = await findGroup(sandbox, request)
    await sandbox.change((resources) => resources.deleteLogGroup(name))
    return {}
  },
})

const describeLogGroups = operation({
  input: z.object({
    logGroupNamePrefix: optional(text(1, 512)),
    limit: optional(whole(1, 50)),
    nextToken: token,
  }),
  async run(sandbox, { logGroupNamePrefix: prefix = '', limit = 50, nextToken }, call) {
    const { items, ...rest } = await paged(call, { maxResults: limit, nextToken }, (page) =>
      sandbox.resources.logGroups(page),
    )
    const logGroups = items
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ name, createdAt }) => {
        const arn = `arn:aws:logs:${sandbox.region}:${sandbox.accountId}:log-group:${name}`
        return {
          logGroupName: name,
          creationTime: createdAt,
          arn: `${arn}:*`,
          logGroupArn: arn,
          metricFilterCount: 0,
          storedBytes: 0,
          logGroupClass: 'STANDARD',
        }
      })
    return { logGroups, ...rest }
  },
})

/** One stream for each machine that writes into the group. */
const describeLogStreams = operation({
  input: z.object({
    ...group,
    logStreamNamePrefix: optional(text(1, 512)),
    orderBy: optional(z.enum(['LogStreamName', 'LastEventTime'])),
    descending: optional(z.boolean()),
    limit: optional(whole(1, 50)),
    nextToken: token,
  }),
  async run(sandbox, { logStreamNamePrefix: prefix = '', limit = 50, descending, ...request }) {
    const found = await findGroup(sandbox, request)
    const streams = new Map<string, { first: number; last: number }>()
    for await (const { machineName, startDate } of allLogged(sandbox, found.name)) {
      const name = streamName(found, machineName)
      const known = streams.get(name)
      streams.set(name, { first: known?.first ?? startDate, last: startDate })
    }
    const named = [...streams]
      .filter(([name]) => name.startsWith(prefix))
      .sort(([one], [other]) => (one < other ? -1 : 1))
    if (descending) named.reverse()
    const arn = `arn:aws:logs:${sandbox.region}:${sandbox.accountId}:log-group:${found.name}`
    return {
      logStreams: named.slice(0, limit).map(([name, { first, last }]) => ({
        logStreamName: name,
        creationTime: first,
        firstEventTimestamp: first,
        lastEventTimestamp: last,
        lastIngestionTime: last,
        arn: `${arn}:log-stream:${name}`,
        storedBytes: 0,
      })),
    }
  },
})

const filterLogEvents = operation({
  input: z.object({
    ...group,
    logStreamNames: optional(z.array(text(1, 512)).check(z.maxLength(100))),
    logStreamNamePrefix: optional(text(1, 512)),
    startTime: instant,
    endTime: instant,
    filterPattern: optional(text(0, 1024)),
    limit: optional(whole(1, 10_000)),
    nextToken: token,
    interleaved: optional(z.boolean()),
  }),
  async run(sandbox, { limit = 10_000, nextToken, ...request }, call) {
    const found = await findGroup(sandbox, request)
    const { logStreamNames, logStreamNamePrefix = '' } = request
    const wanted: Wanted = {
      filter: filterOf(request.filterPattern ?? ''),
      from: request.startTime ?? 0,
      to: request.endTime ?? Number.POSITIVE_INFINITY,
      isStream: (name) =>
        name.startsWith(logStreamNamePrefix) && (!logStreamNames || logStreamNames.includes(name)),
    }
    const { items, ...rest } = await paged(call, { ...request, maxResults: limit, nextToken }, (page) =>
      eventsOf(sandbox, found, wanted, page),
    )
    return { events: items.map(shown), searchedLogStreams: [], ...rest }
  },
})

/** The lines of one stream, from its head; forwards only. */
const getLogEvents = operation({
  input: z.object({
    ...group,
    logStreamName: text(1, 512),
    startTime: instant,
    endTime: instant,
    limit: optional(whole(1, 10_000)),
    startFromHead: optional(z.boolean()),
    nextToken: token,
  }),
  async run(sandbox, { limit = 10_000, nextToken, startFromHead: _, ...request }, call) {
    const found = await findGroup(sandbox, request)
    const wanted: Wanted = {
      filter: () => true,
      from: request.startTime ?? 0,
      to: request.endTime ?? Number.POSITIVE_INFINITY,
      isStream: (name) => name === request.logStreamName,
    }
    const page = await paged(
      call,
      { ...request, maxResults: limit, nextToken: nextToken?.replace(/^[fb]\//, '') },
      (page) => eventsOf(sandbox, found, wanted, page),
    )
    // At its end, AWS gives the same token again.
    const next = page.nextToken === undefined ? (nextToken ?? 'f/end') : `f/${page.nextToken}`
    return {
      events: page.items.map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: timestamp })),
      nextForwardToken: next,
      nextBackwardToken: next.replace(/^f/, 'b'),
    }
  },
})

export const logOperations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CreateLogGroup: createLogGroup,
    DeleteLogGroup: deleteLogGroup,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
  }),
)

interface Wanted {
  filter: Filter
  from: number
  to: number
  isStream: (name: string) => boolean
}

/** Executions and events that one request looks at; a client asks for the rest by the token. */
const EXECUTIONS_AT_ONCE = 100
const EVENTS_AT_ONCE = 1_000

/** Lines that fit. A place is the cursor of an execution, and the id of the last event of the one after it. */
async function eventsOf(
  sandbox: SandboxSession,
  found: LogGroup,
  { filter, from, to, isStream }: Wanted,
  { limit, after = '/' }: Page,
): Promise<Paged<LogEvent>> {
  let [cursor = '', lastId = ''] = after.split('/')
  const events: LogEvent[] = []
  for (let looked = 0; looked < EXECUTIONS_AT_ONCE; looked++) {
    const { items, next } = await sandbox.loggedExecutions(found.name, {
      limit: 1,
      ...(cursor !== '' && { after: cursor }),
    })
    const [execution] = items
    if (!execution) return { items: events }
    const stream = streamName(found, execution.machineName)
    let isMore = isStream(stream) && execution.startDate <= to
    while (isMore) {
      const page = await sandbox.history(execution.executionArn, {
        limit: Math.min(EVENTS_AT_ONCE, limit),
        isReversed: false,
        ...(lastId !== '' && { after: lastId }),
      })
      for (const event of page.items) {
        if (events.length >= limit) return { items: events, next: `${cursor}/${lastId}` }
        lastId = String(event.id)
        if (event.timestamp < from || event.timestamp > to || !isLogged(event, execution.level)) continue
        const line = logEvent(event, execution, stream)
        if (filter(line.message)) events.push(line)
      }
      isMore = page.next !== undefined
    }
    // More may be written of one that runs; whoever asks again later sees it from the start.
    if (next === undefined) return { items: events }
    cursor = next
    lastId = ''
  }
  return { items: events, next: `${cursor}/` }
}

async function* allLogged(sandbox: SandboxSession, name: string): AsyncGenerator<LoggedExecution> {
  let after: string | undefined
  do {
    const page = await sandbox.loggedExecutions(name, { limit: 1_000, ...(after !== undefined && { after }) })
    yield* page.items
    after = page.next
  } while (after !== undefined)
}

async function findGroup(
  sandbox: SandboxSession,
  {
    logGroupName,
    logGroupIdentifier,
  }: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
): Promise<LogGroup> {
  const given = logGroupName ?? logGroupIdentifier ?? ''
  const name = given.startsWith('arn:') ? given.split(':').slice(6).join(':').replace(/:\*$/, '') : given
  const found = await sandbox.resources.logGroup(name)
  return found ?? refuse('ResourceNotFoundException', 'The specified log group does not exist.')
}

/** As Step Functions names them: by the machine, and the minute in which the stream was begun. */
function streamName({ createdAt }: LogGroup, machineName: string): string {
  const minute = new Date(createdAt).toISOString().slice(0, 16).replace(/[T:]/g, '-')
  return `states/${machineName}/${minute}/00000001`
}

function shown({ timestamp, ...event }: LogEvent) {
  return { ...event, timestamp, ingestionTime: timestamp }
}
