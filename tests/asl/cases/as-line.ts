import type { HistoryEvent } from '@/lib/asl'

/**
 * An event as cases write it: id, cause, seconds since the start, type, and the word that tells it from its like,
 * such as `6 ← 5  +0s  TaskScheduled lambda:invoke`.
 */
export function asLine(
  { id, previousEventId, timestamp, type, details }: HistoryEvent,
  startAt: number,
): string {
  const word = wordOf(details)
  return `${id} ← ${previousEventId}  +${(timestamp - startAt) / 1000}s  ${type}${word === '' ? '' : ` ${word}`}`
}

function wordOf(details: HistoryEvent['details']): string {
  const words: string[] = []
  if ('name' in details) words.push(details.name)
  if ('index' in details) words.push(`#${details.index}`)
  if ('length' in details) words.push(`of ${details.length}`)
  if ('resourceType' in details) words.push(`${details.resourceType}:${details.resource}`)
  else if ('resource' in details) words.push(details.resource.split(':').at(-1) ?? '')
  if ('timeoutInSeconds' in details && details.timeoutInSeconds !== undefined)
    words.push(`within ${details.timeoutInSeconds}s`)
  if ('heartbeatInSeconds' in details && details.heartbeatInSeconds !== undefined)
    words.push(`beating every ${details.heartbeatInSeconds}s`)
  if ('taskCredentials' in details) words.push(`as ${details.taskCredentials?.roleArn.split('/').at(-1)}`)
  if ('workerName' in details && details.workerName !== undefined) words.push(`by ${details.workerName}`)
  if ('error' in details && details.error !== undefined) words.push(`!${details.error}`)
  if ('assignedVariables' in details) words.push(`assigns ${JSON.stringify(details.assignedVariables)}`)
  return words.join(' ')
}
