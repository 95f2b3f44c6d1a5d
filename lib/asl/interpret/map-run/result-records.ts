import { isJsonArray, type JsonArray, type JsonObject, type JsonValue } from '@/lib/json'
import type { EventId } from '../../history/history-event'
import type { ResultWriter } from '../../parse/state-machine'
import type { Identity } from '../execution'
import type { Failure, Instant } from '../signal'
import { childIdentity } from './child-identity'
import type { MapRun, ObjectToWrite } from './map-run'

/** How one child ended. */
export interface ResultRecord {
  /** The child's number: its name and ARN come from it. */
  child: number
  items: number
  input: JsonValue
  startedAt: Instant
  stoppedAt: Instant
  redriveCount: number
  /** The last of its events: where an Express child that starts anew goes on counting. */
  lastEventId: EventId | 0
  ending:
    | { status: 'SUCCEEDED'; output: JsonValue }
    | { status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; failure: Failure }
}

/** Where and how results are written. Without a bucket they only shape the state's result. */
export interface ResultTarget {
  transformation: NonNullable<ResultWriter['transformation']>
  outputType: ResultWriter['outputType']
  place: { bucket: string; prefix: string } | undefined
}

/** The largest file that AWS writes. */
const MOST_BYTES = 5 * 2 ** 30

/** The result of a run whose results stay in the state machine. */
export function resultInPlace(run: MapRun, parent: Identity): JsonValue {
  const { transformation, outputType } = run.writer ?? COMPACT
  const values = run.records.flatMap((record) => transformed(record, transformation, run, parent))
  return outputType === 'JSONL' ? values.map((value) => JSON.stringify(value)).join('\n') : values
}

const COMPACT: ResultTarget = { transformation: 'COMPACT', outputType: 'JSON', place: undefined }

/**
 * The files of the results, the manifest last: `SUCCEEDED_n`, `FAILED_n` (time-outs and aborted children are
 * there, too) and `PENDING_n`, which has the inputs of children that were never started.
 */
export function filesOf(
  run: MapRun,
  parent: Identity,
): { files: ObjectToWrite[]; manifestKey: string; bucket: string } {
  const { writer } = run
  if (!writer?.place) throw new Error('This map run writes no results.')
  const { transformation, outputType } = writer
  const { bucket, prefix } = writer.place
  const folder = `${prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`}${idOf(run)}`
  const lines = { SUCCEEDED: [] as string[], FAILED: [] as string[], PENDING: [] as string[] }
  for (const record of run.records) {
    const list = record.ending.status === 'SUCCEEDED' ? lines.SUCCEEDED : lines.FAILED
    for (const value of transformed(record, transformation, run, parent)) list.push(JSON.stringify(value))
  }
  for (const { input } of run.pending.toReversed()) {
    const value = { Input: JSON.stringify(input), InputDetails: { Included: true }, Status: 'PENDING' }
    lines.PENDING.push(JSON.stringify(value))
  }
  const files: ObjectToWrite[] = []
  const listed = (status: keyof typeof lines) =>
    chunks(lines[status]).map((chunk, index) => {
      const body = outputType === 'JSONL' ? chunk.join('\n') : `[${chunk.join(',')}]`
      const key = `${folder}/${status}_${index}.${outputType === 'JSONL' ? 'jsonl' : 'json'}`
      files.push({ bucket, key, body })
      return { Key: key, Size: utf8Length(body) }
    })
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: run.arn,
    ResultFiles: { FAILED: listed('FAILED'), PENDING: listed('PENDING'), SUCCEEDED: listed('SUCCEEDED') },
  }
  const manifestKey = `${folder}/manifest.json`
  files.push({ bucket, key: manifestKey, body: JSON.stringify(manifest) })
  return { files, manifestKey, bucket }
}

/** The last part of the run's ARN. */
function idOf({ arn }: MapRun): string {
  return arn.slice(arn.lastIndexOf(':') + 1)
}

/** A child that failed is shown with all that is known of it, whatever the transformation (developer guide). */
function transformed(
  record: ResultRecord,
  transformation: ResultTarget['transformation'],
  run: MapRun,
  parent: Identity,
): JsonArray {
  const { ending } = record
  if (ending.status !== 'SUCCEEDED' || transformation === 'NONE') return [withMetadata(record, run, parent)]
  return transformation === 'FLATTEN' && isJsonArray(ending.output) ? ending.output : [ending.output]
}

/** In the words and the order of AWS's result files. */
function withMetadata(record: ResultRecord, run: MapRun, parent: Identity): JsonObject {
  const { ending, startedAt, stoppedAt } = record
  const identity = childIdentity(parent, run, record.child)
  const succeeded = ending.status === 'SUCCEEDED'
  return {
    ...(!succeeded && ending.failure.cause !== undefined && { Cause: ending.failure.cause }),
    ...(!succeeded && ending.failure.error !== undefined && { Error: ending.failure.error }),
    ExecutionArn: identity.executionArn,
    Input: JSON.stringify(record.input),
    InputDetails: { Included: true },
    Name: identity.name,
    ...(succeeded && { Output: JSON.stringify(ending.output) }),
    OutputDetails: { Included: true },
    RedriveCount: record.redriveCount,
    RedriveStatus: succeeded ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(succeeded && { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: new Date(startedAt).toISOString(),
    StateMachineArn: identity.stateMachineArn,
    Status: ending.status,
    StopDate: new Date(stoppedAt).toISOString(),
  }
}

function chunks(lines: readonly string[]): string[][] {
  const made: string[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const line of lines) {
    bytes += line.length + 1
    if (bytes > MOST_BYTES) {
      made.push([])
      bytes = line.length
    }
    made.at(-1)?.push(line)
  }
  return made
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
