import { suggestion } from '@/lib/asl'
import { isOffered, type SdkActions, type SupportRow, supportMatrix } from '@/lib/services'
import type { AccountFile } from '../account-file'
import type { Names } from './names'
import { type AccountProblem, oneOf, problem } from './problem'
import { missing } from './references'

type Path = AccountProblem['path']

const optimized = supportMatrix.filter(({ kind }) => kind === 'optimized')
const spoken = ({ id, action }: SupportRow) => `${id}:${action}`
const names = (rows: readonly SupportRow[]) => rows.map(spoken)

const all = names(optimized)
const withToken = names(optimized.filter((row) => isOffered(row, 'waitForTaskToken', 'STANDARD')))
/** What the sandbox runs as a job is what `.sync` waits for, but for executions, which it runs as such. */
const jobs = names(optimized.filter((row) => row.id !== 'states' && isOffered(row, 'sync', 'STANDARD')))

/** The calls that scripts of an account are about: one that AWS does not know would wait for ever. */
export function* actionProblems(
  account: Omit<AccountFile, 'otherAccount' | 'role'>,
  at: Path,
  known: Names,
  sdk: SdkActions | undefined,
): Generator<AccountProblem> {
  for (const [place, { on }] of (account.jobs ?? []).entries()) {
    yield* unknownAction(on, jobs, 'AWS runs no job by', [...at, 'jobs', place, 'on'])
  }
  for (const [place, { on }] of (account.callbacks ?? []).entries()) {
    const path = [...at, 'callbacks', place, 'on']
    if (on.startsWith('aws-sdk:')) yield* unknownSdkAction(on, path, sdk)
    else yield* unknownAction(on, withToken, 'No task token goes out with', path)
  }
  for (const [place, { on }] of (account.answers ?? []).entries()) {
    const path = [...at, 'answers', place, 'on']
    if (on.startsWith('aws-sdk:')) yield* unknownSdkAction(on, path, sdk)
    else yield* unknownAction(on, all, 'There is no optimized integration', path)
  }
  for (const [place, { on }] of (account.faults ?? []).entries()) {
    const path = [...at, 'faults', place, 'on']
    if (on.startsWith('arn:')) {
      const [, , service, , , , name = ''] = on.split(':')
      if (service !== 'lambda') {
        yield problem(path, `Only a function's ARN may stand here, not ${on}.`, oneOf(all))
      } else if (!known.functions.includes(name)) yield missing('functions', name, path, known)
    } else if (on.startsWith('aws-sdk:')) yield* unknownSdkAction(on, path, sdk)
    else yield* unknownAction(on, all, 'There is no optimized integration', path)
  }
}

function* unknownAction(on: string, known: readonly string[], what: string, path: Path) {
  if (known.includes(on)) return
  yield problem(path, `${what} ${on}.`, nearest(on, known))
}

function* unknownSdkAction(on: string, path: Path, sdk: SdkActions | undefined) {
  const [, service = '', action = ''] = on.split(':')
  if (!sdk) return
  const actions = sdk.actionsOf(service)
  if (!actions) {
    yield problem(path, `The AWS SDKs have no service ${service}.`, nearest(service, [...sdk.services]))
  } else if (actions.length > 0 && !actions.includes(action)) {
    yield problem(path, `The AWS SDK of ${service} has no action ${action}.`, nearest(action, actions))
  }
}

function nearest(name: string, known: readonly string[]): string {
  const near = suggestion(name, known)
  return near === undefined ? oneOf(known) : `Did you mean ${near}?`
}
