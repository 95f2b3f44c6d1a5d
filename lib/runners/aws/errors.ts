/**
 * What went wrong between us and AWS, or a server that stands in for it: what it is called, whether it is one of some
 * kind, and a sentence for a learner.
 */

/** What the SDK puts on the errors that it throws. */
interface OfSdk extends Error {
  code?: string
  $metadata?: { httpStatusCode?: number }
  $response?: { statusCode?: number; headers?: Readonly<Record<string, string>> }
  /** Of several addresses of one name, why each could not be reached. */
  errors?: readonly Error[]
}

/** What AWS calls the error: `StateMachineDoesNotExist`. Servers that stand in may put a namespace before it. */
export function errorName(error: unknown): string {
  return error instanceof Error ? (error.name.split(/[#:]/).at(-1) ?? error.name) : ''
}

/** Whether it has one of these names, in any case and with or without `Exception` or `Error` behind it. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  const name = plain(errorName(error))
  return names.some((one) => plain(one) === name)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/(exception|error)$/, '')
}

/** A server that stands in for AWS does not have the operation; it may say so in many ways. AWS has them all. */
export function isNotImplemented(error: unknown): boolean {
  if (isNamed(error, 'UnknownOperation', 'InvalidAction', 'NotImplemented')) return true
  const status = statusOf(error)
  if (status === 501 || status === 405) return true
  // Not the status alone: some say 404 of a state machine that is not there, and 500 of a bad day.
  if (isForeign(error)) return status === 404 || status === 500
  return status === 404 && isNamed(error, 'Unknown', 'NotFound')
}

/** There was an answer, whatever it said. */
export function hasAnswered(error: unknown): boolean {
  return statusOf(error) !== undefined
}

/** The credentials are no good there. */
export function isAboutCredentials(error: unknown): boolean {
  return isNamed(
    error,
    'UnrecognizedClient',
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'InvalidSignature',
    'IncompleteSignature',
    'SignatureDoesNotMatch',
    'MissingAuthenticationToken',
    'ExpiredToken',
  )
}

/** The error in one line, for a learner: what AWS calls it and what it says, or why nobody could say anything. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = error.message.split('\n', 1)[0]?.trim() ?? ''
  if (isForeign(error)) {
    const { statusCode, headers = {} } = (error as OfSdk).$response ?? {}
    const kind = headers['content-type']?.split(';', 1)[0] ?? 'no content type'
    return `What the server answered is not of AWS's protocol (status ${statusCode}, ${kind}).`
  }
  const unreachable = unreachableText(error)
  if (unreachable !== undefined) return unreachable
  const name = errorName(error)
  if (name === 'CredentialsProviderError') return `No credentials for AWS were found: ${said}`
  if (said === '' || /^Unknown(Error)?$/.test(said)) return `${name} (status ${statusOf(error) ?? 'unknown'})`
  return name === 'Error' || said.startsWith(name) ? said : `${name}: ${said}`
}

/** Neither an answer nor a refusal that the SDK could read. */
function isForeign(error: unknown): boolean {
  if (!(error instanceof Error) || (error as OfSdk).$response === undefined) return false
  return error.name === 'SyntaxError' || error.name === 'TypeError' || error.message.includes('parse error')
}

function unreachableText(error: OfSdk): string | undefined {
  const [first] = error.errors ?? []
  const { code = '', message } = first ? { code: error.code, ...first, message: first.message } : error
  const [, place = 'the server'] = /\bE[A-Z]+ (\S+)/.exec(message) ?? []
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `Nobody answers at ${place} (${code}).`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${place} cannot be found (${code}).`
    case 'ECONNRESET':
    case 'EPIPE':
      return `The connection was cut before there was an answer (${code}).`
    case 'ETIMEDOUT':
      return 'The server did not answer in time.'
    default:
      return error.name === 'TimeoutError' ? 'The server did not answer in time.' : undefined
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  const { $metadata, $response } = error as OfSdk
  return $metadata?.httpStatusCode ?? $response?.statusCode
}
