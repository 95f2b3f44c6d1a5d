import { ownMember } from '@/lib/json'
import { optimizedNames } from '../optimized-names'
import { exceptionPrefix } from '../sdk-actions/exception-prefix'

/** How one integration fails without permission. */
export interface DenialWords {
  /** The error name of the failed task. */
  error: string
  client: string
  code: string
  status: number
  /** How the message spells the action, where it is not IAM's own spelling. */
  spelling?: 'lower' | 'SNS' | 'quoted resource'
  /** Where it was seen, or why it is believed. */
  source: string
  /** Whether the error name was seen on a task that AWS denied; otherwise it follows from what the source says. */
  verified: boolean
}

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg'
const BY_SDK =
  'The general exception of version 1 of the SDK for Java; the code is the common one of AWS JSON.'

const BY_REFERENCE = 'The API reference of the service has the class AccessDeniedException.'

/** By the first word of the `Resource`: optimized integrations, which speak version 1 of the SDK for Java. */
export const optimizedDenials: Readonly<Record<string, DenialWords>> = {
  lambda: {
    error: 'Lambda.AWSLambdaException',
    client: 'AWSLambda',
    code: 'AccessDeniedException',
    status: 403,
    source: 'https://github.com/doug-macleod/Pipe-1Dev/issues/13 (an execution that failed so)',
    verified: true,
  },
  dynamodb: {
    error: 'DynamoDB.AmazonDynamoDBException',
    client: 'AmazonDynamoDBv2',
    code: 'AccessDeniedException',
    status: 400,
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (status and code, for which the SDK has no class)',
    verified: false,
  },
  sqs: {
    error: 'SQS.AmazonSQSException',
    client: 'AmazonSQS',
    code: 'AccessDenied',
    status: 403,
    spelling: 'lower',
    source:
      'https://github.com/aws/serverless-application-model/issues/3633 (code and message); the SDK has no class for the code',
    verified: false,
  },
  sns: {
    error: 'SNS.AuthorizationErrorException',
    client: 'AmazonSNS',
    code: 'AuthorizationError',
    status: 403,
    spelling: 'SNS',
    source:
      'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (error AuthorizationError, 403); its class and the spelling were seen in stack traces of the SDK for Java',
    verified: false,
  },
  events: {
    error: 'EventBridge.AmazonEventBridgeException',
    client: 'AmazonEventBridge',
    code: 'AccessDeniedException',
    status: 400,
    source: BY_SDK,
    verified: false,
  },
  states: {
    error: 'StepFunctions.AWSStepFunctionsException',
    client: 'AWSStepFunctions',
    code: 'AccessDeniedException',
    status: 400,
    source:
      'https://github.com/localstack/localstack/pull/1869 (the general name, for another refusal); https://github.com/FormidableLabs/aws-lambda-serverless-reference/issues/31 (code, status and message)',
    verified: false,
  },
  ecs: {
    error: 'ECS.AccessDeniedException',
    client: 'AmazonECS',
    code: 'AccessDeniedException',
    status: 400,
    source:
      'https://github.com/serverless-operations/serverless-step-functions/pull/189 (cause of an execution); the class is in the API reference of RunTask, and workflows of others retry it by this name',
    verified: true,
  },
  batch: general('batch', 403),
  glue: {
    error: 'Glue.AccessDeniedException',
    client: 'AWSGlue',
    code: 'AccessDeniedException',
    status: 400,
    source:
      'https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark-troubleshooting.html (class, client, status and code of a denial by Glue)',
    verified: false,
  },
  databrew: {
    error: 'DataBrew.AccessDeniedException',
    client: 'AWSGlueDataBrew',
    code: 'AccessDeniedException',
    status: 403,
    source: 'https://docs.aws.amazon.com/databrew/latest/dg/API_StartJobRun.html (the class)',
    verified: false,
  },
  sagemaker: general('sagemaker', 400),
  elasticmapreduce: general('elasticmapreduce', 400),
  'emr-containers': general('emr-containers', 403),
  'emr-serverless': general('emr-serverless', 403),
  codebuild: general('codebuild', 400),
  athena: general('athena', 400),
  bedrock: {
    error: 'Bedrock.AccessDeniedException',
    client: 'BedrockRuntime',
    code: 'AccessDeniedException',
    status: 403,
    source:
      'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html (the class)',
    verified: false,
  },
  bedrockagentcore: {
    error: 'BedrockAgentCore.AccessDeniedException',
    client: 'BedrockAgentCore',
    code: 'AccessDeniedException',
    status: 403,
    source: BY_REFERENCE,
    verified: false,
  },
  mediaconvert: general('mediaconvert', 403),
  eks: general('eks', 403),
  apigateway: {
    error: 'ApiGateway.403',
    client: 'AmazonApiGateway',
    code: 'AccessDeniedException',
    status: 403,
    source: `${GUIDE}/connect-api-gateway.html (ApiGateway.<status code>)`,
    verified: false,
  },
}

/** An HTTP task that is denied, by the permission that is missing: no SDK speaks there, but Step Functions itself. */
export const httpDenials: Readonly<
  Record<string, { error: string; cause: (endpoint: string) => string; source: string; verified: boolean }>
