/**
 * CloudFormation for what the simulated account can hold. A template and its parameters make a plan (`plan.ts`) in
 * which all names and ids are known before anything is made; `work.ts` makes it or takes it back, step by step.
 */
export { type StackOperation, stackOperations } from './operations'
export { StackRefused } from './problem'
export type { Stack } from './stack'
