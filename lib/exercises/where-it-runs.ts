import type { AccountSetup } from '@/lib/sandbox'
import type { Check } from './check'
import type { AuthoredCheck, Scenario } from './exercise'

/** Where a scenario is run and a check is asked. */
export type Place = 'sandbox' | 'aws'

/** What an author says of it. Without `runsOn` it runs wherever nothing stands against it. */
export interface Placed {
  runsOn?: readonly Place[]
  /** Why not on AWS, for the learner: "it asks for the price of a day". */
  notOnAws?: string
}

/** Whoever answers later than this is not waited for on AWS, where nobody can move the clock. */
export const LONGEST_REAL_WAIT_SECONDS = 240

/**
 * Why a scenario cannot be run on a real account, as the rest of a sentence that begins "not checked on AWS, because";
 * nothing when it can. Derived from what its account needs, unless its author says more.
 */
export function whyScenarioIsNotOnAws(
  scenario: Pick<Scenario, 'account' | 'hidden'> & Placed,
): string | undefined {
  if (scenario.hidden)
    return 'hidden scenarios stay on the server, and in your account you could read this one'
  return saidByAuthor(scenario) ?? obstacleIn(scenario.account)
}

/** The same for a check, whose scenario runs. */
export function whyCheckIsNotOnAws(check: Pick<AuthoredCheck, 'expect'> & Placed): string | undefined {
  return saidByAuthor(check) ?? obstacleFor(check.expect)
}

function saidByAuthor({ runsOn, notOnAws }: Placed): string | undefined {
  if (notOnAws !== undefined) return notOnAws
  return runsOn && !runsOn.includes('aws') ? 'it was written for the sandbox only' : undefined
}

function obstacleIn(account: AccountSetup): string | undefined {
  if (isAny(account.faults)) return 'AWS has no faults on order'
  if (isAny(account.callbacks)) {
    return 'its tokens are answered by somebody who lives on the sandbox’s clock'
  }
  if (isAny(account.jobs)) return 'its jobs are played: on AWS they would run for real, and cost accordingly'
  if (isAny(account.answers)) return 'a service in it is played by a script'
  if (isAny(account.endpoints) || isAny(account.connections)) {
    return 'the server that its HTTP tasks ask exists in the sandbox only'
  }
  if (account.otherAccount) return 'it needs a second account'
  if (isAny(account.roles)) return 'it needs roles that others hold'
  return obstacleInThings(account)
}

/** What CloudFormation could not make, or not take away again. */
function obstacleInThings(account: AccountSetup): string | undefined {
  if (Object.values(account.activities ?? {}).some(({ workers }) => isAny(workers))) {
    return 'its workers live on the sandbox’s clock'
  }
  if (Object.values(account.tables ?? {}).some(({ items }) => isAny(items))) {
    return 'a table in it has items before the start, which CloudFormation does not put there'
  }
  if (isAny(account.buckets)) return 'a bucket with objects in it cannot be taken away by CloudFormation'
  if (
    Object.values(account.functions ?? {}).some(({ versions, aliases }) => isAny(versions) || isAny(aliases))
  )
    return 'a function in it has older versions, which cannot be made again'
  if (Object.values(account.queues ?? {}).some(({ trigger }) => trigger)) {
    return 'what a queue delivers to a function can be watched in the sandbox only'
  }
  if (Object.values(account.topics ?? {}).some(({ subscriptions }) => isAny(subscriptions))) {
    return 'what a topic delivers can be watched in the sandbox only'
  }
  if (Object.values(account.buses ?? {}).some(({ rules }) => isAny(rules))) {
    return 'what a rule delivers can be watched in the sandbox only'
  }
  return undefined
}

function obstacleFor(check: Check): string | undefined {
  switch (check.kind) {
    case 'TableHolds':
    case 'QueueHolds':
    case 'BucketHolds':
    case 'Published':
    case 'EventsPut':
      return 'what is in the account afterwards is read in the sandbox only'
    case 'FunctionRan':
    case 'LogIncludes':
      return 'a function’s own log is read in the sandbox only'
    case 'HttpSent':
      return 'what a server got can be read in the sandbox only'
    case 'TaskAnswered':
    case 'CallbackAnswered':
      return 'what callers were told can be read in the sandbox only'
    case 'JobEnded':
    case 'ExecutionMade':
      return 'what else ran in the account is read in the sandbox only'
    case 'RetryDelays':
      return 'it asks for times to the millisecond, which only the sandbox’s clock keeps'
    case 'TakesSeconds':
      return check.atMost === undefined && (check.atLeast ?? 0) <= LONGEST_REAL_WAIT_SECONDS
        ? undefined
        : 'it asks for the sandbox’s time; on AWS the services take theirs'
    default:
      return undefined
  }
}

function isAny(things: object | undefined): boolean {
  return things !== undefined && Object.keys(things).length > 0
}
