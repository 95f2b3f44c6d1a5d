/**
 * A pretend AWS account at work: the virtual clock and the drive loop between the interpreter and the
 * simulated services. May import: `lib/services`, `lib/asl`.
 */
export type { Run, ServiceCall } from './run'
