import { type Diagnostic, locate, type Resource, type State, type StateMachine } from '@/lib/asl'
import { childPointer } from '@/lib/json'
import { isSimulated, simulatedActions } from '@/lib/services'

/**
 * What a valid definition asks for and the sandbox cannot do yet, each with its place in `source`, so that the
 * definition is refused before it runs instead of failing as it would not on AWS.
 */
export function sandboxDiagnostics(machine: StateMachine, source: string): readonly Diagnostic[] {
  return [...statesWithin(machine)].flatMap((state) => {
    const refused = refusalOf(state)
    if (!refused) return []
    const { path, message, hint } = refused
    const range = locate(source, path) ?? { from: 0, to: 0, line: 1, column: 1 }
    return [{ code: 'NOT_SUPPORTED_YET', severity: 'ERROR', path, range, message, wording: 'ours', hint }]
  })
}

function refusalOf(state: State): (Pick<Diagnostic, 'path' | 'message'> & { hint: string }) | undefined {
  if (state.type === 'Map' && state.itemReader?.inputType === 'PARQUET') {
    return {
      path: childPointer(childPointer(childPointer(state.at, 'ItemReader'), 'ReaderConfig'), 'InputType'),
      message: `The sandbox cannot read Parquet files, which "${state.name}" asks for.`,
      hint: 'It is valid on AWS. Here objects are texts: use `CSV`, `JSON` or `JSONL`.',
    }
  }
  if (state.type !== 'Task' || isSimulated(state.resource)) return undefined
  return {
    path: childPointer(state.at, 'Resource'),
    message: `The sandbox cannot do what "${state.name}" asks for yet: ${described(state.resource)}.`,
    hint: `It is valid on AWS. Here a Task can name a Lambda function by its ARN, or use one of ${simulatedActions.join(', ')}.`,
  }
}

function described(resource: Resource): string {
  switch (resource.kind) {
    case 'LambdaFunction':
      return `the Lambda function ${resource.functionName}`
    case 'Activity':
      return 'an activity, which needs a worker'
    case 'Integration':
      return `${resource.resourceType}:${resource.resource}`
  }
}

/** The machine's states and those of all branches and processors within. */
function* statesWithin(machine: StateMachine): Generator<State> {
  for (const state of machine.states.values()) {
    yield state
    if (state.type === 'Parallel') for (const branch of state.branches) yield* statesWithin(branch)
    if (state.type === 'Map') yield* statesWithin(state.processor)
  }
}
