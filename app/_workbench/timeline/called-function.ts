import type { HistoryEvent } from '@/lib/asl'
import { isJsonObject, type JsonValue } from '@/lib/json'

export interface CalledFunction {
  name: string
  /** Absent where the task named the function alone. */
  accountId?: string
}

/** The Lambda function that these events invoked last, by its ARN or by `lambda:invoke`. */
export function calledFunction(events: readonly HistoryEvent[]): CalledFunction | undefined {
  const named = events.flatMap(nameIn).at(-1)
  const parts = named?.split(':') ?? []
  const place = parts.indexOf('function')
  const name = parts[place + 1]
  const accountId = place > 0 ? parts[place - 1] : undefined
  return name ? { name, ...(accountId !== undefined && { accountId }) } : undefined
}

function nameIn(event: HistoryEvent): string[] {
  if (event.type === 'LambdaFunctionScheduled') return [event.details.resource]
  if (event.type !== 'TaskScheduled' || event.details.resourceType !== 'lambda') return []
  const parameters: JsonValue = event.details.parameters
  const name = isJsonObject(parameters) ? parameters.FunctionName : undefined
  return typeof name === 'string' ? [name] : []
}
