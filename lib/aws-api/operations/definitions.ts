import { testStateInput } from '../test-state/request'
import { tested } from '../test-state/test-state'
import { validated, validateInput } from '../validate-state-machine-definition'
import { operation } from './operation'

export const validateStateMachineDefinition = operation({
  input: validateInput,
  async run(_, request) {
    const { diagnostics, ...rest } = validated(request)
    return { ...rest, diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic })) }
  },
})

/** Without a mock, the task is asked of the sandbox's own services. */
export const testState = operation({
  input: testStateInput,
  async run(sandbox, request) {
    const { accountId, region } = sandbox
    const tests = await tested(request, {
      now: await sandbox.now(),
      seed: Math.floor(Math.random() * 2 ** 32),
      accountId,
      region,
      call: (task) => sandbox.tryTask(task),
    })
    return { ...tests }
  },
})
