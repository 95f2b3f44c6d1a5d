import { ACCOUNT_ID, loadSdkActions, OTHER_ACCOUNT_ID, type SdkActions } from '@/lib/services'
import type { AccountFile } from '../account-file'
import type { ExerciseFile } from '../exercise-file'
import { actionProblems } from './actions'
import { checkProblems, holdingOf } from './checks'
import { inAll, type Names, namesOf, together } from './names'
import type { AccountProblem } from './problem'
import { referenceProblems } from './references'
import { type NamesByAccount, roleProblems } from './roles'
import { valueProblems } from './values'

export type { AccountProblem } from './problem'

/**
 * What does not fit together in the accounts of an `exercise.json` that its schema allows: names of nothing,
 * actions that AWS does not have, policies that are none, checks about things that are not there. With the path in
 * the file and the way out; in the order of the file's parts, for the exercise first and then by scenario.
 */
export async function accountProblems(file: ExerciseFile): Promise<AccountProblem[]> {
  const sdk = await loadSdkActions()
  const base = file.account ?? {}
  const own = partsOf(base)
  const scenarios = file.scenarios.map(({ account = {} }) => {
    const parts = partsOf(account)
    return { account, names: together(own.names, parts.names), other: joined(own.other, parts.other) }
  })
  // What stands for every scenario may name what each of them brings along.
  const [first = own, ...others] = scenarios
  const everywhere: Parts = {
    names: inAll(
      first.names,
      others.map(({ names }) => names),
    ),
    other: own.other ?? first.other,
  }
  return [
    ...inAccount(base, ['account'], everywhere, sdk),
    ...scenarios.flatMap((scenario, place) => [
      ...inAccount(scenario.account, ['scenarios', place, 'account'], scenario, sdk),
    ]),
    ...aboutChecks(
      file,
      scenarios.map(({ account, names, other }) =>
        holdingOf(names, other?.names, { jobs: [...(base.jobs ?? []), ...(account.jobs ?? [])] }),
      ),
    ),
  ]
}

type Path = AccountProblem['path']
type Things = Omit<AccountFile, 'otherAccount' | 'role'>

interface Parts {
  names: Names
  /** The second account, where there is one. */
  other: { id: string; names: Names } | undefined
}

function partsOf({ otherAccount, ...things }: AccountFile): Parts {
  return {
    names: namesOf(things),
    other: otherAccount && {
      id: otherAccount.accountId ?? OTHER_ACCOUNT_ID,
      names: namesOf(otherAccount),
    },
  }
}

function joined(one: Parts['other'], other: Parts['other']): Parts['other'] {
  return one && other ? { ...one, names: together(one.names, other.names) } : (one ?? other)
}

function* inAccount(
  { otherAccount, role, ...things }: AccountFile,
  at: Path,
  { names, other }: Parts,
  sdk: SdkActions | undefined,
): Generator<AccountProblem> {
  const accounts = new Map([[ACCOUNT_ID, names]])
  if (other) accounts.set(other.id, other.names)
  yield* amongThings(things, at, names, accounts, sdk)
  if (role) yield* roleProblems(role, [...at, 'role'], accounts)
  if (otherAccount && other) {
    const { accountId, ...otherThings } = otherAccount
    yield* amongThings(otherThings, [...at, 'otherAccount'], other.names, accounts, sdk)
  }
}

function* amongThings(
  things: Things,
  at: Path,
  names: Names,
  accounts: NamesByAccount,
  sdk: SdkActions | undefined,
): Generator<AccountProblem> {
  yield* referenceProblems(things, at, names)
  yield* actionProblems(things, at, names, sdk)
  yield* valueProblems(things, at)
  for (const [name, role] of Object.entries(things.roles ?? {}))
    yield* roleProblems(role, [...at, 'roles', name], accounts)
}

function aboutChecks(file: ExerciseFile, holdings: ReturnType<typeof holdingOf>[]): AccountProblem[] {
  const of = (ids: readonly string[] | undefined) =>
    holdings.filter((_, place) => ids?.includes(file.scenarios[place]?.id ?? '') ?? true)
  if (file.kind === 'predict') {
    return file.prompts.flatMap(({ scenario, options }, place) =>
      options.flatMap(({ holds }, option) => [
        ...checkProblems(holds, ['prompts', place, 'options', option, 'holds'], of([scenario])),
      ]),
    )
  }
  return file.checks.flatMap(({ expect, expectIn = {}, scenarios }, place) => [
    ...checkProblems(expect, ['checks', place, 'expect'], of(scenarios)),
    ...Object.entries(expectIn).flatMap(([id, own]) => [
      ...checkProblems(own, ['checks', place, 'expectIn', id], of([id])),
    ]),
  ])
}
