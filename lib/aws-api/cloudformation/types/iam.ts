import type { JsonObject } from '@/lib/json'
import { type RoleSetup, readPolicy } from '@/lib/services'
import { badProperty } from '../problem'
import { documentOf, listOf, objectsOf, required, textOf } from '../properties'
import type { ResourceType, Step } from '../step'

export const role: ResourceType = (properties, place) => {
  const { accountId, madeUpName, digits } = place
  const name = textOf(properties, 'RoleName') ?? madeUpName.slice(-64)
  const path = textOf(properties, 'Path') ?? '/'
  const arn = `arn:aws:iam::${accountId}:role${path}${name}`
  const setup = roleSetup(properties, place.policyOf)
  return {
    ref: name,
    attributes: { Arn: arn, RoleId: `AROA${digits.slice(0, 17).toUpperCase()}` },
    make: [{ on: 'account', change: { act: 'Make', kind: 'roles', name, setup } }],
    unmake: [{ on: 'account', change: { act: 'Remove', kind: 'roles', name, setup } }],
  }
}

/** A policy with a name of its own; roles of this and of later stacks may have it, also as their boundary. */
export const managedPolicy: ResourceType = (properties, { accountId, madeUpName }) => {
  const name = textOf(properties, 'ManagedPolicyName') ?? madeUpName
  const arn = `arn:aws:iam::${accountId}:policy${textOf(properties, 'Path') ?? '/'}${name}`
  const document = policyOf(properties)
  const { make, unmake } = attached(properties, document)
  return {
    ref: arn,
    attributes: { PolicyArn: arn },
    make: [{ on: 'policies', act: 'Make', arn, document }, ...make],
    unmake: [...unmake, { on: 'policies', act: 'Remove', arn, document }],
  }
}

/** A policy inside of the roles that it names. */
export const policy: ResourceType = (properties, { madeUpName }) => ({
  ref: madeUpName,
  attributes: { Id: madeUpName },
  ...attached(properties, policyOf(properties)),
})

/** The document of a managed policy, for the roles of its stack. */
export function documentOfManagedPolicy(properties: JsonObject): JsonObject | undefined {
  return documentOf(properties, 'PolicyDocument')
}

function attached(properties: JsonObject, setup: JsonObject): { make: Step[]; unmake: Step[] } {
  const roles = (listOf(properties, 'Roles') ?? []).map(String)
  const step = (act: 'Make' | 'Remove', name: string): Step => ({
    on: 'account',
    change: { act, kind: 'policies', name, setup },
  })
  return { make: roles.map((name) => step('Make', name)), unmake: roles.map((name) => step('Remove', name)) }
}

function roleSetup(properties: JsonObject, policyByArn: (arn: string) => JsonObject | undefined): RoleSetup {
  const trust = required(documentOf(properties, 'AssumeRolePolicyDocument'), 'AssumeRolePolicyDocument')
  const boundaryArn = textOf(properties, 'PermissionsBoundary')
  const boundary = boundaryArn === undefined ? undefined : managed(boundaryArn, policyByArn)
  return {
    policies: [
      ...objectsOf(properties, 'Policies').map(policyOf),
      ...(listOf(properties, 'ManagedPolicyArns') ?? []).map((arn) => managed(String(arn), policyByArn)),
    ],
    ...(boundary && { boundary }),
    trust: checked(trust, true),
  }
}

/** A policy of the stack, or one of AWS's by its ARN. */
function managed(arn: string, policyByArn: (arn: string) => JsonObject | undefined): JsonObject {
  const own = policyByArn(arn)
  if (own) return checked(own, false)
  const actions = AWS_POLICIES.get(arn.split('/').at(-1) ?? '')
  if (!actions) return badProperty(`Stepwise does not have the policy ${arn}.`)
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }
}

/** AWS's own policies that templates of workflows name, as far as their actions mean anything here. */
const AWS_POLICIES: ReadonlyMap<string, string[]> = new Map([
  ['AdministratorAccess', ['*']],
  ['AWSLambdaBasicExecutionRole', ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']],
  ['AWSLambdaRole', ['lambda:InvokeFunction']],
  ['AWSXRayDaemonWriteAccess', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords']],
  ['AWSStepFunctionsFullAccess', ['states:*']],
  ['AmazonSQSFullAccess', ['sqs:*']],
  ['AmazonSNSFullAccess', ['sns:*']],
  ['AmazonDynamoDBFullAccess', ['dynamodb:*']],
  ['AmazonS3FullAccess', ['s3:*']],
  ['CloudWatchLogsFullAccess', ['logs:*']],
])

function policyOf(properties: JsonObject): JsonObject {
  return checked(required(documentOf(properties, 'PolicyDocument'), 'PolicyDocument'), false)
}

function checked(document: JsonObject, trust: boolean): JsonObject {
  const read = readPolicy(document, { trust })
  return read.ok ? document : badProperty(`Syntax errors in policy. ${read.problem}`)
}
