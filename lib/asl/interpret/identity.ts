import type { ExecutionOptions, Identity } from './execution'
import { idDigits, uuid } from './random'
import type { TaskToken } from './signal'

/** The ARNs and names of an execution; what the options leave open is made from the seed. */
export function identityOf(options: ExecutionOptions): Identity {
  const { seed, type = 'STANDARD', region = 'us-east-1', accountId = '111122223333' } = options
  const stateMachineName = options.stateMachineName ?? 'StateMachine'
  const name = options.name ?? uuid(seed, 'execution name')
  const arn = (rest: string) => `arn:aws:states:${region}:${accountId}:${rest}`
  return {
    seed,
    type,
    region,
    accountId,
    name,
    roleArn: options.roleArn ?? `arn:aws:iam::${accountId}:role/${stateMachineName}-role`,
    executionArn:
      type === 'STANDARD'
        ? arn(`execution:${stateMachineName}:${name}`)
        : arn(`express:${stateMachineName}:${name}:${uuid(seed, 'express execution')}`),
    stateMachineArn: arn(`stateMachine:${stateMachineName}`),
    stateMachineName,
    ...qualifiersOf(options),
  }
}

/** Which version was started, and by which alias; `ExecutionStarted` names them. */
export function qualifiersOf({
  stateMachineVersionArn,
  stateMachineAliasArn,
}: Pick<ExecutionOptions, 'stateMachineVersionArn' | 'stateMachineAliasArn'>) {
  return {
    ...(stateMachineAliasArn !== undefined && { stateMachineAliasArn }),
    ...(stateMachineVersionArn !== undefined && { stateMachineVersionArn }),
  }
}

/** The callback handle of the execution's `number`-th task. Letters and digits only, as learners paste it. */
export function taskTokenFor(seed: number, number: number): TaskToken {
  return `AQCEAAAAKgAAAAMAAAAA${idDigits(40, seed, 'task token', number)}`
}
