import { execFileSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import http from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeData, startServer, type TestServer } from '../support/server'

let server: TestServer
let [ada, grace]: Key[] = []
beforeAll(async () => {
  server = await startServer()
  ;[ada, grace] = [makeKey(), makeKey()]
}, 400_000)
afterAll(async () => {
  await server?.stop()
  removeData(server)
})

interface Key {
  accessKeyId: string
  secretAccessKey: string
}

function makeKey(): Key {
  const { port } = new URL(server.url)
  const printed = execFileSync('npm', ['run', '--silent', 'sandbox:key'], {
    encoding: 'utf8',
    env: { ...process.env, PORT: port, STEPWISE_DATA: server.dataFolder },
  })
  return JSON.parse(printed) as Key
}

type Headers = Record<string, string | string[]>

interface Call {
  method?: string
  path?: string
  target?: string
  body?: string | Buffer
  headers?: Headers
  key?: Key
  service?: string
  /** Of the signature, beside now. */
  signedMsAgo?: number
  /** After it was signed. */
  changed?: (headers: Headers) => Headers
  isUnsigned?: boolean
}

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

const JSON_TYPE = 'application/x-amz-json-1.0'

async function call(given: Call): Promise<Answer> {
  const { method = 'POST', path = '/api/aws/', body = '{}', key = ada, service = 'states' } = given
  const { host, port } = new URL(server.url)
  const plain: Record<string, string> = {
    host,
    'content-type': JSON_TYPE,
    'x-amz-target': given.target ?? 'AWSStepFunctions.ListStateMachines',
    ...(given.headers as Record<string, string>),
  }
  const signer = new SignatureV4({
    credentials: key ?? { accessKeyId: '', secretAccessKey: '' },
    region: 'us-east-1',
    service,
    sha256: Sha256,
    applyChecksum: false,
  })
  const signingDate = new Date(Date.now() - (given.signedMsAgo ?? 0))
  const request = { protocol: 'http:', hostname: host, method, path, headers: plain, body }
  const signed = given.isUnsigned ? request : await signer.sign(request, { signingDate })
  const headers = given.changed ? given.changed({ ...signed.headers }) : signed.headers
  return new Promise((resolve, reject) => {
    const sent = http.request(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      async (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) })
      },
    )
    sent.on('error', reject)
    // A body that is written in pieces goes out in chunks.
    if (typeof body === 'string') sent.end(body)
    else {
      sent.write(body)
      sent.end()
    }
  })
}

class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', asBuffer(secret))
  }
  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(asBuffer(chunk))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function asBuffer(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data)
}

const framework = (name: string) => `"__type":"com.amazon.coral.service#${name}"`
const theirs = (kind: string) => `arn:aws:states:us-east-1:999988887777:${kind}`
const form = (fields: Record<string, string>): Pick<Call, 'body' | 'headers'> => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-amz-target': '' },
})

