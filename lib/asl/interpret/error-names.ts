import type { Failed } from './failure'

/** Whether an entry of Retry or Catch with these `ErrorEquals` takes the failure. */
export function matches(errorEquals: readonly string[], failed: Failed): boolean {
  return failed.reach !== 'nobody' && errorEquals.some((name) => nameMatches(name, failed))
}

/** States.TaskFailed stands for any failure of a task but a time-out; States.ALL for nearly everything. */
function nameMatches(name: string, failed: Failed): boolean {
  if (name === failed.error || name === failed.alias) return true
  if (failed.reach !== 'anyone') return false
  return name === 'States.ALL' || (name === 'States.TaskFailed' && failed.error !== 'States.Timeout')
}
