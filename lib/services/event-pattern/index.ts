/** Patterns of EventBridge, which filter policies of SNS are written in, too. Pure. */
export { matches } from './matches'
export { type Pattern, type ReadPattern, readPattern } from './pattern'