/** What was sent, and what AWS would have said. */
const calls: readonly (Call & { what: string; status: number; says: string | RegExp })[] = [
  {
    what: 'a body larger than four mebibytes',
    body: `"${'x'.repeat(4_200_000)}"`,
    status: 413,
    says: framework('RequestEntityTooLargeException'),
  },
  {
    what: 'a large body in chunks',
    body: Buffer.alloc(4_500_000, 0x20),
    status: 413,
    says: framework('RequestEntityTooLargeException'),
  },
  {
    what: 'no target',
    changed: without('x-amz-target'),
    headers: {},
    isUnsigned: true,
    status: 400,
    says: framework('UnknownOperationException'),
  },
  {
    what: 'a target that is no operation',
    target: 'AWSStepFunctions.Explode',
    status: 400,
    says: framework('UnknownOperationException'),
  },
  {
    what: 'a target of another service',
    target: 'AWSLambda.Invoke',
    status: 400,
    says: framework('UnknownOperationException'),
  },
  {
    what: 'a target that every object has',
    target: 'AWSStepFunctions.constructor',
    status: 400,
    says: framework('UnknownOperationException'),
  },
  {
    what: 'no signature',
    isUnsigned: true,
    status: 400,
    says: framework('MissingAuthenticationTokenException'),
  },
  {
    what: 'a signature with another secret',
    key: { accessKeyId: 'ADA', secretAccessKey: 'wrong' },
    status: 400,
    says: framework('InvalidSignatureException'),
  },
  {
    what: 'a key that nobody has',
    key: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
    status: 400,
    says: framework('UnrecognizedClientException'),
  },
  {
    what: 'a signature of six minutes ago',
    signedMsAgo: 360_000,
    status: 400,
    says: /InvalidSignatureException.*Signature expired: \d{8}T\d{6}Z is now earlier than/,
  },
  {
    what: 'a signature of the future',
    signedMsAgo: -360_000,
    status: 400,
    says: /InvalidSignatureException.*Signature not yet current: /,
  },
  {
    what: 'a signature for another service',
    service: 'sqs',
    status: 400,
    says: "Credential should be scoped to correct service: 'states'. ",
  },
  {
    what: 'a changed body',
    body: '{"maxResults":5}',
    changed: (headers) => ({ ...headers, 'content-type': 'application/json' }),
    status: 400,
    says: framework('InvalidSignatureException'),
  },
  {
    what: 'no date',
    changed: without('x-amz-date'),
    status: 400,
    says: framework('IncompleteSignatureException'),
  },
  {
    what: 'half an Authorization',
    changed: (headers) => ({ ...headers, authorization: 'AWS4-HMAC-SHA256 Credential=x' }),
    status: 400,
    says: framework('IncompleteSignatureException'),
  },
  {
    what: 'two targets',
    changed: (headers) => ({
      ...headers,
      'x-amz-target': ['AWSStepFunctions.ListStateMachines', 'AWSStepFunctions.ListActivities'],
    }),
    status: 400,
    says: framework('UnknownOperationException'),
  },
  {
    what: 'two dates',
    changed: (headers) => ({ ...headers, 'x-amz-date': ['20200101T000000Z', String(headers['x-amz-date'])] }),
    status: 400,
    says: framework('IncompleteSignatureException'),
  },
  {
    what: 'a token of no session',
    headers: { 'x-amz-security-token': 'e30.AAAA' },
    status: 400,
    says: framework('UnrecognizedClientException'),
  },
  { what: 'no JSON', body: '{"stateMachineArn":', status: 400, says: framework('SerializationException') },
  {
    what: 'no UTF-8',
    body: Buffer.from([0x22, 0xff, 0x22]),
    status: 400,
    says: framework('SerializationException'),
  },
  {
    what: 'a member of the wrong type',
    body: '{"maxResults":"many"}',
    status: 400,
    says: framework('SerializationException'),
  },
  { what: 'an array', body: '[]', status: 400, says: framework('SerializationException') },
  {
    what: 'a hundred thousand brackets',
    body: '['.repeat(100_000),
    status: 400,
    says: framework('SerializationException'),
  },
  {
    what: 'keys that every object has',
    body: '{"__proto__":{"maxResults":-1},"constructor":{}}',
    status: 200,
    says: '{"stateMachines":[]}',
  },
  {
    what: 'CBOR',
    path: '/api/aws/service/AWSStepFunctions/operation/ListStateMachines',
    body: Buffer.from([0xa0]),
    headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
    status: 404,
    says: '<UnknownOperationException/>',
  },
  {
    what: 'XML',
    body: '<a/>',
    headers: { 'content-type': 'text/xml' },
    status: 404,
    says: '<UnknownOperationException/>',
  },
  {
    what: 'a page of a form',
    body: 'a=b',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    status: 404,
    says: '<UnknownOperationException/>',
  },
  {
    what: 'GET',
    method: 'GET',
    body: '',
    isUnsigned: true,
    status: 404,
    says: '<UnknownOperationException/>',
  },
  {
    what: 'DELETE',
    method: 'DELETE',
    body: '',
    isUnsigned: true,
    status: 404,
    says: '<UnknownOperationException/>',
  },
  {
    what: 'an execution of another account',
    target: 'AWSStepFunctions.DescribeExecution',
    body: JSON.stringify({ executionArn: theirs('execution:m:e') }),
    status: 400,
    says: 'ExecutionDoesNotExist',
  },
  {
    what: 'a machine of another account',
    target: 'AWSStepFunctions.DescribeStateMachine',
    body: JSON.stringify({ stateMachineArn: theirs('stateMachine:m') }),
    status: 400,
    says: 'StateMachineDoesNotExist',
  },
  {
    what: 'a made-up task token',
    target: 'AWSStepFunctions.SendTaskSuccess',
    body: '{"taskToken":"AAAA","output":"{}"}',
    status: 400,
    says: 'InvalidToken',
  },
  {
    what: 'a form without an action',
    ...form({}),
    service: 'sqs',
    status: 400,
    says: 'Stepwise.NotSimulated',
  },
  {
    what: 'an action that would be XML',
    ...form({ Action: '<a>&', Version: '2010-05-15' }),
    service: 'cloudformation',
    status: 400,
    says: 'cloudformation:&#60;a&#62;&#38;',
  },
  {
    what: 'a resource with a name of every object',
    ...form({
      Action: 'CreateStack',
      Version: '2010-05-15',
      StackName: 's',
      TemplateBody: '{"Resources":{"__proto__":{"Type":"AWS::SQS::Queue"}}}',
    }),
    service: 'cloudformation',
    status: 400,
    says: 'ValidationError',
  },
  {
    what: 'a template that unfolds without end',
    ...form({ Action: 'CreateStack', Version: '2010-05-15', StackName: 's', TemplateBody: bomb() }),
    service: 'cloudformation',
    status: 400,
    says: 'YAML not well-formed',
  },
  {
    what: 'a role that is not there',
    ...form({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: 'arn:aws:iam::111122223333:role/none',
      RoleSessionName: 'me',
    }),
    service: 'sts',
    status: 403,
    says: 'AccessDenied',
  },
]

