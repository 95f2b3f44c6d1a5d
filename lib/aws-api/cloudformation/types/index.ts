import type { ResourceType } from '../step'
import { connection, eventBus, rule } from './events'
import { managedPolicy, policy, role } from './iam'
import { lambdaFunction, permission } from './lambda'
import { logGroup } from './logs'
import { queue, resourcePolicy, subscription, topic } from './messaging'
import { activity, stateMachine } from './step-functions'
import { bucket, table } from './storage'

/** What a stack may hold; anything else fails it. A new type is a function and a line here. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  Object.entries({
    'AWS::DynamoDB::Table': table,
    'AWS::Events::Connection': connection,
    'AWS::Events::EventBus': eventBus,
    'AWS::Events::Rule': rule,
    'AWS::IAM::ManagedPolicy': managedPolicy,
    'AWS::IAM::Policy': policy,
    'AWS::IAM::Role': role,
    'AWS::Lambda::Function': lambdaFunction,
    'AWS::Lambda::Permission': permission,
    'AWS::Logs::LogGroup': logGroup,
    'AWS::Logs::ResourcePolicy': resourcePolicy,
    'AWS::S3::Bucket': bucket,
    'AWS::SNS::Subscription': subscription,
    'AWS::SNS::Topic': topic,
    'AWS::SNS::TopicPolicy': resourcePolicy,
    'AWS::SQS::Queue': queue,
    'AWS::SQS::QueuePolicy': resourcePolicy,
    'AWS::StepFunctions::Activity': activity,
    'AWS::StepFunctions::StateMachine': stateMachine,
  }),
)

/** With a role that has a name of its own, `CAPABILITY_NAMED_IAM` is needed (API reference of CreateStack). */
export const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName'],
  ['AWS::IAM::Policy', ''],
  ['AWS::IAM::Role', 'RoleName'],
])