> = (() => {
  const SEEN = 'radkawar/stackd, testdata/aws/stepfunctions/http_connections.json (executions, 2026-09-24)'
  const secret = {
    error: 'Events.ConnectionResource.AccessDenied',
    cause: () =>
      'No permissions to call DescribeSecret and/or GetSecretValue on the secret associated with the connection resource.',
    source: SEEN,
    verified: true,
  }
  return {
    'states:InvokeHTTPEndpoint': {
      error: 'States.Http.AccessDenied',
      cause: (endpoint: string) =>
        `AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint ${endpoint}. Ensure that the StateMachine role contains the states:InvokeHTTPEndpoint permission for the given API Endpoint`,
      source: SEEN,
      verified: true,
    },
    'events:RetrieveConnectionCredentials': {
      error: 'Events.ConnectionResource.AccessDenied',
      cause: () => 'No permissions to call RetrieveConnectionCredentials on the connection resource.',
      source: `${GUIDE}/call-https-apis.html (the error name and the permission); the cause is in words of ours`,
      verified: false,
    },
    'secretsmanager:DescribeSecret': secret,
    'secretsmanager:GetSecretValue': secret,
  }
})()

const REPORTED = 'iwamot/sfnx, tests of error names (reported by TestState on 2026-09-24)'
const REPORTED_GENERAL = `${REPORTED}: the service has no class for it`

/** SDK integrations speak version 2; what differs from `PREFIX.PREFIXException`, 400 and `AccessDeniedException`. */
const sdkDenials: Readonly<Record<string, Partial<DenialWords>>> = {
  dynamodb: {
    status: 400,
    source:
      'an article of 2022-02-14 on the Parallel state (an execution that was denied dynamodb:DescribeTable); iwamot/sfnx has the same name',
    verified: true,
  },
  sqs: { status: 403, code: 'AccessDenied', spelling: 'lower' },
  sns: { status: 403, code: 'AuthorizationError', spelling: 'SNS', error: 'Sns.AuthorizationErrorException' },
  s3: {
    status: 403,
    code: 'AccessDenied',
    spelling: 'quoted resource',
    source:
      'https://github.com/apache/pekko-connectors/issues/655 (S3Exception of version 2 of the SDK, its message and status)',
  },
  lambda: { status: 403, source: REPORTED_GENERAL },
  ec2: { status: 403, code: 'UnauthorizedOperation', source: REPORTED_GENERAL },
  rds: { status: 403, code: 'AccessDenied', source: REPORTED_GENERAL },
  elasticache: { status: 403, code: 'AccessDenied', source: REPORTED_GENERAL },
  apigateway: { status: 403, source: REPORTED_GENERAL },
  cloudwatchlogs: { error: 'CloudWatchLogs.AccessDeniedException', source: REPORTED, verified: true },
  eventbridge: { error: 'EventBridge.AccessDeniedException', source: REPORTED, verified: true },
  glue: {
    error: 'Glue.AccessDeniedException',
    source:
      'https://github.com/aws-solutions-library-samples/data-lakes-on-aws/issues/242 (the cause of an execution; the class is in the API reference)',
  },
  ecs: { error: 'Ecs.AccessDeniedException', source: BY_REFERENCE },
  bedrock: { status: 403, error: 'Bedrock.AccessDeniedException', source: BY_REFERENCE },
  bedrockruntime: { status: 403, error: 'BedrockRuntime.AccessDeniedException', source: BY_REFERENCE },
  rekognition: { error: 'Rekognition.AccessDeniedException', source: BY_REFERENCE },
  textract: { error: 'Textract.AccessDeniedException', source: BY_REFERENCE },
}

const SDK_SOURCE = `${GUIDE}/supported-services-awssdk.html (names of errors); the refusal itself is the service's own`

/** The words for one integration. `prefix` is that of the SDK's exceptions, such as `DynamoDb`. */
export function denialWords(service: string, sdkPrefix: string | undefined): DenialWords {
  if (sdkPrefix !== undefined) {
    const known = ownMember(sdkDenials, service)
    return {
      error: `${sdkPrefix}.${sdkPrefix}Exception`,
      client: sdkPrefix,
      code: 'AccessDeniedException',
      status: 400,
      source: SDK_SOURCE,
      verified: false,
      ...known,
    }
  }
  const known = ownMember(optimizedDenials, service)
  return known ?? general(service, 400)
}

/** Every row: for the README and the tests. */
export function denialRows(): { integration: string; error: string; source: string; verified: boolean }[] {
  const optimized = Object.entries(optimizedDenials).map(([service, words]) => ({
    ...words,
    integration: service,
  }))
  const http = Object.entries(httpDenials).map(([action, words]) => ({
    ...words,
    integration: `http, without ${action}`,
  }))
  const sdk = Object.keys(sdkDenials).map((service) => ({
    ...denialWords(service, exceptionPrefix(service)),
    integration: `aws-sdk:${service}`,
  }))
  return [...optimized, ...http, ...sdk]
}

function general(service: string, status: number): DenialWords {
  const { prefix, client, general } = optimizedNames(service)
  return {
    error: `${prefix}.${general}`,
    client,
    code: 'AccessDeniedException',
    status,
    source: BY_SDK,
    verified: false,
  }
}
