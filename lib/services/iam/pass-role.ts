import type { JsonObject, JsonValue } from '@/lib/json'
import { isJsonObject } from '@/lib/json'
import { named, type Permission } from './arn'

/**
 * Roles that a request hands on to a service: the caller needs `iam:PassRole` for each. Roles that stand in a task
 * definition, a project or a job definition are unknown here, and so not asked for.
 */
const handedOn: Readonly<Record<string, readonly [path: string, service: string][]>> = {
  sagemaker: [
    ['RoleArn', 'sagemaker.amazonaws.com'],
    ['ExecutionRoleArn', 'sagemaker.amazonaws.com'],
  ],
  ecs: [
    ['Overrides.TaskRoleArn', 'ecs-tasks.amazonaws.com'],
    ['Overrides.ExecutionRoleArn', 'ecs-tasks.amazonaws.com'],
  ],
  elasticmapreduce: [
    ['ServiceRole', 'elasticmapreduce.amazonaws.com'],
    ['JobFlowRole', 'ec2.amazonaws.com'],
  ],
  'emr-serverless': [['ExecutionRoleArn', 'emr-serverless.amazonaws.com']],
  mediaconvert: [['Role', 'mediaconvert.amazonaws.com']],
  bedrock: [['RoleArn', 'bedrock.amazonaws.com']],
  eks: [
    ['RoleArn', 'eks.amazonaws.com'],
    ['NodeRole', 'eks.amazonaws.com'],
    ['PodExecutionRoleArn', 'eks.amazonaws.com'],
  ],
}

export function rolesHandedOn(service: string, parameters: JsonObject, account: string): Permission[] {
  const places = Object.hasOwn(handedOn, service) ? (handedOn[service] ?? []) : []
  return places.flatMap(([path, passedTo]) => {
    const role = at(parameters, path)
    if (typeof role !== 'string') return []
    const resource = named(role, (name) => `arn:aws:iam::${account}:role/${name}`)
    return [{ action: 'iam:PassRole', resource, context: { 'iam:PassedToService': passedTo } }]
  })
}

function at(parameters: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = parameters
  for (const name of path.split('.')) value = isJsonObject(value) ? value[name] : undefined
  return value
}
