import { childPointer } from '@/lib/json'
import { type AwsWords, aws } from '../parse/aws-messages'
import type { State } from '../parse/state-machine'
import { allStates, type Rule } from './rule'

/** An Express workflow cannot wait for a job, a task token or an activity, and starts no distributed Map. */
export const express: Rule = function* (machine, { type }) {
  if (type !== 'EXPRESS') return
  for (const state of allStates(machine)) {
    const refused = refusal(state)
    if (refused) {
      yield {
        ...refused.words,
        path: refused.at,
        hint: 'Use a Standard workflow, or an integration that answers at once.',
      }
    }
  }
}

function refusal(state: State): { words: AwsWords; at: string } | undefined {
  if (state.type === 'Map') {
    if (state.mode !== 'DISTRIBUTED') return undefined
    const config = childPointer(state.processor.at, 'ProcessorConfig')
    return { words: aws('expressDistributed'), at: childPointer(config, 'Mode') }
  }
  const words = state.type === 'Task' ? taskRefusal(state.resource) : undefined
  return words && { words, at: childPointer(state.at, 'Resource') }
}

function taskRefusal(resource: Extract<State, { type: 'Task' }>['resource']): AwsWords | undefined {
  if (resource.kind === 'Activity') return aws('expressActivity')
  if (resource.kind !== 'Integration') return undefined
  switch (resource.pattern) {
    case 'requestResponse':
      return undefined
    case 'waitForTaskToken':
      return aws('expressCallback')
    case 'sync':
    case 'sync:2':
      return aws('expressSync')
  }
}
