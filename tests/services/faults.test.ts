import { expect, test } from 'vitest'
import type { JsonObject } from '@/lib/json'
import type { FaultSetup } from '@/lib/services'
import { account, call } from './account'

const TABLE = { TableName: 'orders', Key: { orderId: { S: 'o-1' } } }
const QUEUE = { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/q', MessageBody: 'x' }

test.each<[string, FaultSetup['fault'], JsonObject, string, string]>([
  [
    'lambda:invoke',
    'Throttle',
    {},
    'Lambda.TooManyRequestsException',
    'Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: ',
  ],
  [
    'lambda:invoke',
    'ServerError',
    {},
    'Lambda.ServiceException',
    '(Service: AWSLambda; Status Code: 500; Error Code: ServiceException;',
  ],
  [
    'aws-sdk:lambda:invoke',
    'Throttle',
    {},
    'Lambda.TooManyRequestsException',
    'Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: ',
  ],
  [
    'dynamodb:getItem',
    'Throttle',
    TABLE,
    'DynamoDB.ProvisionedThroughputExceededException',
    'Error Code: ProvisionedThroughputExceededException;',
  ],
  [
    'aws-sdk:dynamodb:getItem',
    'Throttle',
    TABLE,
    'DynamoDb.ProvisionedThroughputExceededException',
    '(Service: DynamoDb, Status Code: 400, Request ID:',
  ],
  [
    'aws-sdk:dynamodb:getItem',
    'ServerError',
    TABLE,
    'DynamoDb.InternalServerErrorException',
    '(Service: DynamoDb, Status Code: 500',
  ],
  ['sqs:sendMessage', 'ServerError', QUEUE, 'SQS.AmazonSQSException', 'Error Code: InternalError'],
  ['aws-sdk:sqs:sendMessage', 'Throttle', QUEUE, 'Sqs.SqsException', '(SDK Attempt Count: 1)'],
  ['sns:publish', 'ServerError', {}, 'SNS.InternalErrorException', 'Service: AmazonSNS'],
  [
    'events:putEvents',
    'Throttle',
    {},
    'EventBridge.AmazonEventBridgeException',
    'Error Code: ThrottlingException',
  ],
  [
    'states:startExecution',
    'Throttle',
    {},
    'StepFunctions.AWSStepFunctionsException',
    'Service: AWSStepFunctions',
  ],
  ['batch:submitJob', 'Throttle', {}, 'Batch.AWSBatchException', 'Error Code: TooManyRequestsException'],
  ['ecs:runTask', 'ServerError', {}, 'ECS.AmazonECSException', 'Status Code: 500'],
  [
    'aws-sdk:s3:getObject',
    'Throttle',
    {},
    'S3.S3Exception',
    'Please reduce your request rate. (Service: S3, Status Code: 503',
  ],
  [
    'aws-sdk:secretsmanager:getSecretValue',
    'Throttle',
    {},
    'SecretsManager.SecretsManagerException',
    'Rate exceeded',
  ],
  ['sns:publish', 'Poison', {}, 'Bad.Message', 'not this one'],
])('%s fails by %s in words of its own', async (on, fault, payload, error, part) => {
  const poison = fault === 'Poison' && { error: 'Bad.Message', cause: 'not this one' }
  const made = await call(account({ faults: [{ on, fault, ...poison }] }), on, payload)
  expect(made).toMatchObject({ kind: 'Failed', failure: { error, cause: expect.stringContaining(part) } })
})
