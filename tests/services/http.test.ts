import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '@/lib/json'
import { type AccountSetup, type EndpointSetup, refusal } from '@/lib/services'
import { AT, account, call, integration } from './account'

const ARN = 'arn:aws:events:us-east-1:111122223333:connection/shop/0f1c'
const URL = 'https://api.example.com/orders'
const TOKENS = 'https://login.example.com/token'

type Auth = NonNullable<AccountSetup['connections']>[string]['auth']
const byKey: Auth = { type: 'API_KEY', name: 'X-Api-Key', value: 's3cret' }
const byOAuth: Auth = {
  type: 'OAUTH_CLIENT_CREDENTIALS',
  clientId: 'shop',
  clientSecret: 'hush',
  authorizationEndpoint: TOKENS,
  tokenParameters: { headers: { 'X-Tenant': 't1' }, body: { grant_type: 'client_credentials' } },
}

const parameters = (more: JsonObject = {}): JsonObject => ({
  ApiEndpoint: URL,
  Method: 'POST',
  InvocationConfig: { ConnectionArn: ARN },
  ...more,
})
const shop = (auth: Auth, more: AccountSetup = {}, connection: JsonObject = {}) =>
  account({
    connections: { shop: { auth, ...connection } },
    endpoints: [{ url: 'https://api.example.com/*', replies: [{ body: { ok: true } }] }],
    ...more,
  })

/** What the endpoint got. */
async function requestOf(more: JsonObject, connection: JsonObject = {}, auth = byKey) {
  const owner = shop(auth, {}, connection)
  await call(owner, 'http:invoke', parameters(more))
  return owner.httpRequests[0]
}

