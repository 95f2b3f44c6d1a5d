import {
  awsWords,
  type Diagnostic,
  locate,
  type Resource,
  type State,
  type StateMachine,
  suggestion,
} from '@/lib/asl'
import { childPointer } from '@/lib/json'
import { isOwnAction, type SdkActions } from '@/lib/services'

type Problem = Pick<Diagnostic, 'code' | 'path' | 'message' | 'wording'> & { hint: string }

/**
 * What a definition asks for that only the world around it knows to be wrong, each with its place in `source`:
 * services and actions that AWS's SDKs do not have, which AWS refuses too, and what the sandbox cannot do.
 */
export function sandboxDiagnostics(
  machine: StateMachine,
  source: string,
  sdk?: SdkActions,
): readonly Diagnostic[] {
  return [...statesWithin(machine)].flatMap((state) => {
    const problem = parquetProblem(state) ?? (sdk && actionProblem(state, sdk))
    if (!problem) return []
    const range = locate(source, problem.path) ?? { from: 0, to: 0, line: 1, column: 1 }
    return [{ ...problem, severity: 'ERROR', range }]
  })
}

/** Whether the machine names an AWS SDK integration that has to be looked up. */
export function needsSdkActions(machine: StateMachine): boolean {
  return [...statesWithin(machine)].some((state) => state.type === 'Task' && isToLookUp(state.resource))
}

function parquetProblem(state: State): Problem | undefined {
  if (state.type !== 'Map' || state.itemReader?.inputType !== 'PARQUET') return undefined
  return {
    code: 'NOT_SUPPORTED_YET',
    wording: 'ours',
    path: childPointer(childPointer(childPointer(state.at, 'ItemReader'), 'ReaderConfig'), 'InputType'),
    message: `The sandbox cannot read Parquet files, which "${state.name}" asks for.`,
    hint: 'It is valid on AWS. Here objects are texts: use `CSV`, `JSON` or `JSONL`.',
  }
}

function actionProblem(state: State, sdk: SdkActions): Problem | undefined {
  if (state.type !== 'Task' || !isToLookUp(state.resource)) return undefined
  const { service, action } = state.resource
  const actions = sdk.actionsOf(service)
  if (actions && (actions.length === 0 || actions.includes(action))) return undefined
  const near = suggestion(actions ? action : service, actions ?? sdk.services)
  const missing = actions
    ? `The AWS SDK of \`${service}\` has no action \`${action}\`.`
    : `The AWS SDKs have no service \`${service}\`.`
  return {
    ...awsWords('resourceNotRecognized', { arn: state.resourceArn }),
    path: childPointer(state.at, 'Resource'),
    hint: near === undefined ? missing : `${missing} Did you mean \`${near}\`?`,
  }
}

function isToLookUp(resource: Resource): resource is Extract<Resource, { kind: 'Integration' }> {
  return (
    resource.kind === 'Integration' &&
    resource.integration === 'aws-sdk' &&
    !isOwnAction(resource.service, resource.action)
  )
}

/** The machine's states and those of all branches and processors within. */
function* statesWithin(machine: StateMachine): Generator<State> {
  for (const state of machine.states.values()) {
    yield state
    if (state.type === 'Parallel') for (const branch of state.branches) yield* statesWithin(branch)
    if (state.type === 'Map') yield* statesWithin(state.processor)
  }
}
