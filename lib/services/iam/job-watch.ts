/** What Step Functions can do about a job with the permissions it has. */
export interface JobWatch {
  /** It hears of the end. */
  hears: boolean
  /** It stops the job when nobody waits any more. */
  stops: boolean
}

/** Where nothing is forbidden. */
export const WATCHED: JobWatch = { hears: true, stops: true }
