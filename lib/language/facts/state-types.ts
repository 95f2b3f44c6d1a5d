import { byName, type Fact } from './fact'
import { guidePage } from './guide'

function type(name: string, help: string, limits?: string): Fact {
  return { name, help, source: guidePage(`state-${name.toLowerCase()}`), ...(limits && { limits }) }
}

/** The eight state types. */
export const stateTypes = byName([
  type('Task', 'Has a service, a function or an activity do one piece of work.'),
  type('Choice', 'Goes on by the first rule that holds.', 'Has no `Next` of its own, no Retry and no Catch.'),
  type('Wait', 'Lets time pass: so many seconds, or until a moment.'),
  type('Pass', 'Hands its input on, reshaped or replaced.', 'Has no Retry and no Catch.'),
  type('Parallel', 'Runs branches at the same time; its result is an array of theirs.'),
  type('Map', 'Runs a processor once for each item of an array, or of a file in S3.'),
  type('Succeed', 'Ends well.', 'Inside a branch or Map it ends only that.'),
  type('Fail', 'Ends with an error and a cause.', 'Fails what is around it, which may catch the error.'),
])
