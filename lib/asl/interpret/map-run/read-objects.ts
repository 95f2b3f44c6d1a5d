import { isJsonArray, isJsonObject, type JsonValue, ownMember, parsedJson } from '@/lib/json'
import { countCsvRecords, nextCsvRecord } from './csv'
import { itemReaderFailed } from './failures'
import { type ItemCursor, type ItemPart, nextLine } from './item-cursor'
import type { ObjectPlace, Reading } from './map-run'
import { type ReaderSettings, withoutDoubles } from './reader-settings'
import type { ListedObject, StorageAnswer, StorageRequest } from './storage'

/**
 * Takes in what S3 answered: items, or a list of further objects to read (`reading.left`). Files are read as
 * text; what is no text (Parquet, ORC, compressed files) is refused.
 */
export function takeAnswer(reading: Reading, asked: StorageRequest, answer: StorageAnswer): void {
  const { settings } = reading
  if (answer.kind === 'Refused') throw itemReaderFailed(answer.message)
  if (asked.action === 'listObjectsV2' && answer.kind === 'Listing') {
    takeListing(reading, asked.bucket, answer.objects)
  } else if (asked.action === 'getObject' && answer.kind === 'Object') {
    if (settings.manifestType !== undefined || settings.inputType === 'MANIFEST') {
      if (reading.manifestIsRead) reading.parts.push(partOf(settings, asked, answer.body))
      else takeManifest(reading, asked, answer.body)
    } else reading.parts.push(partOf(settings, asked, answer.body))
  } else throw new Error(`S3 answered ${answer.kind} to ${asked.action}.`)
}

/** The items of all that was read, at most MaxItems of them. */
export function itemsRead({ settings, parts }: Reading): ItemCursor {
  const total = parts.reduce((sum, part) => sum + countItems(part), 0)
  return { total: Math.min(total, settings.maxItems), next: 0, parts }
}

function takeListing(reading: Reading, bucket: string, objects: readonly ListedObject[]): void {
  if (!reading.settings.flattens) {
    reading.parts.push({ kind: 'Listing', source: `s3://${bucket}`, objects, at: 0 })
    return
  }
  // What the S3 console makes for an empty folder has no items in it.
  for (const { key } of objects) if (!key.endsWith('/')) reading.left.push({ bucket, key })
}

/** An S3 inventory lists its files as JSON, Athena's UNLOAD as one address per line. */
function takeManifest(reading: Reading, { bucket }: ObjectPlace, body: string): void {
  const { settings } = reading
  reading.manifestIsRead = true
  if (settings.manifestType === 'ATHENA_DATA') {
    const lines = { text: body, at: 0 }
    for (let line = nextLine(lines); line !== undefined; line = nextLine(lines)) {
      const address = /^"?s3:\/\/([^/]+)\/([^"]+)"?$/.exec(line)
      if (!address?.[1] || !address[2])
        throw itemReaderFailed('The manifest has a line that is no S3 address.')
      reading.left.push({ bucket: address[1], key: address[2] })
    }
    return
  }
  const manifest = parsedJson(body)
  const files = isJsonObject(manifest) && isJsonArray(manifest.files) ? manifest.files : undefined
  if (!isJsonObject(manifest) || !files)
    throw itemReaderFailed('The file is not the manifest of an S3 inventory.')
  if (manifest.fileFormat !== 'CSV') {
    throw itemReaderFailed(
      `Stepwise reads S3 inventories in CSV only, not in ${String(manifest.fileFormat)}.`,
    )
  }
  const schema = typeof manifest.fileSchema === 'string' ? manifest.fileSchema : ''
  reading.settings = { ...settings, inputType: 'CSV', headers: schema.split(',').map((name) => name.trim()) }
  for (const file of files) {
    const key = isJsonObject(file) ? file.key : undefined
    if (typeof key !== 'string') throw itemReaderFailed('The manifest names a file without a key.')
    reading.left.push({ bucket, key })
  }
}

function partOf(settings: ReaderSettings, { bucket, key }: ObjectPlace, body: string): ItemPart {
  const source = `s3://${bucket}/${key}`
  const text = body.startsWith('\uFEFF') ? body.slice(1) : body
  switch (settings.inputType) {
    case 'CSV':
      return csvPart(settings, source, text)
    case 'JSONL':
      return { kind: 'JsonLines', source, text, at: 0 }
    case 'PARQUET':
      throw itemReaderFailed('Stepwise cannot read Parquet files.')
    default:
      return { kind: 'Array', source, values: arrayIn(settings, text), at: 0 }
  }
}

function csvPart({ delimiter, headers }: ReaderSettings, source: string, text: string): ItemPart {
  const place = { text, delimiter, at: 0 }
  const found = headers ?? withoutDoubles(nextCsvRecord(place) ?? [])
  return { kind: 'Csv', source, place, headers: found }
}

/** The cause for what is no array was recorded; an object, too, is none. */
function arrayIn({ itemsPointer }: ReaderSettings, text: string): readonly JsonValue[] {
  const whole = parsedJson(text)
  if (whole === undefined) throw itemReaderFailed('The file is not valid JSON.')
  const value = itemsPointer === undefined ? whole : valueAt(whole, itemsPointer)
  if (value === undefined) {
    throw itemReaderFailed(
      'The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.',
    )
  }
  if (isJsonArray(value)) return value
  throw itemReaderFailed('Attempting to map over non-iterable node.')
}

/** By RFC 6901. */
function valueAt(whole: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = whole
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (isJsonArray(value)) value = /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined
    else value = isJsonObject(value) ? ownMember(value, key) : undefined
  }
  return value
}

function countItems(part: ItemPart): number {
  switch (part.kind) {
    case 'Array':
      return part.values.length
    case 'Members':
      return part.entries.length
    case 'Listing':
      return part.objects.length
    case 'Csv':
      return countCsvRecords(part.place)
    case 'JsonLines': {
      const lines = { ...part }
      let count = 0
      while (nextLine(lines) !== undefined) count++
      return count
    }
  }
}
