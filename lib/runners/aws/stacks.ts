import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation'
import { errorText, isNamed } from './errors'
import { type Pace, type Rhythm, until } from './patience'
import type { Template } from './template'

/** A stack takes a minute as a rule; a table or a log group now and then some more. */
const RHYTHM: Rhythm = { firstMs: 500, longestMs: 5_000, forMs: 600_000 }

export type StackMade =
  | { ok: true; outputs: ReadonlyMap<string, { value: string; description: string }>; stackId: string }
  | { ok: false; because: string }

/**
 * Makes a stack and waits until it stands. Asked again with the same name, as after a crash, it goes on with the one that
 * is there.
 */
export async function createStack(
  cloudformation: CloudFormationClient,
  { name, template, tags }: { name: string; template: Template; tags: Readonly<Record<string, string>> },
  pace: Pace,
): Promise<StackMade> {
  const { CreateStackCommand } = await import('@aws-sdk/client-cloudformation')
  try {
    await cloudformation.send(
      new CreateStackCommand({
        StackName: name,
        TemplateBody: JSON.stringify(template),
        // The same request again is the same stack, and not a second one.
        ClientRequestToken: name,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    )
  } catch (error) {
    if (!isNamed(error, 'AlreadyExists')) return { ok: false, because: errorText(error) }
  }
  return awaitStack(cloudformation, name, pace)
}

async function awaitStack(
  cloudformation: CloudFormationClient,
  name: string,
  pace: Pace,
): Promise<StackMade> {
  let wasSeen = false
  const end = await until(
    async (): Promise<StackMade | undefined> => {
      const stack = await describeStack(cloudformation, name)
      // Right after CreateStack it may not be known everywhere yet.
      if (!stack) return wasSeen ? { ok: false, because: 'CloudFormation took it back.' } : undefined
      wasSeen = true
      const status = String(stack.StackStatus)
      if (status === 'CREATE_COMPLETE')
        return { ok: true, outputs: outputsOf(stack), stackId: stack.StackId ?? name }
      if (status === 'CREATE_IN_PROGRESS' || status === 'REVIEW_IN_PROGRESS') return undefined
      return { ok: false, because: await failureOf(cloudformation, stack.StackId ?? name, stack) }
    },
    RHYTHM,
    pace,
  )
  return end ?? { ok: false, because: 'CloudFormation had not made it after ten minutes.' }
}

/** The stack of that name, or undefined when there is none. */
export async function describeStack(
  cloudformation: CloudFormationClient,
  name: string,
): Promise<Stack | undefined> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation')
  try {
    const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }))
    // By its id a deleted stack is still described for 90 days.
    return stack?.StackStatus === 'DELETE_COMPLETE' ? undefined : stack
  } catch (error) {
    if (isNoStack(error)) return undefined
    throw error
  }
}

/** CloudFormation has no error of its own for it. */
export function isNoStack(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (isNamed(error, 'StackNotFound')) return true
  return isNamed(error, 'Validation') && /does not exist/i.test(error.message)
}

function outputsOf({ Outputs = [] }: Stack) {
  return new Map(
    Outputs.flatMap(({ OutputKey, OutputValue, Description }) =>
      OutputKey === undefined || OutputValue === undefined
        ? []
        : [[OutputKey, { value: OutputValue, description: Description ?? '' }] as const],
    ),
  )
}

/** What failed first says why; all that follows was only cancelled. */
async function failureOf(cloudformation: CloudFormationClient, id: string, stack: Stack): Promise<string> {
  const { DescribeStackEventsCommand } = await import('@aws-sdk/client-cloudformation')
  const otherwise = stack.StackStatusReason ?? `The stack came to ${stack.StackStatus}.`
  try {
    const { StackEvents = [] } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: id }))
    const first = StackEvents.findLast(
      ({ ResourceStatus, ResourceStatusReason = '' }) =>
        ResourceStatus === 'CREATE_FAILED' && !/cancelled/i.test(ResourceStatusReason),
    )
    return first ? `${first.LogicalResourceId}: ${first.ResourceStatusReason}` : otherwise
  } catch {
    return otherwise
  }
}

export type StackDeletion = { gone: true } | { gone: false; because: string }

/** How often a deletion that failed is tried again: what is still in use, a log that is still written, is let go soon. */
const DELETIONS = 3

/** Deletes a stack with all that is in it, and waits until it is gone. */
export async function deleteStack(
  cloudformation: CloudFormationClient,
  name: string,
  pace: Pace,
): Promise<StackDeletion> {
  let failures = 0
  let reason = 'CloudFormation was still deleting it after ten minutes.'
  const gone = await until(
    async (): Promise<StackDeletion | undefined> => {
      const stack = await describeStack(cloudformation, name)
      if (!stack) return { gone: true }
      const status = String(stack.StackStatus)
      if (status === 'DELETE_FAILED') {
        failures++
        reason = stack.StackStatusReason ?? 'CloudFormation could not delete all of it.'
        if (failures > DELETIONS) return { gone: false, because: reason }
      }
      // A stack that is still being made may be deleted; one that is being taken back or deleted has to get through first.
      if (status !== 'DELETE_IN_PROGRESS' && status !== 'ROLLBACK_IN_PROGRESS')
        await askToDelete(cloudformation, name)
      return undefined
    },
    RHYTHM,
    pace,
  )
  return gone ?? { gone: false, because: reason }
}

async function askToDelete(cloudformation: CloudFormationClient, name: string): Promise<void> {
  const { DeleteStackCommand } = await import('@aws-sdk/client-cloudformation')
  try {
    await cloudformation.send(new DeleteStackCommand({ StackName: name }))
  } catch (error) {
    const isTooEarly =
      error instanceof Error && /cannot be deleted while|operation.* in progress/i.test(error.message)
    if (!isTooEarly) throw error
  }
}
