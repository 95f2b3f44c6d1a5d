import type {
  AccountView,
  FunctionView,
  JobView,
  MessageView,
  PendingTaskView,
  PublishedView,
} from './account'
import type { Account } from './create-account'
import type { Job } from './jobs'
import type { LambdaFunction } from './lambda'
import type { Published } from './sns/topic'
import type { Message } from './sqs'
import type { PendingTask } from './step-functions'

/** What the account holds now, for checks and for the workbench. */
export function viewOf(account: Account): AccountView {
  const {
    functions,
    tables,
    queues,
    topics,
    buses,
    buckets,
    pendingTasks,
    callbackCalls,
    jobs,
    httpRequests,
    connections,
    otherAccount,
  } = account
  return {
    functions: recordOf(functions, functionView),
    tables: recordOf(tables, ({ items }) => ({ items: [...items.values()] })),
    queues: recordOf(queues, ({ messages }) => ({
      messages: messages.map(messageView),
    })),
    ...(topics.size > 0 && {
      topics: recordOf(topics, ({ published }) => ({ published: published.map(publishedView) })),
    }),
    ...((buses.size > 1 || [...buses.values()].some(({ events }) => events.length > 0)) && {
      buses: recordOf(buses, ({ events, matched }) => ({
        events: [...events],
        ...(events.length > 0 && { matched: [...matched] }),
      })),
    }),
    ...(buckets.size > 0 && {
      buckets: recordOf(buckets, ({ objects }) => ({ objects: recordOf(objects, ({ body }) => body) })),
    }),
    ...(pendingTasks.size > 0 && { pendingTasks: [...pendingTasks.values()].map(pendingTaskView) }),
    ...(jobs.length > 0 && { jobs: jobs.map(jobView) }),
    ...(httpRequests.length > 0 && { httpRequests: [...httpRequests] }),
    ...(connections.size > 0 && { connections: recordOf(connections, ({ state }) => ({ state })) }),
    ...(otherAccount && { otherAccount: viewOf(otherAccount) }),
    ...(callbackCalls.length > 0 && { callbackCalls: [...callbackCalls] }),
  }
}

function functionView({ invocations, runs }: LambdaFunction): FunctionView {
  const logs = runs.flatMap((run) => run.logs.map(({ text }) => text))
  return { invocations, logs, ...(runs.length > 0 && { runs: [...runs] }) }
}

function pendingTaskView(task: PendingTask): PendingTaskView {
  return { ...task }
}

function messageView(message: Message): MessageView {
  const { messageId, body, attributes, sentAt, visibleAt, groupId, receiveCount, deadLetterSource } = message
  return {
    messageId,
    body,
    sentAt,
    visibleAt,
    ...(deadLetterSource !== undefined && { movedFrom: deadLetterSource.split(':')[5] ?? '' }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(groupId !== undefined && { groupId }),
    ...(receiveCount > 0 && { receiveCount }),
  }
}

function publishedView(published: Published): PublishedView {
  const { messageId, message, subject, attributes, at, deliveredTo } = published
  return {
    messageId,
    message,
    at,
    deliveredTo: [...deliveredTo],
    ...(subject !== undefined && { subject }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }
}

function jobView({ id, on, status, startedAt, endedAt }: Job): JobView {
  return { id, on, status, startedAt, ...(endedAt !== undefined && { endedAt }) }
}

function recordOf<State, View>(
  states: ReadonlyMap<string, State>,
  view: (state: State) => View,
): Record<string, View> {
  return Object.fromEntries([...states].map(([name, state]) => [name, view(state)]))
}
