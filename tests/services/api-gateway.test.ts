import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type AccountSetup, type EndpointSetup, refusal } from '@/lib/services'
import { account, call, integration } from './account'

const HOST = 'abc123.execute-api.us-east-1.amazonaws.com'
const invoke = (parameters: JsonObject, endpoint: Partial<EndpointSetup> = {}, more: AccountSetup = {}) => {
  const owner = account({ endpoints: [{ url: `https://${HOST}/*`, ...endpoint }], ...more })
  const given = { ApiEndpoint: HOST, Method: 'POST', Stage: 'prod', Path: '/orders', ...parameters }
  return { owner, answer: call(owner, 'apigateway:invoke', given) }
}

test('an API is called by host, stage and path, with lists of headers and query', async () => {
  const { owner, answer } = invoke({
    Headers: { 'X-Tenant': ['t1'] },
    QueryParameters: { dry: ['true'] },
    RequestBody: { id: 1, note: null },
  })
  expect(await answer).toMatchObject({ kind: 'Succeeded' })
  expect(owner.httpRequests).toMatchObject([
    {
      method: 'POST',
      url: `https://${HOST}/prod/orders?dry=true`,
      headers: { 'x-tenant': 't1', 'content-type': 'application/json' },
      body: '{"id":1}',
    },
  ])
  expect(owner.httpRequests[0]).not.toHaveProperty('connection')
})

test('null members go where AllowNullValues says so', async () => {
  const { owner, answer } = invoke({ AllowNullValues: true, RequestBody: { note: null } })
  await answer
  expect(owner.httpRequests[0]?.body).toBe('{"note":null}')
})

test('the reply is shown with the headers of API Gateway (recorded)', async () => {
  const made = await invoke({}, { replies: [{ status: 201, body: { id: 7 }, headers: { 'X-Own': 'yes' } }] })
    .answer
  expect(made).toMatchObject({
    output: {
      Headers: {
        'Content-Length': ['8'],
        'Content-Type': ['application/json'],
        'X-Cache': ['Miss from cloudfront'],
        'X-Own': ['yes'],
      },
      ResponseBody: { id: 7 },
      StatusCode: 201,
      StatusText: 'Created',
    },
  })
})

test.each<[number, JsonValue, string]>([
  [403, { message: 'Missing Authentication Token' }, '{"message":"Missing Authentication Token"}'],
  [503, 'later', 'later'],
])(
  'status %d is an error by its number, and what the API said is the cause (recorded)',
  async (status, body, cause) => {
    const made = await invoke({}, { replies: [{ status, body }] }).answer
    expect(made).toMatchObject({ failure: { error: `ApiGateway.${status}`, cause } })
  },
)

test('an API that the exercise does not have is not made up', async () => {
  expect(await invoke({ ApiEndpoint: 'other.example' }).answer).toMatchObject({
    failure: { error: 'Stepwise.NotScripted' },
  })
})

describe('parameters that cannot be used', () => {
  test.each<[JsonObject, string]>([
    [{ Headers: { a: 'one' } }, "The value of the field 'Headers' has an invalid format"],
    [{ QueryParameters: '?a=1' }, "The value of the field 'QueryParameters' has an invalid format"],
    [
      { Headers: { Authorization: ['x'] } },
      "The 'Headers' field contains unsupported values: [authorization]",
    ],
    [{ Method: 'TRACE' }, "The value of the field 'Method' has an invalid format"],
  ])('%j', (more, words) => {
    const payload = { ApiEndpoint: HOST, Method: 'GET', ...more }
    const resource = integration('apigateway:invoke')
    expect(refusal({ resource, resourceArn: '', payload })).toContain(`[${words}]`)
  })
})
