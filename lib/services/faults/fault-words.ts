import { ownMember } from '@/lib/json'
import { optimizedNames } from '../optimized-names'
import { exceptionPrefix } from '../sdk-actions/exception-prefix'

/** How one integration tells of a throttled call or of a fault of the service. */
export interface RefusalWords {
  /** The error name of the failed task. */
  error: string
  code: string
  message: string
  status: number
  client: string
  isSdk: boolean
}

interface Words {
  code: string
  status: number
  message: string
  /** The class that the SDKs have for the code; the general one without. */
  class?: string
}

interface ServiceFaults {
  Throttle: Words
  ServerError: Words
}

const GENERAL: ServiceFaults = {
  Throttle: { code: 'ThrottlingException', status: 400, message: 'Rate exceeded' },
  ServerError: { code: 'InternalFailure', status: 500, message: 'Internal failure' },
}

/**
 * Lambda's names are those that the developer guide tells to retry; DynamoDB's are in its API reference, Batch's in
 * workflows that retry it when it is busy. Of the others only the general exception of the SDK is sure.
 */
const services: Readonly<Record<string, ServiceFaults>> = {
  lambda: {
    Throttle: {
      code: 'TooManyRequestsException',
      class: 'TooManyRequestsException',
      status: 429,
      message: 'Rate Exceeded.',
    },
    ServerError: {
      code: 'ServiceException',
      class: 'ServiceException',
      status: 500,
      message: 'An error occurred and the request cannot be processed.',
    },
  },
  dynamodb: {
    Throttle: {
      code: 'ProvisionedThroughputExceededException',
      class: 'ProvisionedThroughputExceededException',
      status: 400,
      message:
        'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
    },
    ServerError: {
      code: 'InternalServerError',
      class: 'InternalServerErrorException',
      status: 500,
      message: 'Internal server error',
    },
  },
  sqs: {
    Throttle: { code: 'RequestThrottled', status: 403, message: 'Request is throttled.' },
    ServerError: {
      code: 'InternalError',
      status: 500,
      message: 'We encountered an internal error. Please try again.',
    },
  },
  sns: {
    Throttle: { code: 'Throttling', status: 400, message: 'Rate exceeded' },
    ServerError: {
      code: 'InternalError',
      class: 'InternalErrorException',
      status: 500,
      message: 'Internal error',
    },
  },
  batch: {
    Throttle: { code: 'TooManyRequestsException', status: 429, message: 'Too Many Requests' },
    ServerError: GENERAL.ServerError,
  },
  s3: {
    Throttle: { code: 'SlowDown', status: 503, message: 'Please reduce your request rate.' },
    ServerError: {
      code: 'InternalError',
      status: 500,
      message: 'We encountered an internal error. Please try again.',
    },
  },
}

/** The words for `dynamodb:putItem`, `aws-sdk:sqs:sendMessage` or a function's ARN. */
export function wordsOf(spoken: string, fault: 'Throttle' | 'ServerError'): RefusalWords {
  const isSdk = spoken.startsWith('aws-sdk:')
  const service = spoken.startsWith('arn:') ? 'lambda' : (spoken.split(':')[isSdk ? 1 : 0] ?? '')
  const words = ownMember(services, service) ?? GENERAL
  const { class: own, ...refusal } = words[fault]
  if (isSdk) {
    const prefix = exceptionPrefix(service)
    return { ...refusal, error: `${prefix}.${own ?? `${prefix}Exception`}`, client: prefix, isSdk }
  }
  const { prefix, client, general } = optimizedNames(service)
  return { ...refusal, error: `${prefix}.${own ?? general}`, client, isSdk }
}
