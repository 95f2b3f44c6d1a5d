/** The models of AWS's services in botocore, for the scripts that make tables of them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Services that state machines call most; the whole of AWS would be seven megabytes. */
const SERVICES = [
  ...['apigateway', 'athena', 'batch', 'bedrock-runtime', 'cloudformation', 'cloudwatch', 'codebuild'],
  ...['cognito-idp', 'comprehend', 'databrew', 'dynamodb', 'ecs', 'eks', 'emr', 'emr-containers'],
  ...['emr-serverless', 'events', 'firehose', 'glue', 'iam', 'kinesis', 'kms', 'lambda', 'logs', 'pipes'],
  ...['polly', 'rds', 'rds-data', 'redshift-data', 'rekognition', 's3', 'scheduler', 'secretsmanager'],
  ...['ses', 'sesv2', 'sns', 'sqs', 'ssm', 'stepfunctions', 'sts', 'textract', 'transcribe', 'translate'],
]

/** The services by the name that `aws-sdk` integrations have for them, with the newest model of each. */
export function modelsOf(folder) {
  return SERVICES.map((service) => {
    const versions = readdirSync(path.join(folder, service)).sort()
    const file = path.join(folder, service, versions.at(-1), 'service-2.json.gz')
    const model = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))
    return { service, name: model.metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), model }
  })
}

/**
 * A member's name as Step Functions has it: that of the AWS SDK for Java 2, with a capital at the beginning of
 * each word and nowhere else (`DBInstances` is `DbInstances`, `executionArn` is `ExecutionArn`).
 */
export function sdkName(name) {
  return name
    .replaceAll(/([^a-z]{2,})v(\d+)/g, '$1 v$2 ')
    .replaceAll(/([^A-Z]{2,})V(\d+)/g, '$1 V$2 ')
    .replaceAll(/([a-z])(?=[A-Z][a-zA-Z0-9])/g, '$1 ')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/(\d)([a-zA-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('')
}
