import * as z from 'zod/mini'
import { isJsonObject, type JsonObject } from '@/lib/json'
import { type ApiHistoryEvent, toApiHistoryEvent } from '../history-event'
import { arn, optional, page } from '../members'
import { findExecution } from './executions'
import { operation } from './operation'
import { paged } from './paging'

export const getExecutionHistory = operation({
  input: z.object({
    executionArn: arn,
    reverseOrder: optional(z.boolean()),
    includeExecutionData: optional(z.boolean()),
    ...page,
  }),
  async run(sandbox, request, call) {
    const { executionArn, reverseOrder = false, includeExecutionData = true } = request
    await findExecution(sandbox, executionArn)
    const { items, ...rest } = await paged(call, request, (page) =>
      sandbox.history(executionArn, { ...page, isReversed: reverseOrder }),
    )
    const events = items.map(toApiHistoryEvent)
    return { events: includeExecutionData ? events : events.map(withoutData), ...rest }
  },
})

/** What went in and came out; errors and causes stay. */
const DATA = new Set([
  'assignedVariables',
  'assignedVariablesDetails',
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
])

function withoutData(event: ApiHistoryEvent): JsonObject {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      isJsonObject(value)
        ? Object.fromEntries(Object.entries(value).filter(([member]) => !DATA.has(member)))
        : value,
    ]),
  )
}
