import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { WireAnswer } from '../wire/answer'
import { type Authorization, readAuthorization } from './authorization'
import { expiredToken, unknownClient, wrongSignature } from './refused-caller'

/** A request as it came over the wire. */
export interface SignedRequest {
  method: string
  /** As it was sent, with its slash at the end if it had one. */
  path: string
  query: Readonly<Record<string, string>>
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

export interface Verification<Opening> {
  region: string
  service: string
  /** Real time, in milliseconds. */
  now: number
  /** What the key opens and the secret that goes with it; undefined for a key that nobody has. */
  openingOf: (accessKeyId: string) => Promise<Opening | 'Expired' | undefined>
}

/**
 * Signature V4: who sends the request has the secret of his key, has sent it in these five minutes, and nobody has
 * changed it on the way. The signature is made once more, of the headers that were signed, and compared in a time
 * that tells nothing. Answers what the key opens, or AWS's refusal.
 */
export async function verifySignature<Opening extends { secretAccessKey: string }>(
  request: SignedRequest,
  { region, service, now, openingOf }: Verification<Opening>,
): Promise<{ ok: true; opening: Opening } | Extract<WireAnswer, { ok: false }>> {
  const authorization = readAuthorization(request.headers, { region, service, now })
  if ('ok' in authorization) return authorization
  const opening = await openingOf(authorization.accessKeyId)
  if (!opening) return unknownClient()
  if (opening === 'Expired') return expiredToken()
  const { signedHeaders } = authorization
  if (!signedHeaders.every((name) => Object.hasOwn(request.headers, name))) return wrongSignature()
  if (!hasItsBody(request)) return wrongSignature()
  const signature = await signatureOf(request, authorization, opening.secretAccessKey)
  return isSame(signature, authorization.signature) ? { ok: true, opening } : wrongSignature()
}

/** Where a request names the hash of its body, the signature is over that hash, and it has to be true. */
function hasItsBody({ headers, body }: SignedRequest): boolean {
  const named = headers['x-amz-content-sha256']
  return named === undefined || isSame(createHash('sha256').update(body).digest('hex'), named)
}

async function signatureOf(
  { method, path, query, headers, body }: SignedRequest,
  { accessKeyId, region, service, signedHeaders, signedAt }: Authorization,
  secretAccessKey: string,
): Promise<string> {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  })
  const signed = Object.fromEntries(signedHeaders.map((name) => [name, headers[name] ?? '']))
  const again = await signer.sign(
    { protocol: 'http:', hostname: '', method, path, query: { ...query }, headers: signed, body },
    // These are signed whatever they are called.
    { signingDate: signedAt, signableHeaders: new Set(signedHeaders) },
  )
  return /Signature=(\w+)$/.exec(again.headers.authorization ?? '')?.[1] ?? ''
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

/** What the signer needs of SHA-256: a hash, or an HMAC where it has a key. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(chunk))
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    throw new Error('A hash is used once.')
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data)
}
