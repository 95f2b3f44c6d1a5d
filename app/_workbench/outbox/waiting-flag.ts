/** Set in local storage while an attempt waits, so that a page can tell without opening the database. */
export const WAITING_FLAG = 'stepwise.outbox'
