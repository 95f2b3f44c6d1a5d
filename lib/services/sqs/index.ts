/**
 * SQS: standard and FIFO queues, visibility, delay, dead letters, and functions that work on a queue. What runs
 * only with the first call is not here: it loads with `service.ts` and `happen.ts`.
 */
export { type Message, newQueue, type Queue } from './queue'
export { sqs } from './service'
export type { QueueHappening } from './trigger-poll'
