import { operation } from '../operation'
import { changeMessageVisibilityBatch, deleteMessageBatch, sendMessageBatch } from './batches'
import { changeMessageVisibility, deleteMessage } from './manage-messages'
import { getQueueAttributes, getQueueUrl, listQueues, purgeQueue } from './manage-queues'
import { receiveMessage } from './receive-message'
import { sendMessage } from './send-message'

/** By action, in the shapes of SQS's own JSON protocol. */
export const operations = {
  sendMessage: operation(sendMessage),
  sendMessageBatch: operation(sendMessageBatch),
  receiveMessage: operation(receiveMessage),
  deleteMessage: operation(deleteMessage),
  deleteMessageBatch: operation(deleteMessageBatch),
  changeMessageVisibility: operation(changeMessageVisibility),
  changeMessageVisibilityBatch: operation(changeMessageVisibilityBatch),
  purgeQueue: operation(purgeQueue),
  getQueueUrl: operation(getQueueUrl),
  getQueueAttributes: operation(getQueueAttributes),
  listQueues: operation(listQueues),
}
