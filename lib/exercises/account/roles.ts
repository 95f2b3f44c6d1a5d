import { isJsonArray, isJsonObject, type JsonValue, ownMember } from '@/lib/json'
import { ACCOUNT_ID, readPolicy } from '@/lib/services'
import type { AccountFile } from '../account-file'
import { type Kind, type Names, ONE } from './names'
import { type AccountProblem, oneOf, problem } from './problem'

type Path = AccountProblem['path']
type Role = NonNullable<AccountFile['role']>

/** The names of things in each account, by its number. */
export type NamesByAccount = ReadonlyMap<string, Names>

/** The names of the state machine that the learner writes, and of its role. */
const OWN_MACHINE = 'StateMachine'
const OWN_ROLE = 'StateMachine-role'

/** Policies are what IAM takes, and what they name by an ARN is there. */
export function* roleProblems(role: Role, at: Path, names: NamesByAccount): Generator<AccountProblem> {
  const { policies, boundary, trust } = role
  for (const [place, policy] of policies.entries())
    yield* policyProblems(policy, [...at, 'policies', place], false, names)
  if (boundary) yield* policyProblems(boundary, [...at, 'boundary'], false, names)
  if (trust) yield* policyProblems(trust, [...at, 'trust'], true, names)
}

function* policyProblems(
  policy: Parameters<typeof readPolicy>[0],
  at: Path,
  trust: boolean,
  names: NamesByAccount,
): Generator<AccountProblem> {
  const read = readPolicy(policy, { trust })
  if (!read.ok) {
    const kind = trust ? 'a trust policy' : 'an identity policy'
    yield problem(
      at,
      `This is not ${kind}: ${read.problem}`,
      'Write the policy as IAM’s user guide shows it.',
    )
    return
  }
  for (const { arn, path } of arnsIn(policy, at)) yield* arnProblems(arn, path, names)
}

function* arnsIn(value: JsonValue, path: Path): Generator<{ arn: string; path: Path }> {
  if (typeof value === 'string') {
    if (value.startsWith('arn:')) yield { arn: value, path }
  } else if (isJsonArray(value)) {
    for (const [place, member] of value.entries()) yield* arnsIn(member, [...path, place])
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) yield* arnsIn(member, [...path, name])
  }
}

/** What an ARN of this service names, as far as an account of an exercise can hold it. */
const named: Readonly<Record<string, { kind: Kind; name: RegExp }>> = {
  lambda: { kind: 'functions', name: /^function:([^:]+)/ },
  sqs: { kind: 'queues', name: /^([^:]+)$/ },
  sns: { kind: 'topics', name: /^([^:]+)/ },
  dynamodb: { kind: 'tables', name: /^table\/([^/]+)/ },
  s3: { kind: 'buckets', name: /^([^/]+)/ },
  states: { kind: 'machines', name: /^stateMachine:([^:]+)/ },
  events: { kind: 'buses', name: /^event-bus\/([^/]+)/ },
  iam: { kind: 'roles', name: /^role\/(?:.*\/)?([^/]+)$/ },
}

function* arnProblems(arn: string, path: Path, names: NamesByAccount): Generator<AccountProblem> {
  const [, , service = '', , account = '', ...rest] = arn.split(':')
  // A pattern may mean anything, and so may a variable.
  const isPattern = (text: string) => /[*?]|\$\{/.test(text)
  if (account !== '' && !isPattern(account) && !names.has(account)) {
    const known = [...names.keys()]
    yield problem(path, `The account ${account} is none of this exercise: ${arn}.`, oneOf(known))
    return
  }
  const thing = ownMember(named, service)
  const name = thing?.name.exec(rest.join(':'))?.[1]
  if (!thing || name === undefined || isPattern(name) || isPattern(account)) return
  const known =
    account === '' ? [...names.values()] : [...names].flatMap(([id, one]) => (id === account ? [one] : []))
  const there = [...new Set(known.flatMap((one) => one[thing.kind])), ...ownNames(thing.kind, account)]
  if (there.includes(name)) return
  const where = account === '' ? '' : ` in the account ${account}`
  yield problem(path, `There is no ${ONE[thing.kind]} called "${name}"${where}: ${arn}.`, oneOf(there))
}

function ownNames(kind: Kind, account: string): string[] {
  if (account !== ACCOUNT_ID) return []
  if (kind === 'machines') return [OWN_MACHINE]
  return kind === 'roles' ? [OWN_ROLE] : []
}
