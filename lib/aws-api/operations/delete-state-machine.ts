import * as z from 'zod/mini'
import { arn } from '../members'
import { refuse } from '../refused'
import { isOfSandbox } from './arn'
import { readMachineArn } from './machines'
import { operation } from './operation'

/** With its versions and aliases; DELETING for as long as executions of it run. Also where there is none (recorded). */
export const deleteStateMachine = operation({
  input: z.object({ stateMachineArn: arn }),
  async run(sandbox, { stateMachineArn }) {
    const { machine, qualifier } = readMachineArn(stateMachineArn)
    if (qualifier !== undefined) refuse('InvalidArn', `Invalid Arn: '${stateMachineArn}'`)
    if (isOfSandbox(stateMachineArn, sandbox)) {
      await sandbox.change((resources) => resources.deleteMachine(machine))
    }
    return {}
  },
})
