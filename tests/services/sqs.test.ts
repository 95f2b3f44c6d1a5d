import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@/lib/json'
import { viewOf } from '@/lib/services'
import { AT, account, call, steady } from './account'

const url = (name: string) => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const setup = { queues: { packing: {}, 'payments.fifo': { fifo: true } } }
const send = (parameters: JsonValue, owner = account(setup), at = AT) =>
  call(owner, 'sqs:sendMessage', parameters, at)
const cause = (message: string, code: string) =>
  `${message} (Service: AmazonSQS; Status Code: 400; Error Code: ${code}; Request ID: …; Proxy: null)`

describe('a message sent', () => {
  test('is answered with digest and id (recorded: services/test_sqs_task_service)', async () => {
    const headers = {
      'x-amzn-RequestId': '…',
      connection: 'keep-alive',
      'Content-Length': '106',
      Date: '…',
      'Content-Type': 'application/x-amz-json-1.0',
    }
    expect(steady(await send({ QueueUrl: url('packing'), MessageBody: 'test_message_body' }))).toEqual({
      kind: 'Succeeded',
      durationMs: 12,
      output: {
        MD5OfMessageBody: md5('test_message_body'),
        MessageId: '…',
        SdkHttpMetadata: {
          AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
          HttpHeaders: headers,
          HttpStatusCode: 200,
        },
        SdkResponseMetadata: { RequestId: '…' },
      },
    })
  })

  test.each([
    ['text ✓', 'text ✓'],
    [{ orderId: 'o-1', items: [1] }, '{"orderId":"o-1","items":[1]}'],
    [5, '5'],
    [false, 'false'],
  ] as [JsonValue, string][])('with the body %j holds %s', async (MessageBody, body) => {
    const owner = account(setup)
    const answer = await send({ QueueUrl: url('packing'), MessageBody }, owner)
    const messages = viewOf(owner).queues.packing?.messages
    expect(messages).toMatchObject([{ messageId: expect.stringMatching(/^[\da-f-]{36}$/), body }])
    expect(answer).toMatchObject({
      output: { MessageId: messages?.[0]?.messageId, MD5OfMessageBody: md5(body) },
    })
  })

  test('with attributes has their digest', async () => {
    const MessageAttributes = {
      b: { DataType: 'Number', StringValue: '5' },
      a: { DataType: 'String', StringValue: 'é' },
    }
    const answer = await send({ QueueUrl: url('packing'), MessageBody: 'x', MessageAttributes })
    const sized = (text: string) => {
      const bytes = Buffer.from(text)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return Buffer.concat([length, bytes])
    }
    const encoded = ['a', 'b'].flatMap((name) => {
      const { DataType, StringValue } = MessageAttributes[name as 'a']
      return [sized(name), sized(DataType), Buffer.of(1), sized(StringValue)]
    })
    const digest = createHash('md5').update(Buffer.concat(encoded)).digest('hex')
    expect(answer).toMatchObject({ output: { MD5OfMessageAttributes: digest } })
  })
})

describe('a FIFO queue', () => {
  const parameters = {
    QueueUrl: url('payments.fifo'),
    MessageBody: 'x',
    MessageGroupId: 'g',
    MessageDeduplicationId: 'd',
  }

  test('numbers its messages', async () => {
    const owner = account(setup)
    const numbers: string[] = []
    for (const MessageDeduplicationId of ['1', '2']) {
      const answer = await send({ ...parameters, MessageDeduplicationId }, owner)
      numbers.push(
        String(
          (answer.kind === 'Succeeded' && (answer.output as { SequenceNumber: string }).SequenceNumber) || '',
        ),
      )
    }
    expect(numbers[0]).toMatch(/^\d{20}$/)
    expect(String(numbers[1]) > String(numbers[0])).toBe(true)
  })

  test('takes the same message once within five minutes', async () => {
    const owner = account(setup)
    const first = await send(parameters, owner)
    const again = await send(parameters, owner, AT + 299_999)
    expect(again.kind === 'Succeeded' && again.output).toMatchObject({
      MessageId: first.kind === 'Succeeded' ? (first.output as { MessageId: string }).MessageId : '',
    })
    expect(viewOf(owner).queues['payments.fifo']?.messages.length).toBe(1)
    await send(parameters, owner, AT + 300_000)
    expect(viewOf(owner).queues['payments.fifo']?.messages.length).toBe(2)
  })
})

const refused: { name: string; parameters: JsonValue; error: string; cause: string }[] = [
  {
    name: 'no body (recorded: error_handling/test_task_service_sqs/test_send_message_empty_body)',
    parameters: { QueueUrl: url('packing'), MessageBody: null },
    error: 'SQS.AmazonSQSException',
    cause: cause('The request must contain the parameter MessageBody.', 'MissingParameter'),
  },
  {
    name: 'a URL elsewhere (recorded: test_send_message_no_such_queue_no_catch)',
    parameters: { QueueUrl: 'http://no-such-queue-00000002', MessageBody: 'x' },
    error: 'SQS.SdkClientException',
    cause: 'Unable to execute HTTP request: no-such-queue-00000002: Name or service not known',
  },
  ...['nothing', 'toString'].map((name) => ({
    name: `no queue called ${name}`,
    parameters: { QueueUrl: url(name), MessageBody: 'x' },
    error: 'SQS.QueueDoesNotExistException',
    cause: cause('The specified queue does not exist.', 'AWS.SimpleQueueService.NonExistentQueue'),
  })),
  {
    name: 'the queue of another account',
    parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/999999999999/packing', MessageBody: 'x' },
    error: 'SQS.QueueDoesNotExistException',
    cause: cause('The specified queue does not exist.', 'AWS.SimpleQueueService.NonExistentQueue'),
  },
  {
    name: 'the name in place of the URL',
    parameters: { QueueUrl: 'packing', MessageBody: 'x' },
    error: 'SQS.QueueDoesNotExistException',
    cause: cause('The specified queue does not exist.', 'AWS.SimpleQueueService.NonExistentQueue'),
  },
  {
    name: 'no URL',
    parameters: { MessageBody: 'x' },
    error: 'SQS.AmazonSQSException',
    cause: cause('The request must contain the parameter QueueUrl.', 'MissingParameter'),
  },
  {
    name: 'no group on a FIFO queue',
    parameters: { QueueUrl: url('payments.fifo'), MessageBody: 'x' },
    error: 'SQS.AmazonSQSException',
    cause: cause('The request must contain the parameter MessageGroupId.', 'MissingParameter'),
  },
  {
    name: 'a control character',
    parameters: { QueueUrl: url('packing'), MessageBody: 'a\u0000' },
    error: 'SQS.AmazonSQSException',
    cause: cause('The message contains characters outside the allowed set.', 'InvalidMessageContents'),
  },
]

test.each(refused)('$name is refused', async ({ parameters, error, cause }) => {
  const owner = account(setup)
  expect(steady(await send(parameters, owner))).toEqual({
    kind: 'Failed',
    durationMs: 12,
    failure: { error, cause },
  })
  expect(viewOf(owner).queues.packing?.messages).toEqual([])
})
