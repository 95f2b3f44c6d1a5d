import { type ExecutionOptions, runState, type TaskRequest } from '@/lib/asl'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/json'
import { parseRequest } from '../parse-request'
import { type ApiError, errorOf } from '../refused'
import { testStateOutput } from './answer'
import { givenContext, ownContext } from './context'
import { jsonText } from './json-text'
import { readMock } from './mock'
import { invalidInOurWords, type TestStateOutput, type TestStateRequest, testStateInput } from './request'
import { testedState } from './tested-state'
import { type TaskAnswer, workAnswer } from './work'

/** What AWS would look up or make up. */
export interface TestStateWorld {
  /** When the test runs, in milliseconds; the beginning of 1970 unless given. */
  now?: number
  /** Names and jitter are made from it. */
  seed?: number
  region?: string
  accountId?: string
  /** Answers a task for which there is no mock. Secrets in what it tells are hidden unless they are asked for. */
  call?: (task: TaskRequest, options: { revealSecrets: boolean }) => Promise<TaskAnswer>
}

export type TestStateAnswer = TestStateOutput | ApiError

/**
 * TestState: one state is run by itself, and tells what became of its data on the way. What is wrong with the
 * request is answered, not thrown.
 */
export async function testState(request: JsonObject, world: TestStateWorld = {}): Promise<TestStateAnswer> {
  try {
    return await tested(parseRequest(testStateInput, request), world)
  } catch (thrown) {
    return errorOf(thrown)
  }
}

/** @throws Refused */
export async function tested(request: TestStateRequest, world: TestStateWorld): Promise<TestStateOutput> {
  const { stateConfiguration = {} } = request
  const { mapItemReaderData } = stateConfiguration
  const { machine, state } = testedState(request)
  const mock = await readMock(request, state)
  const input = jsonText(request.input ?? '{}', 'input', 'InvalidExecutionInput')
  const options = executionOptions(request, world)
  const now = world.now ?? 0
  const context =
    request.context === undefined
      ? ownContext({ state, input, options, now })
      : givenContext(request.context, state)
  const inspected: Record<string, JsonValue> = {}
  const outcome = await runState({
    machine,
    stateName: state.name,
    input,
    options,
    now,
    variables: givenVariables(request),
    context,
    retryCount: stateConfiguration.retrierRetryCount ?? 0,
    ...(mapItemReaderData !== undefined && { itemReaderData: mapItemReaderData }),
    work: (work) => workAnswer(work, request, mock, inspected, world),
    inspect: (field, value) => {
      inspected[field] = value
    },
  })
  return testStateOutput(outcome, { input, ...inspected }, request.inspectionLevel ?? 'INFO')
}

function executionOptions({ roleArn }: TestStateRequest, world: TestStateWorld): ExecutionOptions {
  const { seed = 0, region, accountId } = world
  return {
    seed,
    type: 'EXPRESS',
    stateMachineName: 'TestState',
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
    ...(roleArn !== undefined && { roleArn }),
  }
}

function givenVariables({ variables }: TestStateRequest): JsonObject {
  if (variables === undefined) return {}
  const given = jsonText(variables, 'variables')
  if (isJsonObject(given)) return given
  throw invalidInOurWords('The variables are not a JSON object.')
}
