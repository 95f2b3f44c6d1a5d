import { createHash } from 'node:crypto'
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { type SignedRequest, verifySignature } from '@/lib/aws-api/server'

const KEYS = new Map([
  ['STEPWISEONE', 'first secret'],
  ['STEPWISETWO', 'second secret'],
])
const NOW = Date.UTC(2026, 10, 22, 12)

/** A request as AWS's own client signs it. */
async function signed(
  more: { accessKeyId?: string; secretAccessKey?: string; region?: string; at?: number } = {},
): Promise<SignedRequest> {
  const { accessKeyId = 'STEPWISEONE', region = 'us-east-1', at = NOW } = more
  const secretAccessKey = more.secretAccessKey ?? KEYS.get(accessKeyId) ?? ''
  let seen: SignedRequest | undefined
  const client = new SFNClient({
    endpoint: 'http://127.0.0.1:3550/api/aws',
    region,
    credentials: { accessKeyId, secretAccessKey },
    systemClockOffset: at - Date.now(),
    maxAttempts: 1,
    requestHandler: {
      async handle(request: {
        method: string
        path: string
        headers: Record<string, string>
        body?: string
      }) {
        const { method, path, headers, body = '' } = request
        seen = {
          method,
          path,
          query: {},
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
          body: new TextEncoder().encode(body),
        }
        throw new Error('seen')
      },
    },
  })
  await client.send(new ListStateMachinesCommand({ maxResults: 7 })).catch(() => undefined)
  if (!seen) throw new Error('The client has sent nothing.')
  return seen
}

async function verify(request: SignedRequest, now = NOW) {
  const answer = await verifySignature(request, {
    region: 'us-east-1',
    service: 'states',
    now,
    openingOf: async (id) => {
      const secretAccessKey = KEYS.get(id)
      return secretAccessKey === undefined ? undefined : { id, secretAccessKey }
    },
  })
  return answer.ok
    ? { opens: answer.opening.id }
    : { type: answer.error.type.split('#')[1], message: answer.error.message, status: answer.error.status }
}

const mismatch = {
  type: 'InvalidSignatureException',
  message: expect.stringMatching(/^The request signature we calculated does not match/),
  status: 400,
}

function changed(request: SignedRequest, headers: Record<string, string | undefined>): SignedRequest {
  const all = { ...request.headers, ...headers }
  return {
    ...request,
    headers: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }
}

