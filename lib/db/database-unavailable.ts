/**
 * The database cannot be used, for a reason the operator can mend. The message is one sentence: what is wrong,
 * where, and what to do; start-up prints it alone, without a stack.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}
