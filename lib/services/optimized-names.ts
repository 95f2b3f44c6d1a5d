import { ownMember } from '@/lib/json'
/** How an optimized integration, which speaks version 1 of the SDK for Java, calls its service in errors. */
export interface OptimizedNames {
  /** Before the dot of an error. */
  prefix: string
  /** `Service:` of a cause. */
  client: string
  /** The exception of a code that has no class of its own. */
  general: string
}

function names(prefix: string, client: string, general = `${client}Exception`): OptimizedNames {
  return { prefix, client, general }
}

/**
 * By the first word of the `Resource`. Recorded are those of Lambda, DynamoDB, SQS, SNS, EventBridge and Step
 * Functions; the others follow the SDK's own names.
 */
const known: Readonly<Record<string, OptimizedNames>> = {
  lambda: names('Lambda', 'AWSLambda'),
  dynamodb: names('DynamoDB', 'AmazonDynamoDBv2', 'AmazonDynamoDBException'),
  sqs: names('SQS', 'AmazonSQS'),
  sns: names('SNS', 'AmazonSNS'),
  events: names('EventBridge', 'AmazonEventBridge'),
  states: names('StepFunctions', 'AWSStepFunctions'),
  ecs: names('ECS', 'AmazonECS'),
  batch: names('Batch', 'AWSBatch'),
  glue: names('Glue', 'AWSGlue'),
  databrew: names('DataBrew', 'AWSGlueDataBrew'),
  sagemaker: names('SageMaker', 'AmazonSageMaker'),
  elasticmapreduce: names('ElasticMapReduce', 'AmazonElasticMapReduce'),
  'emr-containers': names('EMRContainers', 'AmazonEMRContainers'),
  'emr-serverless': names('EMRServerless', 'AWSEMRServerless'),
  codebuild: names('CodeBuild', 'AWSCodeBuild'),
  athena: names('Athena', 'AmazonAthena'),
  bedrock: names('Bedrock', 'BedrockRuntime', 'AmazonBedrockException'),
  bedrockagentcore: names('BedrockAgentCore', 'BedrockAgentCore'),
  mediaconvert: names('MediaConvert', 'AWSMediaConvert'),
  eks: names('EKS', 'AmazonEKS'),
  apigateway: names('ApiGateway', 'AmazonApiGateway'),
}

export function optimizedNames(service: string): OptimizedNames {
  return ownMember(known, service) ?? names(service, service)
}
