import * as z from 'zod/mini'
import { page } from '../members'
import { machineArn } from './arn'
import { operation, seconds } from './operation'
import { paged } from './paging'

/** By name (recorded). */
export const listStateMachines = operation({
  input: z.object(page),
  async run(sandbox, request, call) {
    const { items, ...rest } = await paged(call, request, (page) => sandbox.resources.machines(page))
    const stateMachines = items.map(({ name, type, createdAt }) => ({
      stateMachineArn: machineArn(sandbox, name),
      name,
      type,
      creationDate: seconds(createdAt),
    }))
    return { stateMachines, ...rest }
  },
})
