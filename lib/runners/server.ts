import 'server-only'

/**
 * An exercise on the sandbox, graded where it can do no harm: in worker threads with limits of time and memory. And an
 * exercise on a real AWS account: `aws/`.
 * May import: `lib/db`, `lib/auth`, `lib/curriculum`, `lib/exercises`, `lib/histories`, `lib/sandbox`, `lib/handlers`.
 * Server only.
 */
export { type AwsAccess, acceptRole, accessOf, type RoleSetup, roleSetupOf } from './aws/access'
export { NotRehearsed } from './aws/in-sandbox'
export type { LedgerEntry, Progress, StoredRun } from './aws/journal'
export { openEntryCount, runFor, runsFor } from './aws/journal'
export type { Plan } from './aws/plan'
export { callerAccount, NoAccount } from './aws/reach'
export type { AwsReport, RunReport } from './aws/report'
export { serverRoleTemplate } from './aws/server-role'
export { type Planned, planRun, startRun } from './aws/service'
export { type AwsSettings, awsSettings, isLoopback } from './aws/settings'
export { sweep } from './aws/sweep'
export { watchLeftovers } from './aws/watch-leftovers'
export { type Graded, gradeInPool, UnknownExercise, WrongAnswerKind } from './grade-in-pool'
export { closeGradingPool, gradingPool } from './grading-pool'
export { PoolFull, WorkerPool } from './worker-pool'
