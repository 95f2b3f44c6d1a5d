import * as z from 'zod/mini'
import { arn, includedData } from '../members'
import { describedRevision, machineNamed, readMachineArn, versionOf } from './machines'
import { operation, seconds } from './operation'
import { noSuchMachine } from './refusals'

/** Of a machine, or of one of its versions; an alias is described by an operation of its own. */
export const describeStateMachine = operation({
  input: z.object({ stateMachineArn: arn, includedData }),
  async run(sandbox, { stateMachineArn, includedData }) {
    const read = readMachineArn(stateMachineArn)
    const machine = await machineNamed(read.machine, stateMachineArn, sandbox)
    const version = await versionOf(read, sandbox.resources)
    if (read.qualifier !== undefined && !version) noSuchMachine(stateMachineArn)
    const { revision, createdAt } = version ?? machine
    return {
      stateMachineArn,
      name: machine.name,
      status: machine.status,
      type: machine.type,
      creationDate: seconds(createdAt),
      ...describedRevision(revision, includedData),
      ...(version?.description !== undefined && { description: version.description }),
    }
  },
})
