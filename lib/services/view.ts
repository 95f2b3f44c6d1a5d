import type { AccountView, JobView, MessageView, PendingTaskView } from './account'
import type { Account } from './create-account'
import type { Job } from './jobs'
import type { Message } from './sqs'
import type { PendingTask } from './step-functions'

/** What the account holds now, for checks and for the workbench. */
export function viewOf(account: Account): AccountView {
  const {
    functions,
    tables,
    queues,
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

function jobView({ id, on, status, startedAt, endedAt }: Job): JobView {
  return { id, on, status, startedAt, ...(endedAt !== undefined && { endedAt }) }
}

function recordOf<State, View>(
  states: ReadonlyMap<string, State>,
  view: (state: State) => View,
): Record<string, View> {
  return Object.fromEntries([...states].map(([name, state]) => [name, view(state)]))
}
