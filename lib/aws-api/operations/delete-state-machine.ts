import * as z from 'zod/mini'
import { arn } from '../members'
import { isOfSandbox } from './arn'
import { readMachineArn } from './machines'
import { operation } from './operation'
import { invalidArn } from './refusals'

/** With its versions and aliases; DELETING for as long as executions of it run. Also where there is none (recorded). */
export const deleteStateMachine = operation({
  input: z.object({ stateMachineArn: arn }),
  async run(sandbox, { stateMachineArn }) {
    const { machine, qualifier } = readMachineArn(stateMachineArn)
    if (qualifier !== undefined) invalidArn(stateMachineArn)
    if (isOfSandbox(stateMachineArn, sandbox)) {
      await sandbox.change((resources) => resources.deleteMachine(machine))
    }
    return {}
  },
})
