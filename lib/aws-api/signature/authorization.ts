import type { WireAnswer } from '../wire/answer'
import { incompleteSignature, invalidSignature, missingToken } from './refused-caller'

/** What the header `Authorization` says, taken apart and found in order. */
export interface Authorization {
  accessKeyId: string
  /** `YYYYMMDD` */
  scopeDate: string
  region: string
  service: string
  /** Names in lower case. */
  signedHeaders: readonly string[]
  /** Hexadecimal digits. */
  signature: string
  signedAt: Date
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
/** AWS's clocks and the caller's may differ by so much. */
const SKEW_MINUTES = 5

type Headers = Readonly<Record<string, string>>

/** Reads who has signed the request, when and what for. Checks come in AWS's order; `now` is real time. */
export function readAuthorization(
  headers: Headers,
  expected: { region: string; service: string; now: number },
): Authorization | Extract<WireAnswer, { ok: false }> {
  const header = headers.authorization?.trim() ?? ''
  if (!header.startsWith('AWS4-')) return missingToken()
  const [algorithm = '', ...rest] = header.split(' ')
  const parameters = new Map(
    rest
      .join(' ')
      .split(/[, ]+/)
      .map((pair): [string, string] => {
        const at = pair.indexOf('=')
        return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
      }),
  )
  const date = headers['x-amz-date']
  const missing = missingParts(parameters, date)
  if (missing !== '') return incompleteSignature(`${missing}Authorization=${header}`)
  const signedAt = instantOf(date ?? '')
  if (!signedAt)
    return incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  const late = lateness(signedAt, expected.now)
  if (late !== undefined) return invalidSignature(late)
  const signedHeaders = (parameters.get('SignedHeaders') ?? '').toLowerCase().split(';')
  if (!signedHeaders.includes('host'))
    return invalidSignature("'Host' must be a 'SignedHeader' in the AWS Authorization.")
  if (algorithm !== ALGORITHM)
    return incompleteSignature(`Unsupported AWS 'algorithm': '${algorithm}' (only ${ALGORITHM} for now). `)
  const credential = parameters.get('Credential') ?? ''
  const parts = credential.replace(/\/+$/, '').split('/')
  const [accessKeyId = '', scopeDate = '', region = '', service = '', terminator = ''] = parts
  if (parts.length !== 5)
    return incompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    )
  const wrongScope = [
    region === expected.region ? '' : `Credential should be scoped to a valid region, not '${region}'. `,
    service === expected.service
      ? ''
      : `Credential should be scoped to correct service: '${expected.service}'. `,
    terminator === 'aws4_request'
      ? ''
      : `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
    scopeDate === date?.slice(0, 8)
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != '${date?.slice(0, 8)}', from '${date}'. `,
  ].join('')
  if (wrongScope !== '') return invalidSignature(wrongScope)
  const signature = parameters.get('Signature') ?? ''
  return { accessKeyId, scopeDate, region, service, signedHeaders, signature, signedAt }
}

function missingParts(parameters: ReadonlyMap<string, string>, date: string | undefined): string {
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parameters.get(name))
  return [
    ...missing.map((name) => `Authorization header requires '${name}' parameter. `),
    ...(date === undefined
      ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "]
      : []),
  ].join('')
}

const BASIC_FORMAT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** `20130609T100759Z` */
function instantOf(text: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = BASIC_FORMAT.exec(text) ?? []
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

function lateness(signedAt: Date, now: number): string | undefined {
  const skew = SKEW_MINUTES * 60_000
  const [signed, at] = [basic(signedAt.getTime()), basic(now)]
  if (signedAt.getTime() < now - skew)
    return `Signature expired: ${signed} is now earlier than ${basic(now - skew)} (${at} - ${SKEW_MINUTES} min.)`
  if (signedAt.getTime() > now + skew)
    return `Signature not yet current: ${signed} is still later than ${basic(now + skew)} (${at} + ${SKEW_MINUTES} min.)`
  return undefined
}

function basic(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
