import { type Diagnostic, locate, type Resource, type State, type StateMachine } from '@/lib/asl'
import { childPointer } from '@/lib/json'
import { isSimulated, simulatedActions } from '@/lib/services'

/**
 * The tasks of a valid definition that the sandbox cannot do yet, each with its place in `source`, so that the
 * definition is refused before it runs instead of failing as it would not on AWS.
 */
export function sandboxDiagnostics(machine: StateMachine, source: string): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const state of statesWithin(machine)) {
    if (state.type !== 'Task' || isSimulated(state.resource)) continue
    const path = childPointer(state.at, 'Resource')
    diagnostics.push({
      code: 'NOT_SUPPORTED_YET',
      severity: 'ERROR',
      path,
      range: locate(source, path) ?? { from: 0, to: 0, line: 1, column: 1 },
      message: `The sandbox cannot do what "${state.name}" asks for yet: ${described(state.resource)}.`,
      wording: 'ours',
      hint: `It is valid on AWS. Here a Task can name a Lambda function by its ARN, or use one of ${simulatedActions.join(', ')}.`,
    })
  }
  return diagnostics
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
