import type { WireAnswer } from '../wire/answer'
import { frameworkError } from '../wire/answer'

type Refusal = Extract<WireAnswer, { ok: false }>

/**
 * AWS's refusals of somebody who has not shown who he is. Names and sentences are those of its JSON protocol, as
 * recorded from DynamoDB by the authors of dynalite; SQS's older protocol has names of its own.
 */
function refusal(name: string, queryCode: string, message: string): Refusal {
  const { error } = frameworkError(name, message) as Refusal
  return { ok: false, error: { ...error, queryCode } }
}

export function missingToken(): Refusal {
  return refusal(
    'MissingAuthenticationTokenException',
    'MissingAuthenticationToken',
    'Request is missing Authentication Token',
  )
}

export function incompleteSignature(message: string): Refusal {
  return refusal('IncompleteSignatureException', 'IncompleteSignature', message)
}

export function invalidSignature(message: string): Refusal {
  return refusal('InvalidSignatureException', 'SignatureDoesNotMatch', message)
}

export function unknownClient(): Refusal {
  return refusal(
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  )
}

export function expiredToken(): Refusal {
  return refusal(
    'ExpiredTokenException',
    'ExpiredToken',
    'The security token included in the request is expired',
  )
}

export function wrongSignature(): Refusal {
  return invalidSignature(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )
}
