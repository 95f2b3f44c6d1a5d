import { ownMember } from '@/lib/json'
import type { PendingTaskView } from '@/lib/sandbox'
import { type Entry, type Mark, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, since } from './words'

const STANDINGS: Readonly<Record<PendingTaskView['status'], Mark>> = {
  Waiting: { glyph: 'waiting', words: 'Waiting' },
  Succeeded: { glyph: 'good', words: 'Succeeded' },
  Failed: { glyph: 'bad', words: 'Failed' },
  GivenUp: { glyph: 'stopped', words: 'Given up' },
}

/** The activities with the tasks that workers were given. */
export function activities(sources: Sources): readonly Resource[] {
  const { setup, accountId, now } = sources
  return namesIn(setup.activities).map((name) => {
    const ending = `:${accountId}:activity:${name}`
    const tasks = (now.pendingTasks ?? []).filter(({ resource }) => resource.endsWith(ending))
    const workers = Object.keys(ownMember(setup.activities, name)?.workers ?? {})
    return {
      key: `activity ${name}`,
      name,
      facts:
        workers.length > 0 ? [`${counted(workers.length, 'worker')}: ${workers.join(', ')}`] : ['no worker'],
      ...tasksAs(tasks, 'task', sources),
      empty:
        'No task came. A Task whose Resource is the ARN of the activity puts one here, for a worker to ask for.',
    }
  })
}

/** Tokens that somebody outside has to answer, and what clients sent. */
export function tokens(sources: Sources): readonly Resource[] {
  const { setup, now } = sources
  const tasks = (now.pendingTasks ?? []).filter(({ resource }) => !resource.includes(':activity:'))
  const calls = now.callbackCalls ?? []
  if (tasks.length === 0 && !setup.callbacks) return []
  const tokens = {
    key: 'task tokens',
    name: 'Tokens handed out',
    facts: [],
    ...tasksAs(tasks, 'token', sources),
    empty:
      'None yet. A task whose Resource ends in .waitForTaskToken hands one out, and waits until somebody answers it.',
  }
  const answers = {
    key: 'calls of clients',
    name: 'Calls of clients',
    facts: [],
    count: counted(calls.length, 'call'),
    ...changeOf('changed', calls.length > 0 && `${calls.length} new`),
    entries: calls.map(({ at, client, action, answer }, index) => ({
      key: String(index),
      title: action,
      note: `at ${since(at, sources)} by whoever got the request of ${client}; the answer: ${answer}`,
    })),
    empty: 'Nobody has sent SendTaskSuccess, SendTaskFailure or SendTaskHeartbeat.',
  }
  return [tokens, answers]
}

function tasksAs(
  tasks: readonly PendingTaskView[],
  word: string,
  sources: Sources,
): Pick<Resource, 'count' | 'change' | 'entries'> {
  const waiting = tasks.filter(({ status }) => status === 'Waiting').length
  return {
    count: counted(tasks.length, word),
    ...changeOf(
      waiting > 0 ? 'waiting' : 'changed',
      tasks.length > 0 && `${tasks.length} new`,
      waiting > 0 && `${waiting} waiting`,
    ),
    entries: tasks.map((task) => entry(task, sources)),
  }
}

function entry(task: PendingTaskView, sources: Sources): Entry {
  const { taskToken, stateName, resource, status, heartbeats, input, createdAt, closedAt } = task
  return {
    key: taskToken,
    title: stateName,
    mark: STANDINGS[status],
    note: listed(
      resource.includes(':activity:') ? undefined : resource,
      `since ${since(createdAt, sources)}`,
      closedAt !== undefined && `closed at ${since(closedAt, sources)}`,
      heartbeats > 0 && counted(heartbeats, 'heartbeat'),
    ),
    details: () => [
      { kind: 'json', label: 'What the other side was given', value: input },
      { kind: 'text', label: 'Task token', text: taskToken },
    ],
  }
}
