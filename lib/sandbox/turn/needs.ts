import type { ScheduledTask } from '@/lib/asl'
import { isJsonObject, type JsonValue } from '@/lib/json'
import type { Happening } from '@/lib/services'
import type { Appointment, Command, Needs } from './turn-data'

export const NOTHING: Needs = { executions: [], machines: [], tasks: [], activities: [] }

/** What has to be loaded before what was appointed can happen. */
export function needsOf({ executionArn, what }: Pick<Appointment, 'executionArn' | 'what'>): Needs {
  const own = executionArn === undefined ? NOTHING : { ...NOTHING, executions: [executionArn] }
  switch (what.kind) {
    case 'Signal':
      return own
    case 'Call':
      return union([own, needsOfTask(what.task)])
    case 'Happening':
      return needsOfHappening(what.happening)
  }
}

export function needsOfCommand(command: Command): Needs {
  switch (command.kind) {
    case 'Stop':
    case 'Redrive':
    case 'Halt':
    case 'UpdateMapRun':
      return { ...NOTHING, executions: [command.executionArn] }
    case 'Answer':
      return { ...NOTHING, tasks: [command.taskToken] }
    case 'TakeTask':
      return { ...NOTHING, activities: [command.activity] }
    case 'Start': {
      const { executionArn } = command.start
      return executionArn === undefined ? NOTHING : { ...NOTHING, executions: [executionArn] }
    }
    case 'TryTask':
      return needsOfTask(command.task)
    case 'Forget':
    case 'CallService':
    case 'Provision':
    case 'AssumeRole':
      return NOTHING
  }
}

/** A task that calls Step Functions itself may name executions, machines and tokens that are only in the store. */
export function needsOfTask({ resource, payload }: Pick<ScheduledTask, 'resource' | 'payload'>): Needs {
  if (resource.kind !== 'Integration' || !/^(states|sfn)$/.test(resource.service)) return NOTHING
  const { StateMachineArn, Name, ExecutionArn, TaskToken } = isJsonObject(payload) ? payload : {}
  const machineArn = text(StateMachineArn)
  const executionArn = text(ExecutionArn)
  const name = text(Name)
  const token = text(TaskToken)
  return {
    ...NOTHING,
    machines: machineArn === undefined ? [] : [machineArn.split(':')[6] ?? ''],
    executions: [
      ...(executionArn === undefined ? [] : [executionArn]),
      ...(machineArn === undefined || name === undefined
        ? []
        : [`${machineArn.replace(':stateMachine:', ':execution:')}:${name}`]),
    ],
    tasks: token === undefined ? [] : [token],
  }
}

export function union(all: readonly Needs[]): Needs {
  return {
    executions: [...new Set(all.flatMap(({ executions }) => executions))],
    machines: [...new Set(all.flatMap(({ machines }) => machines))],
    tasks: [...new Set(all.flatMap(({ tasks }) => tasks))],
    activities: [...new Set(all.flatMap(({ activities }) => activities))],
  }
}

function needsOfHappening(happening: Happening): Needs {
  switch (happening.kind) {
    case 'TaskStarted':
    case 'TaskHeartbeat':
    case 'TaskSettled':
    case 'CallbackActs':
    case 'WorkerBeats':
    case 'WorkerAnswers':
      return { ...NOTHING, tasks: [happening.taskToken] }
    case 'WorkerAsks':
      return { ...NOTHING, activities: [happening.activity] }
    case 'ExecutionStops':
      return { ...NOTHING, executions: [happening.executionArn] }
    case 'ExecutionStarts': {
      const { executionArn } = happening
      return { ...NOTHING, executions: [executionArn], machines: [executionArn.split(':')[6] ?? ''] }
    }
    case 'Delivered': {
      const { machine } = happening.target
      return machine === undefined ? NOTHING : { ...NOTHING, machines: [machine] }
    }
    case 'InOtherAccount':
      return needsOfHappening(happening.happening)
    default:
      return NOTHING
  }
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
