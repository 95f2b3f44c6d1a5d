import type { State } from '@/lib/asl'
import { isJsonArray, isJsonObject, isJsonText, type JsonValue } from '@/lib/json'
import { Refused } from '../refused'
import { resultShape } from '../result-shapes/shape'
import { checkResult } from './check-result'
import { jsonText } from './json-text'
import { invalid, invalidInOurWords, type TestStateRequest } from './request'

/** What stands in for the work of the state. */
export type Mock = { result: JsonValue } | { failure: { error?: string; cause?: string } }

/** Checks everything about mocks, in the order in which AWS was recorded to, and reads the mock. */
export async function readMock(request: TestStateRequest, state: State): Promise<Mock | undefined> {
  const { mock, stateConfiguration = {}, revealSecrets } = request
  if (!mock) {
    if (stateConfiguration.mapIterationFailureCount !== undefined) {
      throw invalid('TestState does not support MapIterationFailureCount when a mock is not specified.')
    }
    requireNoMock(request, state)
    return undefined
  }
  if (mock.result !== undefined && mock.errorOutput !== undefined) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].')
  }
  if (revealSecrets) throw invalid('TestState does not support RevealSecrets when a mock is specified.')
  if (state.type !== 'Task' && state.type !== 'Map' && state.type !== 'Parallel') {
    throw invalid(`State type '${state.type}' is not supported when a mock is specified`)
  }
  if (mock.errorOutput) return { failure: mock.errorOutput }
  if (mock.result === undefined) throw invalidInOurWords('The mock has neither a result nor an error output.')
  const result = mockedResult(mock.result)
  await checkMockedResult(state, result, mock.fieldValidationMode ?? 'STRICT')
  return { result }
}

/** Without a mock the state is really run, which AWS does not do with every state. */
function requireNoMock({ context, roleArn }: TestStateRequest, state: State): void {
  if (state.type === 'Map' || state.type === 'Parallel') {
    throw new Refused(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    )
  }
  if (context !== undefined)
    throw invalidInOurWords('A context object can only be given together with a mock.')
  if (state.type !== 'Task') return
  const { resource } = state
  if (
    resource.kind === 'Activity' ||
    (resource.kind === 'Integration' && resource.pattern !== 'requestResponse')
  ) {
    throw new Refused(
      'InvalidDefinition',
      'Activities, `.sync` and `.waitForTaskToken` can only be tested with a mock.',
    )
  }
  if (roleArn === undefined) throw invalid('RoleArn must be specified when testing a Task state')
}

/** Has to be JSON in every validation mode. */
function mockedResult(text: string): JsonValue {
  if (!isJsonText(text)) throw invalid('Mocked result must be valid JSON')
  return jsonText(text, 'mock.result')
}

async function checkMockedResult(
  state: Extract<State, { type: 'Task' | 'Map' | 'Parallel' }>,
  result: JsonValue,
  mode: 'STRICT' | 'PRESENT' | 'NONE',
): Promise<void> {
  switch (state.type) {
    case 'Parallel':
      if (!isJsonArray(result)) throw invalid('Mocked result must be an array.')
      if (result.length === state.branches.length) return
      throw invalid('Mocked result must contain the same number of items as number of Parallel branches.')
    case 'Map':
      // With a ResultWriter a Map says where the results are, not what they are.
      if (state.resultWriter) {
        if (!isJsonObject(result)) throw invalid('Mocked result must be a JSON object.')
      } else if (!isJsonArray(result)) throw invalid('Mocked result must be an array.')
      return
    case 'Task': {
      const shape = mode === 'NONE' ? undefined : await resultShape(state.resource)
      if (shape) checkResult(result, shape, { requireAll: mode === 'STRICT' })
    }
  }
}
