import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { describe, expect, test } from 'vitest'
import { respond } from '@/lib/aws-api'
import { admitted, awsClients } from '../support/aws-clients'
import { inMemorySandbox, isInMemory } from '../support/in-memory-sandbox'

const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/q'

async function queue(delaySeconds?: number) {
  const setup = { queues: { q: { ...(delaySeconds !== undefined && { delaySeconds }) } } }
  const sandbox = await inMemorySandbox({ setup })
  return { sandbox, ...awsClients(sandbox) }
}

// The client checks every MD5 itself, and rejects what does not fit.
test('messages are sent, received with their attributes, and deleted', async () => {
  const { sqs } = await queue()
  expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'q' }))).toMatchObject({ QueueUrl })
  expect(await sqs.send(new ListQueuesCommand({}))).toMatchObject({ QueueUrls: [QueueUrl] })
  const sent = await sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: 'héllo',
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'greeting' },
        raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
      },
    }),
  )
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], AttributeNames: ['All'] }),
  )
  expect(Messages).toMatchObject([
    {
      MessageId: sent.MessageId,
      Body: 'héllo',
      MessageAttributes: {
        kind: { StringValue: 'greeting' },
        raw: { BinaryValue: new Uint8Array([1, 2, 3]) },
      },
      Attributes: { ApproximateReceiveCount: '1' },
    },
  ])
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }))
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesNotVisible'] }),
  )
  expect(Attributes).toEqual({ ApproximateNumberOfMessagesNotVisible: '0' })
})

test('a batch tells which of its entries failed', async () => {
  const { sqs } = await queue()
  const { Successful = [], Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: 'good', MessageBody: 'm' },
        { Id: 'bad', MessageBody: 'm', DelaySeconds: 901 },
      ],
    }),
  )
  expect(Successful.map(({ Id }) => Id)).toEqual(['good'])
  expect(Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidParameterValue' }])
})

test("errors are the client's own classes, by their names in both protocols", async () => {
  const { sqs, seen } = await queue()
  await expect(
    sqs.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}x`, MessageBody: 'm' })),
  ).rejects.toMatchObject({ name: 'QueueDoesNotExist', message: 'The specified queue does not exist.' })
  await expect(sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'x' }))).rejects.toMatchObject({
    name: 'ReceiptHandleIsInvalid',
  })
  expect(seen[0]).toMatchObject({
    status: 400,
    headers: { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
    body: expect.stringContaining('com.amazonaws.sqs#QueueDoesNotExist'),
  })
})

describe.runIf(isInMemory)('a long poll', () => {
  test('waits for a message that comes in time', async () => {
    const { sqs, sandbox } = await queue(5)
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later' }))
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined()
    const before = await sandbox.now()
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }))
    expect(Messages).toHaveLength(1)
    expect((await sandbox.now()) - before).toBeLessThanOrEqual(10_000)
  })

  test('ends when its time is over', async () => {
    const { sqs, sandbox } = await queue()
    const before = await sandbox.now()
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 3 }))
    expect(Messages).toBeUndefined()
    expect((await sandbox.now()) - before).toBe(3000)
  })
})

describe('the older protocol', () => {
  async function form(sandbox: Awaited<ReturnType<typeof inMemorySandbox>>, members: Record<string, string>) {
    const { status, headers, body } = await respond(
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: new TextEncoder().encode(String(new URLSearchParams({ Version: '2012-11-05', ...members }))),
        receivedAt: 0,
      },
      admitted(sandbox),
    )
    expect(headers['content-type']).toBe('text/xml')
    return { status, xml: body }
  }

  test('finds a queue, sends, receives and deletes', async () => {
    const { sandbox } = await queue()
    const found = await form(sandbox, { Action: 'GetQueueUrl', QueueName: 'q' })
    expect(found.xml).toContain(`<GetQueueUrlResult><QueueUrl>${QueueUrl}</QueueUrl></GetQueueUrlResult>`)
    const sent = await form(sandbox, {
      Action: 'SendMessage',
      QueueUrl,
      MessageBody: '<a> & "b"\n',
      'MessageAttribute.1.Name': 'kind',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'x',
    })
    expect(sent.xml).toMatch(/<SendMessageResult>.*<MD5OfMessageBody>[\da-f]{32}<\/MD5OfMessageBody>/)
    const { xml } = await form(sandbox, {
      Action: 'ReceiveMessage',
      QueueUrl,
      'AttributeName.1': 'All',
      'MessageAttributeName.1': 'All',
      MaxNumberOfMessages: '10',
      WaitTimeSeconds: '20',
    })
    expect(xml).toContain('<Body>&#60;a&#62; &#38; &#34;b&#34;&#10;</Body>')
    expect(xml).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>')
    expect(xml).toContain(
      '<MessageAttribute><Name>kind</Name><Value><DataType>String</DataType><StringValue>x</StringValue></Value></MessageAttribute>',
    )
    const ReceiptHandle = /<ReceiptHandle>(.*?)<\/ReceiptHandle>/.exec(xml)?.[1] ?? ''
    const deleted = await form(sandbox, { Action: 'DeleteMessage', QueueUrl, ReceiptHandle })
    expect(deleted).toMatchObject({ status: 200, xml: expect.stringContaining('<DeleteMessageResponse') })
    const nothing = await form(sandbox, { Action: 'ReceiveMessage', QueueUrl })
    expect(nothing.xml).toContain('<ReceiveMessageResult></ReceiveMessageResult>')
  })

  test('words its errors by their codes', async () => {
    const { sandbox } = await queue()
    const { status, xml } = await form(sandbox, { Action: 'GetQueueUrl', QueueName: 'none' })
    expect(status).toBe(400)
    expect(xml).toContain('<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>')
    expect((await form(sandbox, { Action: 'CreateQueue', QueueName: 'n' })).xml).toContain(
      'does not simulate',
    )
    expect((await form(sandbox, {})).status).toBe(400)
  })
})
