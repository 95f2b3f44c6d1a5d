import type { CreateStateMachineCommandInput, SFNClient } from '@aws-sdk/client-sfn'
import { errorText, isNamed, isNotImplemented } from './errors'
import { type Pace, patiently, type Rhythm, until } from './patience'

/** IAM needs some seconds until a role that was just made can be assumed everywhere. */
const ROLE_RHYTHM: Rhythm = { firstMs: 1_000, longestMs: 6_000, forMs: 90_000 }
/** Executions under way hold a machine that is deleted until they have ended. */
const DELETION_RHYTHM: Rhythm = { firstMs: 200, longestMs: 3_000, forMs: 120_000 }

export interface MachineToMake {
  name: string
  definition: string
  roleArn: string
  type: 'STANDARD' | 'EXPRESS'
  /** For an Express workflow: the log group that its history goes to. */
  logGroupArn?: string
  tags: Readonly<Record<string, string>>
}

export type MachineMade =
  | { ok: true; stateMachineArn: string }
  /** AWS does not take the definition; its own words. */
  | { ok: false; because: string }

/**
 * Creates the learner's state machine. The same again is idempotent on AWS.
 *
 * @throws what time does not mend and the definition is not to blame for
 */
export async function createStateMachine(
  sfn: SFNClient,
  machine: MachineToMake,
  pace: Pace,
): Promise<MachineMade> {
  const { CreateStateMachineCommand } = await import('@aws-sdk/client-sfn')
  const { name, definition, roleArn, type, logGroupArn, tags } = machine
  const plain: CreateStateMachineCommandInput = {
    name,
    definition,
    roleArn,
    ...(type === 'EXPRESS' && { type }),
    ...(logGroupArn && {
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
      },
    }),
  }
  const tagged = { ...plain, tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }
  const create = (input: CreateStateMachineCommandInput) =>
    patiently(() => sfn.send(new CreateStateMachineCommand(input)), isRoleNotThereYet, ROLE_RHYTHM, pace)
  try {
    const { stateMachineArn } = await create(tagged).catch((error) => {
      if (!isAboutTags(error)) throw error
      return create(plain)
    })
    if (!stateMachineArn) throw new Error('The server took the state machine, but gave it no ARN.')
    return { ok: true, stateMachineArn }
  } catch (error) {
    if (isNamed(error, 'InvalidDefinition', 'StateMachineTypeNotSupported'))
      return { ok: false, because: errorText(error) }
    // Nobody else makes one of this name: what was asked twice after a lost answer is ours.
    const stateMachineArn = isNamed(error, 'StateMachineAlreadyExists')
      ? await findStateMachine(sfn, name)
      : undefined
    if (stateMachineArn === undefined) throw error
    return { ok: true, stateMachineArn }
  }
}

/** Step Functions tries the role when a machine is created; right after the role was, that may fail. */
function isRoleNotThereYet(error: Error): boolean {
  const isDenied = isNamed(error, 'AccessDeniedException', 'InvalidArn', 'ValidationException')
  return (
    isDenied &&
    /assume|is authorized|role .*(invalid|exist)|logging configuration|log ?destination/i.test(error.message)
  )
}

/** A server that stands in for AWS may not know tags at all. AWS does, and a refusal there stands. */
function isAboutTags(error: unknown): boolean {
  return isNamed(
    error,
    'ValidationException',
    'SerializationException',
    'UnknownParameter',
    'InvalidParameter',
    'InvalidParameterValue',
  ) && error instanceof Error
    ? /\btags?\b/i.test(error.message)
    : false
}

/** The ARN of the machine of that name; undefined when there is none. */
export async function findStateMachine(sfn: SFNClient, name: string): Promise<string | undefined> {
  const { ListStateMachinesCommand } = await import('@aws-sdk/client-sfn')
  let nextToken: string | undefined
  do {
    const page = await sfn.send(new ListStateMachinesCommand({ ...(nextToken && { nextToken }) }))
    const found = page.stateMachines?.find((machine) => machine.name === name)
    if (found) return found.stateMachineArn
    nextToken = page.nextToken || undefined
  } while (nextToken)
  return undefined
}

/**
 * Stops what still runs of a state machine, deletes it, and waits until it is gone. A server that stands in for AWS and
 * cannot be asked about it any more is believed.
 *
 * @returns false when it is still there after two minutes
 */
export async function deleteStateMachine(
  sfn: SFNClient,
  stateMachineArn: string,
  pace: Pace,
): Promise<boolean> {
  const { DeleteStateMachineCommand, DescribeStateMachineCommand } = await import('@aws-sdk/client-sfn')
  await stopAll(sfn, stateMachineArn)
  try {
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }))
  } catch (error) {
    if (!isNoMachine(error)) throw error
  }
  const isGone = await until(
    async () => {
      try {
        const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
        if (described.stateMachineArn === undefined) return true
        // One that was started while we listed would hold it for ever.
        await stopAll(sfn, stateMachineArn)
        return undefined
      } catch (error) {
        if (isNoMachine(error) || isNotImplemented(error)) return true
        throw error
      }
    },
    DELETION_RHYTHM,
    pace,
  )
  return isGone ?? false
}

async function stopAll(sfn: SFNClient, stateMachineArn: string): Promise<void> {
  const { ListExecutionsCommand } = await import('@aws-sdk/client-sfn')
  try {
    let nextToken: string | undefined
    do {
      const page = await sfn.send(
        new ListExecutionsCommand({
          stateMachineArn,
          statusFilter: 'RUNNING',
          ...(nextToken && { nextToken }),
        }),
      )
      for (const { executionArn } of page.executions ?? []) {
        if (executionArn) await stopExecution(sfn, executionArn, 'The run is being taken away.')
      }
      nextToken = page.nextToken || undefined
    } while (nextToken)
  } catch (error) {
    // Express workflows have no list of executions, and end by themselves after five minutes.
    const hasNoList = isNamed(error, 'StateMachineTypeNotSupported', 'InvalidArn') || isNotImplemented(error)
    if (!isNoMachine(error) && !hasNoList) throw error
  }
}

/** Stops an execution; one that has ended, or never was, is left as it is. */
export async function stopExecution(sfn: SFNClient, executionArn: string, cause: string): Promise<void> {
  const { StopExecutionCommand } = await import('@aws-sdk/client-sfn')
  try {
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Stepwise.Stopped', cause }))
  } catch (error) {
    const isOver = isNamed(error, 'ValidationException') || isNoExecution(error) || isNotImplemented(error)
    if (!isOver) throw error
  }
}

/** There is none, or none any more. Other servers than AWS use its general name for it. */
export function isNoMachine(error: unknown): boolean {
  return isNamed(error, 'StateMachineDoesNotExist', 'StateMachineDeleting', ...NOT_THERE)
}

export function isNoExecution(error: unknown): boolean {
  return isNamed(error, 'ExecutionDoesNotExist', ...NOT_THERE)
}

const NOT_THERE = ['ResourceNotFound', 'NotFound', 'DoesNotExist']