describe('a signature', () => {
  test('of AWS’s own client opens what its key is for', async () => {
    expect(await verify(await signed())).toEqual({ opens: 'STEPWISEONE' })
    expect(await verify(await signed({ accessKeyId: 'STEPWISETWO' }))).toEqual({ opens: 'STEPWISETWO' })
  })

  test('is the one of the example in AWS’s guide', async () => {
    const request: SignedRequest = {
      method: 'GET',
      path: '/',
      query: { Action: 'ListUsers', Version: '2010-05-08' },
      headers: {
        host: 'iam.amazonaws.com',
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
      },
      body: new Uint8Array(),
    }
    const answer = await verifySignature(request, {
      region: 'us-east-1',
      service: 'iam',
      now: Date.UTC(2015, 7, 30, 12, 36),
      openingOf: async () => ({ secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }),
    })
    expect(answer.ok).toBe(true)
  })

  test('is good for five minutes before and after', async () => {
    const request = await signed()
    const second = 1_000
    expect(await verify(request, NOW + 299 * second)).toEqual({ opens: 'STEPWISEONE' })
    expect(await verify(request, NOW - 299 * second)).toEqual({ opens: 'STEPWISEONE' })
    expect(await verify(request, NOW + 302 * second)).toEqual({
      type: 'InvalidSignatureException',
      message: expect.stringMatching(
        /^Signature expired: 20261122T1\d{5}Z is now earlier than 20261122T120002Z \(20261122T120502Z - 5 min\.\)$/,
      ),
      status: 400,
    })
    expect((await verify(request, NOW - 302 * second)).message).toMatch(/^Signature not yet current: /)
  })

  test('with another secret is refused', async () => {
    expect(await verify(await signed({ secretAccessKey: 'second secret' }))).toEqual(mismatch)
  })

  test('of a key that nobody has is refused', async () => {
    expect(await verify(await signed({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' }))).toEqual({
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
      status: 400,
    })
  })

  test.each([
    ['method', { method: 'PUT' }],
    ['path', { path: '/api/aws/other' }],
    ['query', { query: { x: '1' } }],
    ['body', { body: new TextEncoder().encode('{"maxResults":8}') }],
  ])('no longer fits when the %s was changed', async (_what, change) => {
    expect(await verify({ ...(await signed()), ...change })).toEqual(mismatch)
  })

  test.each(['host', 'x-amz-target', 'content-type'])(
    'no longer fits when the header %s was changed',
    async (name) => {
      expect(await verify(changed(await signed(), { [name]: 'changed' }))).toEqual(mismatch)
    },
  )

  test('is over the body, whatever hash the request names', async () => {
    const request = await signed()
    const hash = createHash('sha256').update(request.body).digest('hex')
    expect(request.headers['x-amz-content-sha256'] ?? hash).toBe(hash)
    expect(await verify(changed(request, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }))).toEqual(mismatch)
    const other = createHash('sha256').update('other').digest('hex')
    expect(await verify(changed(request, { 'x-amz-content-sha256': other }))).toEqual(mismatch)
  })

  test.each([
    ['nothing', undefined],
    ['another scheme', 'Basic c3RlcDp3aXNl'],
    ['an older signature', 'AWS AKIDEXAMPLE:abc'],
  ])('%s is no signature', async (_what, authorization) => {
    expect(await verify(changed(await signed(), { authorization }))).toEqual({
      type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
      status: 400,
    })
  })

  test('that lacks a part is incomplete', async () => {
    const request = await signed()
    const { authorization = '' } = request.headers
    const cut = (part: RegExp) => verify(changed(request, { authorization: authorization.replace(part, '') }))
    for (const [part, name] of [
      [/Credential=[^,]+, /, 'Credential'],
      [/SignedHeaders=[^,]+, /, 'SignedHeaders'],
      [/, Signature=\w+/, 'Signature'],
    ] as const) {
      expect(await cut(part)).toMatchObject({
        type: 'IncompleteSignatureException',
        message: expect.stringContaining(`Authorization header requires '${name}' parameter. Authorization=`),
      })
    }
    expect(await verify(changed(request, { 'x-amz-date': undefined }))).toMatchObject({
      type: 'IncompleteSignatureException',
    })
    expect(await verify(changed(request, { 'x-amz-date': '2026-11-22' }))).toMatchObject({
      type: 'IncompleteSignatureException',
      message: expect.stringMatching(/^Date must be in ISO-8601 'basic format'\. Got '2026-11-22'/),
    })
  })

  test('is scoped to region, service and day', async () => {
    expect((await verify(await signed({ region: 'eu-west-1' }))).message).toBe(
      "Credential should be scoped to a valid region, not 'eu-west-1'. ",
    )
    const request = await signed()
    const { authorization = '' } = request.headers
    const elsewhere = authorization.replace('/states/', '/sqs/').replace('/20261122/', '/20261121/')
    expect((await verify(changed(request, { authorization: elsewhere }))).message).toMatch(
      /^Credential should be scoped to correct service: 'states'\. Date in Credential scope does not match YYYYMMDD/,
    )
    expect(
      (await verify(changed(request, { authorization: authorization.replace('/aws4_request', '') }))).type,
    ).toBe('IncompleteSignatureException')
    expect(
      (await verify(changed(request, { authorization: authorization.replace('host;', '') }))).message,
    ).toMatch(/^'Host' must be/)
  })

  test('with names that objects inherit is refused like any other', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const request = await signed()
      const { authorization = '' } = request.headers
      const hostile = authorization.replace('SignedHeaders=', `SignedHeaders=${name};`)
      expect(await verify(changed(request, { authorization: hostile }))).toEqual(mismatch)
      const key = authorization.replace('STEPWISEONE', name)
      expect((await verify(changed(request, { authorization: key }))).type).toBe(
        'UnrecognizedClientException',
      )
    }
  })
})
