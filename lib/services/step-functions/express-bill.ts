/** An Express execution is billed for 64 MB at least, and its memory in steps as large. */
export const EXPRESS_LEAST_MIB = 64

/** Its time is billed in steps of 100 ms (pricing page). */
const EXPRESS_STEP_MS = 100

/** What is billed of so long an execution, in milliseconds. */
export function billedExpressMs(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / EXPRESS_STEP_MS)) * EXPRESS_STEP_MS
}
