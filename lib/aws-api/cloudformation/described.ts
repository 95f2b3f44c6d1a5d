import type { JsonObject } from '@/lib/json'
import type { Stack, StackEvent, StackResource } from './stack'

// Stacks as the API tells of them.

export function describedStack(
  stack: Stack,
  parameters: readonly { key: string; value: string }[],
  description: string | undefined,
): JsonObject {
  const { stackId, name, tags, capabilities, outputs, createdAt, deletedAt, status, statusReason } = stack
  return {
    StackId: stackId,
    StackName: name,
    ...(description !== undefined && { Description: description }),
    Parameters: parameters.map(({ key, value }) => ({ ParameterKey: key, ParameterValue: value })),
    CreationTime: dateText(createdAt),
    ...(deletedAt !== undefined && { DeletionTime: dateText(deletedAt) }),
    RollbackConfiguration: {},
    StackStatus: status,
    ...(statusReason !== undefined && { StackStatusReason: statusReason }),
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    Capabilities: [...capabilities],
    Outputs: outputs.map((one) => ({
      OutputKey: one.key,
      OutputValue: one.value,
      ...(one.description !== undefined && { Description: one.description }),
      ...(one.exportName !== undefined && { ExportName: one.exportName }),
    })),
    ...(stack.roleArn !== undefined && { RoleARN: stack.roleArn }),
    Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
    EnableTerminationProtection: false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  }
}

export function summaryShown({
  stackId,
  name,
  createdAt,
  deletedAt,
  status,
  statusReason,
}: Stack): JsonObject {
  return {
    StackId: stackId,
    StackName: name,
    CreationTime: dateText(createdAt),
    ...(deletedAt !== undefined && { DeletionTime: dateText(deletedAt) }),
    StackStatus: status,
    ...(statusReason !== undefined && { StackStatusReason: statusReason }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  }
}

export function eventShown(
  event: StackEvent,
  { name, stackId }: Pick<Stack, 'name' | 'stackId'>,
): JsonObject {
  return {
    StackId: stackId,
    EventId: event.eventId,
    StackName: name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: dateText(event.at),
    ResourceStatus: event.status,
    ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
    ...(event.properties && { ResourceProperties: JSON.stringify(event.properties) }),
  }
}

export function resourceShown(
  { logicalId, physicalId, type, status, reason, at }: StackResource,
  time: 'Timestamp' | 'LastUpdatedTimestamp',
): JsonObject {
  return {
    LogicalResourceId: logicalId,
    ...(physicalId !== undefined && { PhysicalResourceId: physicalId }),
    ResourceType: type,
    [time]: dateText(at),
    ResourceStatus: status,
    ...(reason !== undefined && { ResourceStatusReason: reason }),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  }
}

function dateText(at: number): string {
  return new Date(at).toISOString()
}
