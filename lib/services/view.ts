import type { AccountView, JobView, MessageView, PendingTaskView, PublishedView } from './account'
import type { Account } from './create-account'
import type { Job } from './jobs'
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
    otherAccount,
  } = account
  return {
    functions: recordOf(functions, ({ invocations, logs }) => ({ invocations, logs: [...logs] })),
    tables: recordOf(tables, ({ items }) => ({ items: [...items.values()] })),
    queues: recordOf(queues, ({ messages }) => ({
      messages: messages.map(messageView),
    })),
    ...(topics.size > 0 && {
      topics: recordOf(topics, ({ published }) => ({ published: published.map(publishedView) })),
    }),
    ...((buses.size > 1 || [...buses.values()].some(({ events }) => events.length > 0)) && {
      buses: recordOf(buses, ({ events }) => ({ events: [...events] })),
    }),
    ...(buckets.size > 0 && {
      buckets: recordOf(buckets, ({ objects }) => ({ objects: recordOf(objects, ({ body }) => body) })),
    }),
    ...(pendingTasks.size > 0 && { pendingTasks: [...pendingTasks.values()].map(pendingTaskView) }),
    ...(jobs.length > 0 && { jobs: jobs.map(jobView) }),
    ...(httpRequests.length > 0 && { httpRequests: [...httpRequests] }),
    ...(otherAccount && { otherAccount: viewOf(otherAccount) }),
    ...(callbackCalls.length > 0 && { callbackCalls: [...callbackCalls] }),
  }
}

function pendingTaskView({
  taskToken,
  stateName,
  resource,
  status,
  heartbeats,
}: PendingTask): PendingTaskView {
  return { taskToken, stateName, resource, status, heartbeats }
}

function messageView({ messageId, body, attributes, groupId, receiveCount }: Message): MessageView {
  return {
    messageId,
    body,
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(groupId !== undefined && { groupId }),
    ...(receiveCount > 0 && { receiveCount }),
  }
}

function publishedView({ messageId, message, subject, attributes }: Published): PublishedView {
  return {
    messageId,
    message,
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
