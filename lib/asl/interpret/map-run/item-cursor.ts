import { isJsonArray, type JsonArray, type JsonObject, type JsonValue, parsedJson } from '@/lib/json'
import { type CsvPlace, nextCsvRecord } from './csv'
import { itemReaderFailed } from './failures'
import type { ListedObject } from './storage'

/**
 * A place in a sequence of items, as plain data: a snapshot keeps it as it is. Items are made one at a time when
 * they are asked for, so that a text of many megabytes costs no more than itself.
 */
export interface ItemCursor {
  /** Items in all, MaxItems considered. */
  total: number
  /** The index of the item that comes next. */
  next: number
  /** Read one after the other. */
  parts: ItemPart[]
}

/** What `$$.Map.Item.Source` says, and where the items come from. */
export type ItemPart = { source: string } & (
  | { kind: 'Array'; values: JsonArray; at: number }
  /** The members of an object, a key at a time. */
  | { kind: 'Members'; entries: readonly (readonly [string, JsonValue])[]; at: number }
  | { kind: 'Csv'; place: CsvPlace; headers: readonly string[] }
  | { kind: 'JsonLines'; text: string; at: number }
  | { kind: 'Listing'; objects: readonly ListedObject[]; at: number }
)

export interface Item {
  index: number
  value: JsonValue
  /** Of a member of an object. */
  key?: string
  source: string
}

/** Items that stand in the state's input. */
export function cursorOver(items: JsonArray | JsonObject): ItemCursor {
  const source = 'STATE_DATA'
  if (isJsonArray(items)) {
    return { total: items.length, next: 0, parts: [{ kind: 'Array', source, values: items, at: 0 }] }
  }
  const entries = Object.entries(items)
  return { total: entries.length, next: 0, parts: [{ kind: 'Members', source, entries, at: 0 }] }
}

/** The next item, or undefined after the last. */
export function nextItem(cursor: ItemCursor): Item | undefined {
  while (cursor.next < cursor.total) {
    const [part] = cursor.parts
    if (!part) return undefined
    const found = nextOf(part)
    if (found) return { index: cursor.next++, source: part.source, ...found }
    cursor.parts.shift()
  }
  return undefined
}

type Found = { value: JsonValue; key?: string }

function nextOf(part: ItemPart): Found | undefined {
  switch (part.kind) {
    case 'Array':
      return part.at < part.values.length ? { value: part.values[part.at++] ?? null } : undefined
    case 'Members': {
      const entry = part.entries[part.at++]
      return entry && { key: entry[0], value: entry[1] }
    }
    case 'Csv': {
      const record = nextCsvRecord(part.place)
      return record && { value: rowOf(part.headers, record) }
    }
    case 'JsonLines': {
      const line = nextLine(part)
      return line === undefined ? undefined : { value: lineValue(line) }
    }
    case 'Listing': {
      const object = part.objects[part.at++]
      return object && { value: listedItem(object) }
    }
  }
}

/** Missing cells are empty, those beyond the headers are dropped; every value is a string (recorded). */
function rowOf(headers: readonly string[], record: readonly string[]): JsonValue {
  return Object.fromEntries(headers.map((header, column) => [header, record[column] ?? '']))
}

/** Key by key as AWS hands it to an item, `Etag` and all (recorded). */
function listedItem({ key, size, lastModified, etag, storageClass }: ListedObject): JsonValue {
  return { Etag: etag, Key: key, LastModified: lastModified, Size: size, StorageClass: storageClass }
}

function lineValue(line: string): JsonValue {
  const parsed = parsedJson(line)
  if (parsed === undefined) throw itemReaderFailed('A line of the file is not valid JSON.')
  return parsed
}

/** The next line that is not blank. */
export function nextLine(lines: { text: string; at: number }): string | undefined {
  const { text } = lines
  while (lines.at < text.length) {
    const end = text.indexOf('\n', lines.at)
    const line = text.slice(lines.at, end === -1 ? text.length : end).trim()
    lines.at = end === -1 ? text.length : end + 1
    if (line !== '') return line
  }
  return undefined
}
