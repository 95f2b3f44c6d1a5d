import { ownMember } from '@/lib/json'
import type { AccountFile } from '../account-file'
import { type Kind, type Names, ONE } from './names'
import { type AccountProblem, oneOf, problem } from './problem'

type Path = AccountProblem['path']
type Things = Omit<AccountFile, 'otherAccount' | 'role'>

/** Names by which one thing of an account speaks of another: each has to be there. */
export function* referenceProblems(account: Things, at: Path, names: Names): Generator<AccountProblem> {
  const asked = (kind: Kind, name: string | undefined, path: Path): AccountProblem[] =>
    name === undefined || names[kind].includes(name) ? [] : [missing(kind, name, [...at, ...path], names)]

  for (const [queue, { deadLetter, trigger, fifo = false }] of Object.entries(account.queues ?? {})) {
    yield* asked('queues', deadLetter?.queue, ['queues', queue, 'deadLetter', 'queue'])
    yield* asked('functions', trigger?.function, ['queues', queue, 'trigger', 'function'])
    if (deadLetter) yield* deadLetterProblems(account, queue, deadLetter.queue, fifo, at)
  }
  for (const [topic, { subscriptions = [] }] of Object.entries(account.topics ?? {})) {
    for (const [place, subscription] of subscriptions.entries()) {
      const path = ['topics', topic, 'subscriptions', place]
      yield* asked('queues', subscription.queue, [...path, 'queue'])
      yield* asked('functions', subscription.function, [...path, 'function'])
      yield* onlyOne(subscription, ['queue', 'function'], 'A subscription', [...at, ...path])
    }
  }
  for (const [bus, { rules = {} }] of Object.entries(account.buses ?? {})) {
    for (const [rule, { targets }] of Object.entries(rules)) {
      for (const [place, target] of targets.entries()) {
        const path = ['buses', bus, 'rules', rule, 'targets', place]
        yield* asked('queues', target.queue, [...path, 'queue'])
        yield* asked('functions', target.function, [...path, 'function'])
        yield* asked('topics', target.topic, [...path, 'topic'])
        yield* asked('machines', target.machine, [...path, 'machine'])
        yield* onlyOne(target, ['queue', 'function', 'topic', 'machine'], 'A target', [...at, ...path])
      }
    }
  }
  for (const [activity, { workers = {} }] of Object.entries(account.activities ?? {})) {
    for (const [worker, { works }] of Object.entries(workers)) {
      for (const [place, work] of works.entries()) {
        const path = ['activities', activity, 'workers', worker, 'works', place, 'function']
        yield* asked('functions', work.function, path)
      }
    }
  }
  for (const [client, { acts }] of (account.callbacks ?? []).entries()) {
    for (const [place, act] of acts.entries())
      yield* asked('functions', act.function, ['callbacks', client, 'acts', place, 'function'])
  }
  for (const [place, endpoint] of (account.endpoints ?? []).entries()) {
    yield* asked('functions', endpoint.function, ['endpoints', place, 'function'])
    if (endpoint.function !== undefined && endpoint.replies) {
      yield problem(
        [...at, 'endpoints', place],
        'An endpoint answers by replies or by a function, not by both.',
        'Keep one of the two.',
      )
    }
  }
  for (const [name, lambda] of Object.entries(account.functions ?? {})) {
    for (const [alias, version] of Object.entries(lambda.aliases ?? {})) {
      const versions = Object.keys(lambda.versions ?? {})
      if (version === '$LATEST' || versions.includes(version)) continue
      yield problem(
        [...at, 'functions', name, 'aliases', alias],
        `The alias "${alias}" stands for version ${version}, which "${name}" does not have.`,
        oneOf([...versions, '$LATEST']),
      )
    }
  }
  yield* connectionProblems(account, at)
}

export function missing(kind: Kind, name: string, path: Path, names: Names): AccountProblem {
  return problem(path, `There is no ${ONE[kind]} called "${name}" in this account.`, oneOf(names[kind]))
}

function* deadLetterProblems(
  { queues = {} }: Things,
  queue: string,
  name: string,
  fifo: boolean,
  at: Path,
): Generator<AccountProblem> {
  const path = [...at, 'queues', queue, 'deadLetter', 'queue']
  if (name === queue) {
    yield problem(path, `The queue "${queue}" is its own dead-letter queue.`, 'Name another queue.')
    return
  }
  const target = ownMember(queues, name)
  if (target && (target.fifo ?? false) !== fifo) {
    yield problem(
      path,
      `The dead-letter queue of a ${fifo ? 'FIFO' : 'standard'} queue has to be one too; "${name}" is not.`,
      `Set fifo of "${name}" to ${fifo}, or name another queue.`,
    )
  }
}

function* onlyOne<Key extends string>(
  thing: Readonly<Partial<Record<Key, unknown>>>,
  keys: readonly Key[],
  what: string,
  path: Path,
): Generator<AccountProblem> {
  const named = keys.filter((key) => thing[key] !== undefined)
  if (named.length === 1) return
  yield problem(
    path,
    `${what} goes to exactly one of ${keys.join(', ')}; this names ${named.length === 0 ? 'none' : named.join(' and ')}.`,
    named.length === 0 ? `Add one of ${keys.join(', ')}.` : 'Make two of it.',
  )
}

/** A connection by OAuth gets its token from an endpoint of the exercise, or is given one. */
function* connectionProblems({ connections = {}, endpoints = [] }: Things, at: Path) {
  for (const [name, { auth }] of Object.entries(connections)) {
    if (auth.type !== 'OAUTH_CLIENT_CREDENTIALS') continue
    const { authorizationEndpoint: asked, accessToken } = auth
    const path = [...at, 'connections', name, 'auth']
    if (asked === undefined && accessToken === undefined) {
      yield problem(
        path,
        `The connection "${name}" has no token.`,
        'Add accessToken or authorizationEndpoint.',
      )
    }
    const isThere = endpoints.some(({ url }) =>
      url.endsWith('*') ? asked?.startsWith(url.slice(0, -1)) : url === asked,
    )
    if (asked !== undefined && !isThere) {
      yield problem(
        [...path, 'authorizationEndpoint'],
        `No endpoint of this account answers ${asked}.`,
        `Add it to endpoints, or correct the address. ${oneOf(endpoints.map(({ url }) => url))}`,
      )
    }
  }
}
