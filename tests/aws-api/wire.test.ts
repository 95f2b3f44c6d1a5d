import { describe, expect, test } from 'vitest'
import { type ApiRequest, internalFailure, respond } from '@/lib/aws-api'
import { admitted } from '../support/aws-clients'
import { inMemorySandbox } from '../support/in-memory-sandbox'

const JSON_TYPE = 'application/x-amz-json-1.0'

async function send(request: Partial<Omit<ApiRequest, 'body'>> & { body?: string | Uint8Array }) {
  const { body = '{}', ...rest } = request
  return respond(
    {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
      receivedAt: 0,
      ...rest,
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    },
    admitted(
      await inMemorySandbox({
        setup: { tables: { t: { partitionKey: { name: 'id', type: 'S' } } }, queues: { q: {} } },
      }),
    ),
  )
}

const target = (name: string) => ({ 'content-type': JSON_TYPE, 'x-amz-target': name })

test('an answer has a request id and the type of the request', async () => {
  for (const type of [JSON_TYPE, 'application/x-amz-json-1.1', 'application/json; charset=utf-8']) {
    const headers = { ...target('AWSStepFunctions.ListStateMachines'), 'content-type': type }
    const answer = await send({ headers })
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'content-type': type.split(';')[0],
        'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/),
      },
      body: '{"stateMachines":[]}',
    })
  }
})

describe('a hostile request is refused as AWS does', () => {
  const refused = (type: string) => ({ status: 400, body: expect.stringContaining(`"__type":"${type}"`) })
  const serialization = refused('com.amazon.coral.service#SerializationException')
  const unknown = refused('com.amazon.coral.service#UnknownOperationException')

  test.each([
    ['no JSON', { body: 'x' }, serialization],
    ['no body', { body: '' }, serialization],
    ['half a JSON', { body: '{"maxResults":' }, serialization],
    ['no UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }, serialization],
    ['an array', { body: '[]' }, serialization],
    ['a number', { body: '1' }, serialization],
    ['null', { body: 'null' }, serialization],
    ['no target', { headers: { 'content-type': JSON_TYPE } }, unknown],
    ['an unknown operation', { headers: target('AWSStepFunctions.Explode') }, unknown],
    ['an unknown service', { headers: target('AWSWizardry.ListStateMachines') }, unknown],
    ['an operation in small letters', { headers: target('DynamoDB_20120810.getItem') }, unknown],
    ['an operation of an operation', { headers: target('AWSStepFunctions.ListStateMachines.Now') }, unknown],
    ['a name of every object', { headers: target('AWSStepFunctions.constructor') }, unknown],
    ['a service that every object has', { headers: target('__proto__.toString') }, unknown],
    ['a version of long ago', { headers: target('DynamoDB_20111205.GetItem') }, unknown],
  ])('%s', async (_, request, expected) => {
    expect(await send(request)).toMatchObject(expected)
  })

  test.each([
    ['CBOR', { headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' } }],
    ['XML', { headers: { 'content-type': 'text/xml' } }],
    ['no type', { headers: {} }],
    ['GET', { method: 'GET' }],
    ['PUT', { method: 'PUT' }],
  ])('%s is no protocol here', async (_, request) => {
    expect(await send(request)).toMatchObject({ status: 404, body: '<UnknownOperationException/>\n' })
  })

  test('keys that every object has are passed over', async () => {
    const body = '{"__proto__":{"maxResults":"x"},"constructor":1,"toString":{},"maxResults":1}'
    expect(await send({ body })).toMatchObject({ status: 200 })
    expect({}).not.toHaveProperty('maxResults')
  })

  test('a body nested without end is read without recursion', async () => {
    const deep = '['.repeat(400_000) + ']'.repeat(400_000)
    expect(await send({ body: `{"maxResults":${deep}}` })).toMatchObject(serialization)
    expect(await send({ body: `{"more":${deep}}` })).toMatchObject({ status: 200 })
  })

  test('a refusal is as long as it has to be, not as the request', async () => {
    const tags = Array.from({ length: 20_000 }, () => ({ key: '', value: '' }))
    const many = await send({
      headers: target('AWSStepFunctions.CreateActivity'),
      body: JSON.stringify({ name: 'x'.repeat(500_000), tags }),
    })
    expect(many.status).toBe(400)
    expect(many.body).toContain('20001 validation errors detected')
    expect(many.body.length).toBeLessThan(30_000)
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const nested = await send({
      headers: target('AWSStepFunctions.CreateStateMachineAlias'),
      body: `{"name":"A","routingConfiguration":[${deep},${deep},${deep}]}`,
    })
    expect(nested.status).toBe(400)
  })

  test('what fails on our side says nothing of it', () => {
    expect(internalFailure()).toMatchObject({
      status: 500,
      body: '{"__type":"com.amazon.coral.service#InternalFailure"}',
    })
  })
})

test('an operation that DynamoDB has on AWS and not here says so', async () => {
  expect(await send({ headers: target('DynamoDB_20120810.CreateTable') })).toMatchObject({
    status: 400,
    body: expect.stringContaining('Stepwise does not simulate'),
  })
})
