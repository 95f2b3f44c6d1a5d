/** How one integration fails without permission. */
export interface DenialWords {
  /** The error name of the failed task. */
  error: string
  client: string
  code: string
  status: number
  /** How the message spells the action, where it is not IAM's own spelling. */
  spelling?: 'lower' | 'SNS'
  /** Where it was seen, or why it is believed. */
  source: string
  /** Seen in AWS's own words, error name and code alike. */
  verified: boolean
}

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg'
const BY_SDK =
  'The general exception of version 1 of the SDK for Java; the code is the common one of AWS JSON.'

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
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (status and code)',
    verified: false,
  },
  sqs: {
    error: 'SQS.AmazonSQSException',
    client: 'AmazonSQS',
    code: 'AccessDenied',
    status: 403,
    spelling: 'lower',
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html',
    verified: false,
  },
  sns: {
    error: 'SNS.AuthorizationErrorException',
    client: 'AmazonSNS',
    code: 'AuthorizationError',
    status: 403,
    spelling: 'SNS',
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (error AuthorizationError, 403)',
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
    source: `${GUIDE}/concepts-error-handling.html (general name); ${BY_SDK}`,
    verified: false,
  },
  ecs: {
    error: 'ECS.AccessDeniedException',
    client: 'AmazonECS',
    code: 'AccessDeniedException',
    status: 400,
    source:
      'https://github.com/serverless-operations/serverless-step-functions/pull/189 (cause of an execution); the class is in the API reference of RunTask',
    verified: true,
  },
  batch: general('Batch', 'AWSBatch', 403),
  glue: {
    error: 'Glue.AccessDeniedException',
    client: 'AWSGlue',
    code: 'AccessDeniedException',
    status: 400,
    source: 'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-exceptions.html (the class)',
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
  sagemaker: general('SageMaker', 'AmazonSageMaker', 400),
  elasticmapreduce: general('ElasticMapReduce', 'AmazonElasticMapReduce', 400),
  'emr-containers': general('EMRContainers', 'AmazonEMRContainers', 403),
  'emr-serverless': general('EMRServerless', 'AWSEMRServerless', 403),
  codebuild: general('CodeBuild', 'AWSCodeBuild', 400),
  athena: general('Athena', 'AmazonAthena', 400),
  bedrock: {
    error: 'Bedrock.AccessDeniedException',
    client: 'BedrockRuntime',
    code: 'AccessDeniedException',
    status: 403,
    source:
      'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html (the class)',
    verified: false,
  },
  mediaconvert: general('MediaConvert', 'AWSMediaConvert', 403),
  eks: general('EKS', 'AmazonEKS', 403),
  apigateway: {
    error: 'ApiGateway.403',
    client: 'AmazonApiGateway',
    code: 'AccessDeniedException',
    status: 403,
    source: `${GUIDE}/connect-api-gateway.html (ApiGateway.<status code>)`,
    verified: false,
  },
  http: {
    error: 'Events.ConnectionResource.AccessDenied',
    client: 'AmazonEventBridge',
    code: 'AccessDeniedException',
    status: 403,
    source: `${GUIDE}/call-https-apis.html (the error name, for a connection that the role may not use)`,
    verified: false,
  },
}

/** SDK integrations speak version 2; what differs from `PREFIX.PREFIXException`. */
const sdkDenials: Readonly<Record<string, Partial<DenialWords>>> = {
  dynamodb: { status: 400 },
  sqs: { status: 403, code: 'AccessDenied', spelling: 'lower' },
  sns: { status: 403, code: 'AuthorizationError', spelling: 'SNS', error: 'Sns.AuthorizationErrorException' },
  s3: { status: 403, code: 'AccessDenied' },
  lambda: { status: 403 },
  glue: { error: 'Glue.AccessDeniedException' },
  ecs: { error: 'Ecs.AccessDeniedException' },
  bedrockruntime: { status: 403, error: 'BedrockRuntime.AccessDeniedException' },
}

const SDK_SOURCE = `${GUIDE}/supported-services-awssdk.html (names of errors); the refusal itself is the service's own`

/** The words for one integration. `prefix` is that of the SDK's exceptions, such as `DynamoDb`. */
export function denialWords(service: string, sdkPrefix: string | undefined): DenialWords {
  if (sdkPrefix !== undefined) {
    const known = Object.hasOwn(sdkDenials, service) ? sdkDenials[service] : undefined
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
  const known = Object.hasOwn(optimizedDenials, service) ? optimizedDenials[service] : undefined
  return known ?? general(service, service, 400)
}

function general(prefix: string, client: string, status: number): DenialWords {
  return {
    error: `${prefix}.${client}Exception`,
    client,
    code: 'AccessDeniedException',
    status,
    source: BY_SDK,
    verified: false,
  }
}