describe('the request', () => {
  test('has the connection’s words where both name the same (developer guide, "Merging … data")', async () => {
    const given = {
      Headers: { 'Request-Id': 'r1', 'Header-Param': 'task' },
      QueryParameters: { QueryParam: 'task', own: 'a b' },
      RequestBody: { Job: 'Engineer', BodyParam: 'task' },
    }
    const added = {
      headers: { 'Header-Param': 'connection' },
      query: { QueryParam: 'connection' },
      body: { BodyParam: 'connection', more: '1' },
    }
    expect(await requestOf(given, added)).toMatchObject({
      url: `${URL}?QueryParam=connection&own=a%20b`,
      body: '{"Job":"Engineer","BodyParam":"connection","more":"1"}',
      headers: {
        'request-id': 'r1',
        'header-param': 'connection',
        'x-api-key': 's3cret',
        'content-type': 'application/json; charset=UTF-8',
        range: 'bytes=0-262144',
        'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1',
      },
    })
  })

  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const items = { shared: 's', items: ['red green', 'blue+gold'], nested: { enabled: true, count: 2 } }
  test.each([
    [undefined, 'items%5B0%5D=red%20green&items%5B1%5D=blue%2Bgold'],
    ['INDICES', 'items%5B0%5D=red%20green&items%5B1%5D=blue%2Bgold'],
    ['REPEAT', 'items=red%20green&items=blue%2Bgold'],
    ['COMMAS', 'items=red%20green%2Cblue%2Bgold'],
    ['BRACKETS', 'items%5B%5D=red%20green&items%5B%5D=blue%2Bgold'],
  ])('is a form with arrays as %s', async (ArrayFormat, middle) => {
    const Transform = {
      RequestBodyEncoding: 'URL_ENCODED',
      ...(ArrayFormat !== undefined && { RequestEncodingOptions: { ArrayFormat } }),
    }
    const made = await requestOf({ Headers: form, RequestBody: items, Transform })
    expect(made?.body).toBe(`shared=s&${middle}&nested%5Benabled%5D=true&nested%5Bcount%5D=2`)
    expect(made?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  test('of a form says so only where the task does', async () => {
    const made = await requestOf({ RequestBody: { a: 1 }, Transform: { RequestBodyEncoding: 'URL_ENCODED' } })
    expect(made).toMatchObject({
      body: 'a=1',
      headers: { 'content-type': 'application/json; charset=UTF-8' },
    })
  })

  test.each<[string, Auth, JsonObject]>([
    ['a key', byKey, { 'x-api-key': 's3cret' }],
    [
      'a name and a password',
      { type: 'BASIC', username: 'zoë', password: 'p:w' },
      { authorization: 'Basic em/DqzpwOnc=' },
    ],
    [
      'a token that is there',
      { ...byOAuth, accessToken: 'abc', authorizationEndpoint: undefined } as never,
      { authorization: 'Bearer abc' },
    ],
  ])('carries %s', async (_, auth, headers) => {
    expect(await requestOf({}, {}, auth)).toMatchObject({ headers, body: '' })
  })

  test.each<[string, JsonObject, JsonObject]>([
    [
      'a text',
      { RequestBody: 'plain', Headers: { 'Content-Type': 'text/plain' } },
      { body: 'plain', headers: { 'content-type': 'text/plain' } },
    ],
    ['no body', {}, { body: '' }],
    [
      'lists in headers and in the query',
      { Headers: { Accept: ['a', 'b'] }, QueryParameters: { n: [1, 2] } },
      { url: `${URL}?n=1&n=2`, headers: { accept: 'a,b' } },
    ],
    [
      'a query in the URL as well',
      { ApiEndpoint: `${URL}?a=1`, QueryParameters: { b: 'x&y' } },
      { url: `${URL}?a=1&b=x%26y` },
    ],
  ])('may have %s', async (_, given, made) => {
    expect(await requestOf(given)).toMatchObject(made)
  })

  test('with a text as its body cannot be merged with what the connection adds (seen)', async () => {
    const owner = shop(byKey, {}, { body: { a: '1' } })
    expect(await call(owner, 'http:invoke', parameters({ RequestBody: 'text' }))).toMatchObject({
      failure: {
        error: 'States.Runtime',
        cause: 'Cannot merge connection body authorization parameters with request body.',
      },
    })
    expect(owner.httpRequests).toEqual([])
  })
})

describe('parameters that cannot be used', () => {
  const problem = (more: JsonObject) =>
    refusal({
      resource: integration('http:invoke'),
      resourceArn: 'arn:aws:states:::http:invoke',
      payload: parameters(more),
    })

  const forbidden =
    'A-IM Accept-Charset Accept-Datetime Accept-Encoding Authorization Cache-Control Connection Content-Encoding Content-MD5 Date Expect Forwarded From Host HTTP2-Settings If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Max-Forwards Origin Pragma Proxy-Authorization Referer Server TE Trailer Transfer-Encoding Upgrade Via Warning X-Forwarded-For x-amz-date X-Amzn-Trace-Id'
  test.each(forbidden.split(' '))('the header %s (the list of the developer guide)', (name) => {
    const words = `could not be used to start the Task: [The 'Headers' field contains unsupported values: [${name.toLowerCase()}]]`
    expect(problem({ Headers: { [name]: 'x' } })).toContain(words)
  })

  test.each<[string, JsonObject]>([
    ['ApiEndpoint', { ApiEndpoint: 'http://api.example.com' }],
    ['ApiEndpoint', { ApiEndpoint: 'https://' }],
    ['ApiEndpoint', { ApiEndpoint: 7 }],
    ['Method', { Method: 'TRACE' }],
    ['Method', { Method: 'post' }],
    ['RequestBodyEncoding', { Transform: { RequestBodyEncoding: 'BASE64' } }],
    ['ArrayFormat', { Transform: { RequestEncodingOptions: { ArrayFormat: 'DOTS' } } }],
  ])('the field %s', (field, more) => {
    expect(problem(more)).toContain(`[The value of the field '${field}' has an invalid format]`)
  })

  test.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])(
    'but not the method %s',
    (Method) => {
      expect(problem({ Method, Headers: { 'content-type': 'text/plain', Accept: '*/*' } })).toBeUndefined()
    },
  )
})

describe('the reply', () => {
  const replied = (reply: JsonObject, more: JsonObject = {}) =>
    call(shop(byKey, { endpoints: [{ url: URL, replies: [reply] }] }), 'http:invoke', parameters(more))

  test.each<[string, JsonObject, JsonValue]>([
    [
      'a value',
      { body: { a: 1 } },
      {
        Headers: { 'Content-Type': ['application/json'] },
        ResponseBody: { a: 1 },
        StatusCode: 200,
        StatusText: 'OK',
      },
    ],
    [
      'JSON of a type of its own',
      { headers: { 'content-type': 'application/problem+json; charset=utf-8' }, body: '{"a":1}' },
      { ResponseBody: { a: 1 } },
    ],
    [
      'JSON that is none',
      { headers: { 'Content-Type': 'application/json' }, body: '{"a"' },
      { ResponseBody: '{"a"' },
    ],
    ['text', { body: 'fine' }, { Headers: { 'Content-Type': ['text/plain'] }, ResponseBody: 'fine' }],
    [
      'JSON that calls itself text',
      { headers: { 'Content-Type': 'text/html' }, body: { a: 1 } },
      { ResponseBody: '{"a":1}' },
    ],
    ['nothing', { status: 204, body: 'x' }, { Headers: {}, StatusCode: 204, StatusText: 'No Content' }],
    ['a status without a phrase', { status: 299 }, { StatusCode: 299, StatusText: '' }],
  ])('with %s', async (_, reply, output) => {
    expect(await replied(reply)).toMatchObject({ kind: 'Succeeded', output })
  })

  test('to HEAD has no body', async () => {
    const made = await replied({ body: { a: 1 } }, { Method: 'HEAD' })
    expect(made).toMatchObject({ output: { Headers: {}, StatusCode: 200, StatusText: 'OK' } })
  })

  test.each<[number, JsonObject]>([
    [302, { error: 'States.Http.StatusCode.302', cause: 'Found' }],
    [403, { error: 'States.Http.StatusCode.403', cause: 'Forbidden' }],
    [418, { error: 'States.Http.StatusCode.418' }],
    [429, { error: 'States.Http.StatusCode.429', cause: 'Too Many Requests' }],
    [503, { error: 'States.Http.StatusCode.503', cause: 'Service Unavailable' }],
  ])('of %d is an error by its number, and its phrase the cause (seen)', async (status, failure) => {
    expect(await replied({ status, body: { why: 'lost' } })).toEqual({
      kind: 'Failed',
      failure,
      durationMs: 120,
    })
  })

  test.each(['application/octet-stream', 'image/png', 'audio/mpeg', 'video/mp4; codecs=x'])(
    'of the type %s is not taken (seen)',
    async (type) => {
      const cause = `Unsupported response content-type '${type.split(';')[0]}'. Please see documentation for list of unsupported content-types.`
      expect(await replied({ headers: { 'Content-Type': type }, body: 'x' })).toMatchObject({
        failure: { error: 'States.Runtime', cause },
      })
    },
  )

  test.each([
    [60, 'Succeeded', 60_000],
    [61, 'Failed', 60_000],
  ])('after %d seconds', async (seconds, kind, durationMs) => {
    const made = await replied({ seconds, body: {} })
    expect(made).toMatchObject({ kind, durationMs })
    if (made.kind === 'Failed') expect(made.failure.error).toBe('States.Http.Socket')
  })

  test('comes from no endpoint: the sandbox says so', async () => {
    const made = await call(shop(byKey, { endpoints: [] }), 'http:invoke', parameters())
    expect(made).toMatchObject({ failure: { error: 'Stepwise.NotScripted' } })
  })
})

describe('a connection', () => {
  test.each<[string, JsonObject, string]>([
    [
      'that is not there',
      { InvocationConfig: { ConnectionArn: ARN.replace('shop', 'other') } },
      'ResourceNotFound',
    ],
    [
      'called constructor',
      { InvocationConfig: { ConnectionArn: ARN.replace('shop', 'constructor') } },
      'ResourceNotFound',
    ],
  ])('%s', async (_, more, error) => {
    expect(await call(shop(byKey), 'http:invoke', parameters(more))).toMatchObject({
      failure: { error: `Events.ConnectionResource.${error}` },
    })
  })

  test.each([
    ['DEAUTHORIZED', 'InvalidConnectionState'],
    ['AUTHORIZING', 'AuthInProgress'],
  ])('that is %s sends nothing', async (state, error) => {
    const owner = shop(byKey, {}, { state })
    expect(await call(owner, 'http:invoke', parameters())).toMatchObject({
      failure: { error: `Events.ConnectionResource.${error}` },
    })
    expect(owner.httpRequests).toEqual([])
  })

  test('whose key is refused is locked', async () => {
    const owner = shop(byKey, { endpoints: [{ url: URL, replies: [{ status: 401 }, { body: {} }] }] })
    const errors = []
    for (let number = 0; number < 2; number++) {
      const made = await call(owner, 'http:invoke', parameters())
      errors.push(made.kind === 'Failed' ? made.failure.error : made.kind)
    }
    expect(errors).toEqual(['States.Http.StatusCode.401', 'Events.ConnectionResource.InvalidConnectionState'])
    expect(owner.httpRequests.length).toBe(1)
  })
})

describe('a connection by OAuth', () => {
  const tokens = (...replies: JsonObject[]) => ({ method: 'POST', url: TOKENS, replies })
  const granted = (access_token: string, expires_in?: number) => ({
    body: { access_token, token_type: 'Bearer', ...(expires_in !== undefined && { expires_in }) },
  })
  const api = { url: URL, replies: [{ body: {} }] }
  const owner = (...endpoints: EndpointSetup[]) => shop(byOAuth, { endpoints })

  /** What is asked of whom, by calls at these seconds. */
  async function course(owning: ReturnType<typeof account>, ...seconds: number[]): Promise<string[]> {
    const words: string[] = []
    for (const second of seconds) {
      const before = owning.httpRequests.length
      const made = await call(owning, 'http:invoke', parameters(), AT + second * 1000)
      for (const { url, headers } of owning.httpRequests.slice(before)) {
        words.push(url === TOKENS ? 'token' : String(headers.authorization))
      }
      if (made.kind === 'Failed') words.push(String(made.failure.error))
    }
    return words
  }

  test('asks for its token with id, secret and what it was given for that, in a form', async () => {
    const owning = owner(tokens(granted('t1', 3600)), api)
    const made = await call(owning, 'http:invoke', parameters())
    expect(made).toMatchObject({ kind: 'Succeeded', durationMs: 240 })
    expect(owning.httpRequests).toMatchObject([
      {
        method: 'POST',
        url: TOKENS,
        body: 'grant_type=client_credentials&client_id=shop&client_secret=hush',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-tenant': 't1' },
      },
      { method: 'POST', url: URL, headers: { authorization: 'Bearer t1' } },
    ])
  })

  test.each<[string, ReturnType<typeof account>, number[], string[]]>([
    [
      'keeps it while it lasts',
      owner(tokens(granted('t1', 3600)), api),
      [0, 1800, 3539],
      ['token', 'Bearer t1', 'Bearer t1', 'Bearer t1'],
    ],
    [
      'asks again in its last minute',
      owner(tokens(granted('t1', 3600), granted('t2', 3600)), api),
      [0, 3540],
      ['token', 'Bearer t1', 'token', 'Bearer t2'],
    ],
    [
      'keeps one without an end',
      owner(tokens(granted('t1'), granted('t2')), api),
      [0, 9e6],
      ['token', 'Bearer t1', 'Bearer t1'],
    ],
    [
      'gets another when an endpoint refuses it: a retry goes through',
      owner(tokens(granted('t1'), granted('t2')), { url: URL, replies: [{ status: 401 }, { body: {} }] }),
      [0, 1],
      ['token', 'Bearer t1', 'token', 'States.Http.StatusCode.401', 'Bearer t2'],
    ],
    [
      'is locked when it gets none',
      owner(tokens({ status: 400, body: { error: 'invalid_client' } }), api),
      [0, 1],
      [
        'token',
        'Events.ConnectionResource.InvalidConnectionState',
        'Events.ConnectionResource.InvalidConnectionState',
      ],
    ],
    [
      'is locked when the answer has none in it',
      owner(tokens({ body: { token: 't1' } }), api),
      [0],
      ['token', 'Events.ConnectionResource.InvalidConnectionState'],
    ],
    [
      'is locked when no other one comes',
      owner(tokens(granted('t1'), { status: 500 }), { url: URL, replies: [{ status: 401 }] }),
      [0, 1],
      [
        'token',
        'Bearer t1',
        'token',
        'States.Http.StatusCode.401',
        'Events.ConnectionResource.InvalidConnectionState',
      ],
    ],
  ])('%s', async (_, owning, seconds, words) => {
    expect(await course(owning, ...seconds)).toEqual(words)
  })

  test('whose authorization endpoint the exercise does not have fails with a message that says so', async () => {
    const made = await call(owner(api), 'http:invoke', parameters())
    expect(made).toMatchObject({
      failure: { error: 'Stepwise.NotScripted', cause: expect.stringContaining(TOKENS) },
    })
  })

  test('has to have its tokens from somewhere', () => {
    const { authorizationEndpoint: _, ...nowhere } = byOAuth
    expect(() => shop(nowhere)).toThrow('neither an authorizationEndpoint nor an accessToken')
  })
})
