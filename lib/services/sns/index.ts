/** SNS: standard topics with subscriptions of queues and functions, and their filter policies. */
export { sns } from './service'
export { newTopic, type Topic } from './topic'
