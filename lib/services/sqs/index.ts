/** SQS as Step Functions sees it: sending messages to the account's queues. */
export { newQueue, type Queue } from './queue'
export { sendMessage } from './send-message'
