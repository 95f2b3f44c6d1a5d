import type { QueryLanguage, StateType } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import type { NewState } from './operations/insert'

/** A machine without states yet, to be filled by drawing. */
const EMPTY = { StartAt: '', States: {} }

/** A kind of state that controls the flow. */
export interface FlowState {
  id: string
  title: string
  type: StateType
  help: string
  make: (language: QueryLanguage) => JsonObject
}

export const flowStates: readonly FlowState[] = [
  flow('Choice', 'Goes on by the first rule that holds', () => ({ Choices: [] })),
  flow('Parallel', 'Runs branches at the same time', () => ({ Branches: [EMPTY, EMPTY] })),
  flow('Map', 'Runs a processor once for each item', () => ({
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...EMPTY },
  })),
  {
    id: 'Map distributed',
    title: 'Distributed Map',
    type: 'Map',
    help: 'Runs each item, or each batch, as an execution of its own',
    make: () => ({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...EMPTY },
      MaxConcurrency: 1000,
    }),
  },
  flow('Pass', 'Hands its input on, reshaped or replaced', () => ({})),
  flow('Wait', 'Lets time pass', () => ({ Seconds: 5 })),
  flow('Succeed', 'Ends well', () => ({})),
  flow('Fail', 'Ends with an error and a cause', () => ({
    Error: 'Failed',
    Cause: 'Say here what went wrong.',
  })),
]

function flow(type: StateType, help: string, fields: FlowState['make']): FlowState {
  return { id: type, title: type, type, help, make: (language) => ({ Type: type, ...fields(language) }) }
}

export function newFlowState(flowState: FlowState, language: QueryLanguage): NewState {
  return { name: flowState.title, state: flowState.make(language) }
}
