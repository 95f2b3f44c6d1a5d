import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'

/** A stack as it is kept. What it is made of follows from its template, its parameters and `suffix`, again and again. */
export interface Stack {
  stackId: string
  name: string
  template: string
  /** Given, not preset. */
  parameters: Readonly<Record<string, string>>
  tags: readonly { key: string; value: string }[]
  capabilities: readonly string[]
  /** Of the names that the template leaves open. */
  suffix: string
  onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING'
  roleArn?: string
  clientRequestToken?: string
  createdAt: Instant
  deletedAt?: Instant
  status: StackStatus
  statusReason?: string
  /** In the order in which they are made. */
  resources: readonly StackResource[]
  /** Oldest first. */
  events: readonly StackEvent[]
  outputs: readonly StackOutput[]
  /** Real time up to which somebody is at work on it; afterwards anybody may go on. */
  workUntil?: number
}

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'

export interface StackResource {
  logicalId: string
  type: string
  /** Absent before it is begun. */
  physicalId?: string
  status: ResourceStatus
  reason?: string
  at: Instant
}

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED'

export interface StackEvent {
  eventId: string
  logicalId: string
  physicalId: string
  type: string
  status: string
  reason?: string
  at: Instant
  properties?: JsonObject
}

export interface StackOutput {
  key: string
  value: string
  description?: string
  exportName?: string
}

export function isUnderWay({ status }: Stack): boolean {
  return status.endsWith('IN_PROGRESS')
}
