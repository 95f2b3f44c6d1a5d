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

interface ServiceFaults {
  client: string
  prefix: string
  /** Error name behind the prefix, code, status, message. */
  throttle: readonly [string, string, number, string]
  serverError: readonly [string, string, number, string]
}

/**
 * Lambda's names are those that the developer guide tells to retry; DynamoDB's are in its API reference. Of the
 * others only the general exception of the SDK is sure (not verified by a recording).
 */
const services: Readonly<Record<string, ServiceFaults>> = {
  lambda: {
    client: 'AWSLambda',
    prefix: 'Lambda',
    throttle: ['TooManyRequestsException', 'TooManyRequestsException', 429, 'Rate Exceeded.'],
    serverError: [
      'ServiceException',
      'ServiceException',
      500,
      'An error occurred and the request cannot be processed.',
    ],
  },
  dynamodb: {
    client: 'AmazonDynamoDBv2',
    prefix: 'DynamoDB',
    throttle: [
      'ProvisionedThroughputExceededException',
      'ProvisionedThroughputExceededException',
      400,
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
    ],
    serverError: ['InternalServerErrorException', 'InternalServerError', 500, 'Internal server error'],
  },
  sqs: {
    client: 'AmazonSQS',
    prefix: 'SQS',
    throttle: ['AmazonSQSException', 'RequestThrottled', 403, 'Request is throttled.'],
    serverError: [
      'AmazonSQSException',
      'InternalError',
      500,
      'We encountered an internal error. Please try again.',
    ],
  },
  sns: {
    client: 'AmazonSNS',
    prefix: 'SNS',
    throttle: ['AmazonSNSException', 'Throttling', 400, 'Rate exceeded'],
    serverError: ['InternalErrorException', 'InternalError', 500, 'Internal error'],
  },
  states: {
    client: 'AWSStepFunctions',
    prefix: 'StepFunctions',
    throttle: ['AWSStepFunctionsException', 'ThrottlingException', 400, 'Rate exceeded'],
    serverError: ['AWSStepFunctionsException', 'InternalFailure', 500, 'Internal failure'],
  },
}

/** The words for `dynamodb:putItem`, `aws-sdk:sqs:sendMessage` or a function's ARN. */
export function wordsOf(spoken: string, fault: 'Throttle' | 'ServerError'): RefusalWords {
  const isArn = spoken.startsWith('arn:')
  const isSdk = spoken.startsWith('aws-sdk:')
  const service = isArn ? 'lambda' : (spoken.split(':')[isSdk ? 1 : 0] ?? '')
  const known = services[service]
  if (known && !isSdk) {
    const [name, code, status, message] = fault === 'Throttle' ? known.throttle : known.serverError
    return { error: `${known.prefix}.${name}`, code, status, message, client: known.client, isSdk }
  }
  const prefix = service.charAt(0).toUpperCase() + service.slice(1)
  const general = `${prefix}.${isSdk ? `${prefix}Exception` : `Amazon${prefix}Exception`}`
  return fault === 'Throttle'
    ? {
        error: general,
        code: 'ThrottlingException',
        status: 400,
        message: 'Rate exceeded',
        client: prefix,
        isSdk,
      }
    : {
        error: general,
        code: 'InternalFailure',
        status: 500,
        message: 'Internal failure',
        client: prefix,
        isSdk,
      }
}
