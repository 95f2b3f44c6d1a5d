import { isJsonArray, isJsonObject, type JsonValue } from '@/lib/json'
import type { ItemReader } from '../../parse/state-machine'
import { type Awaitable, after } from '../awaitable'
import { type Entry, evaluate, fill } from '../entry'
import { itemReaderFailed } from './failures'
import { wholeNumber } from './settings'
import type { StorageRequest } from './storage'

/** The most items that a map run reads; a larger MaxItems counts as this (recorded). */
const MOST_ITEMS = 100_000_000

/** What an ItemReader came to: how the objects are to be read. */
export interface ReaderSettings {
  inputType: ItemReader['inputType']
  manifestType: ItemReader['manifestType']
  /** Load the listed or named objects, and take their items. */
  flattens: boolean
  delimiter: string
  /** `undefined`: the first row has them. */
  headers: readonly string[] | undefined
  itemsPointer: string | undefined
  maxItems: number
}

/** Computes the fields of an ItemReader: what to ask of S3 first, and what to do with the answer. */
export function openReader(
  reader: ItemReader,
  entry: Entry,
  input: JsonValue,
): Awaitable<{ settings: ReaderSettings; request: StorageRequest }> {
  return after(reader.parameters ? fill(entry, reader.parameters, input) : {}, (parameters) =>
    after(maxItems(reader, entry, input), (limit) =>
      after(headers(reader, entry, input), (given) => ({
        request: requestOf(reader, parameters),
        settings: {
          inputType: reader.inputType,
          manifestType: reader.manifestType,
          flattens: reader.transformation === 'LOAD_AND_FLATTEN',
          delimiter: reader.csv.delimiter,
          headers: given,
          itemsPointer: reader.itemsPointer,
          maxItems: limit,
        },
      })),
    ),
  )
}

/** 0 means all of them (recorded). */
function maxItems(reader: ItemReader, entry: Entry, input: JsonValue): Awaitable<number> {
  return after(wholeNumber(entry, reader.maxItems, input, 'MaxItems'), (limit = 0) => {
    if (limit < 0) throw itemReaderFailed('field MaxItems must be positive')
    return limit === 0 ? MOST_ITEMS : Math.min(limit, MOST_ITEMS)
  })
}

function headers(
  { csv }: ItemReader,
  entry: Entry,
  input: JsonValue,
): Awaitable<readonly string[] | undefined> {
  if (csv.headerLocation !== 'GIVEN' || !csv.headers) return undefined
  return after(evaluate(entry, csv.headers, input, 'CSVHeaders'), (value: JsonValue) => {
    if (isJsonArray(value) && value.every((one) => typeof one === 'string')) {
      return withoutDoubles(value as readonly string[])
    }
    throw itemReaderFailed('CSVHeaders has to be an array of strings.')
  })
}

export function withoutDoubles(headers: readonly string[]): readonly string[] {
  if (new Set(headers).size === headers.length) return headers
  throw itemReaderFailed('CSV headers cannot contain duplicates.')
}

function requestOf({ action, inputType }: ItemReader, parameters: JsonValue): StorageRequest {
  const text = (name: string): string | undefined => {
    const value = isJsonObject(parameters) ? parameters[name] : undefined
    if (value === undefined || typeof value === 'string') return value
    throw itemReaderFailed(`The ${name} of the ItemReader is not a string.`)
  }
  const bucket = text('Bucket')
  if (!bucket) throw itemReaderFailed('The ItemReader names no Bucket.')
  if (action === 'listObjectsV2') {
    const prefix = text('Prefix')
    return { action, bucket, ...(prefix !== undefined && { prefix }) }
  }
  const key = text('Key')
  if (!key) throw itemReaderFailed('The ItemReader names no Key.')
  const versionId = text('VersionId')
  if (versionId !== undefined && inputType === 'PARQUET') {
    throw itemReaderFailed('S3 Version ID selection is not currently supported for PARQUET files')
  }
  return { action, bucket, key, ...(versionId !== undefined && { versionId }) }
}