function without(name: string): (headers: Headers) => Headers {
  return ({ [name]: _, ...headers }) => headers
}

/** Nine lists, each of nine times the one before. */
function bomb(): string {
  const lines = ['a0: &a0 [x]']
  for (let level = 1; level <= 9; level++) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`)
  }
  return lines.join('\n')
}

describe('a hostile call is refused as AWS does', () => {
  test.each(calls)('$what', async ({ what: _, status, says, ...given }) => {
    const key =
      given.key?.accessKeyId === 'ADA' ? { ...given.key, accessKeyId: ada?.accessKeyId ?? '' } : given.key
    const answer = await call({ ...given, ...(key && { key }) })
    expect({ status: answer.status, body: answer.body }).toEqual({
      status,
      body: typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
    })
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[\da-f-]{36}$/)
    expect(answer.body).not.toMatch(/\bat .*\.(?:ts|js|mjs):\d|node_modules|prisma/i)
    expect(answer.body.length).toBeLessThan(30_000)
  })

  test('what one has made, another does not see', async () => {
    const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } })
    const body = JSON.stringify({ name: 'm', definition, roleArn: 'arn:aws:iam::111122223333:role/any' })
    expect(await call({ target: 'AWSStepFunctions.CreateStateMachine', body })).toMatchObject({ status: 200 })
    const { stateMachineArn } = JSON.parse(
      (await call({ target: 'AWSStepFunctions.CreateStateMachine', body })).body,
    )
    const asked: Call = {
      target: 'AWSStepFunctions.DescribeStateMachine',
      body: JSON.stringify({ stateMachineArn }),
    }
    expect(await call(asked)).toMatchObject({ status: 200 })
    expect(await call({ ...asked, ...(grace && { key: grace }) })).toMatchObject({
      status: 400,
      body: expect.stringContaining('StateMachineDoesNotExist'),
    })
  })

  test.each([
    ['half a request', 'POST /api/aws/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{'],
    ['no HTTP', '\u0000\u0001\u0002'],
    ['a length that lies', 'POST /api/aws/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    ['two lengths', 'POST /api/aws/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
    ['a header without end', `POST /api/aws/ HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(100_000)}`],
  ])('%s does not hold the server up', async (_, bytes) => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        socket.write(bytes)
        setTimeout(() => socket.destroy(), 200)
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
    })
    expect(await call({})).toMatchObject({ status: 200 })
  })

  test('none of it has left a fault behind', () => {
    expect(server.output()).not.toMatch(/A request to the endpoint failed|Unhandled|came to nothing/)
  })
})
