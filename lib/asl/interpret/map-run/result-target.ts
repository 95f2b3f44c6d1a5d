import { isJsonObject } from '@/lib/json'
import type { MapState } from '../../parse/state-machine'
import { type Awaitable, after } from '../awaitable'
import { type Entry, fill } from '../entry'
import { resultWriterFailed } from './failures'
import type { ResultTarget } from './result-records'

/** What a ResultWriter came to. Without a `Resource` it only shapes what stays in the state machine. */
export function resultTargetOf(
  { resultWriter }: MapState,
  entry: Entry,
  input: Parameters<typeof fill>[2],
): Awaitable<ResultTarget | undefined> {
  if (!resultWriter) return undefined
  const { parameters, outputType } = resultWriter
  const transformation = resultWriter.transformation ?? (parameters ? 'NONE' : 'COMPACT')
  if (!parameters) return { transformation, outputType, place: undefined }
  return after(fill(entry, parameters, input), (value) => {
    const bucket = isJsonObject(value) ? value.Bucket : undefined
    const prefix = isJsonObject(value) ? (value.Prefix ?? '') : ''
    if (typeof bucket !== 'string' || bucket === '')
      throw resultWriterFailed('The ResultWriter names no Bucket.')
    if (typeof prefix !== 'string')
      throw resultWriterFailed('The Prefix of the ResultWriter is not a string.')
    return { transformation, outputType, place: { bucket, prefix } }
  })
}
