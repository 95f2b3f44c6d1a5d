import * as z from 'zod/mini'
import type { Instant } from '@/lib/asl'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '@/lib/json'
import type { Result } from '@/lib/result'
import { jsonDocuments, valueOfText } from './json-documents'
import { LONGEST_HISTORY_TEXT, type RecordedEvent } from './recorded-event'

/** AWS ends a Standard execution at this many: "Service quotas" in the Developer Guide, read 2026-11. */
const MOST_EVENTS = 25_000

export interface ReadHistory {
  /** In order, ids from 1 without a gap. */
  events: RecordedEvent[]
  /** As they came, in the same order: what `redact` works on. */
  originals: JsonObject[]
  /** The last page says that there are more. */
  hasMore: boolean
}

/** As the CLI prints it (ISO 8601, or seconds since 1970 from version 1 and by configuration) and the SDK has it. */
const Timestamp = z.union([z.number(), z.iso.datetime({ offset: true })])

const Envelope = z.object({
  id: z.int().check(z.minimum(1)),
  previousEventId: z._default(z.int().check(z.minimum(0)), 0),
  type: z.string().check(z.regex(/^[A-Za-z]{1,80}$/)),
  timestamp: Timestamp,
})

/** What each member of the envelope should be, for messages. */
const SHOULD_BE: Readonly<Record<string, string>> = {
  id: 'a whole number from 1',
  previousEventId: 'a whole number from 0',
  type: 'the name of an event type',
  timestamp: 'a time in ISO 8601 or in seconds since 1970',
}

/**
 * Reads what `aws stepfunctions get-execution-history` printed: one answer, several pages one after the other, an
 * array of events or of answers, in either order (`--reverse-order`). Members that are not known are passed over.
 *
 * @returns the history, or a sentence that says what is wrong and where
 */
export function readHistory(text: string): Result<ReadHistory, string> {
  if (text.trim() === '') return wrong('There is nothing here yet. Paste the output of the command.')
  if (text.length > LONGEST_HISTORY_TEXT) {
    return wrong(`The history is longer than ${LONGEST_HISTORY_TEXT / 1_000_000} million characters.`)
  }
  const documents = jsonDocuments(text)
  if (!documents.ok) return documents
  const pages = documents.value.flatMap((value) => (isArrayOfPages(value) ? value : [value]))
  const originals: JsonValue[] = []
  for (const page of pages) {
    const events = isJsonObject(page) ? ownMember(page, 'events') : page
    if (!isJsonArray(events)) {
      return wrong(
        'There is no "events" here. Paste the whole output of `aws stepfunctions get-execution-history`.',
      )
    }
    for (const event of events) originals.push(event)
  }
  return inOrder(originals, pages.some(isLastOfMore))
}

function inOrder(originals: readonly JsonValue[], mayHaveMore: boolean): Result<ReadHistory, string> {
  if (originals.length === 0) return wrong('The history has no events.')
  if (originals.length > MOST_EVENTS) {
    return wrong(`There are ${originals.length} events; a history has at most ${MOST_EVENTS}.`)
  }
  const read: { event: RecordedEvent; original: JsonObject }[] = []
  for (const [index, original] of originals.entries()) {
    const event = readEvent(original)
    if (!event.ok) return wrong(`Event ${index + 1} of the text: ${event.error}`)
    if (isJsonObject(original)) read.push({ event: event.value, original })
  }
  read.sort((one, other) => one.event.id - other.event.id)
  for (const [index, { event }] of read.entries()) {
    if (event.id <= index) return wrong(`Event ${event.id} is there twice. Was a page pasted twice?`)
    if (event.id > index + 1) {
      const missing = event.id === index + 2 ? `Event ${index + 1}` : `Events ${index + 1} to ${event.id - 1}`
      return wrong(`${missing} of the history cannot be found. Is a page missing?`)
    }
    if (event.previousEventId >= event.id) {
      return wrong(`Event ${event.id} names ${event.previousEventId} as its cause, which is not before it.`)
    }
  }
  const events = read.map(({ event }) => event)
  const hasEnd = events.some(({ type }) => /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type))
  return {
    ok: true,
    value: { events, originals: read.map(({ original }) => original), hasMore: mayHaveMore && !hasEnd },
  }
}

function readEvent(event: JsonValue): Result<RecordedEvent, string> {
  const envelope = Envelope.safeParse(event)
  if (!envelope.success || !isJsonObject(event)) {
    const member = String(envelope.error?.issues[0]?.path[0] ?? '')
    const should = SHOULD_BE[member]
    return wrong(should === undefined ? 'it should be an object.' : `"${member}" should be ${should}.`)
  }
  const { timestamp, ...rest } = envelope.data
  return { ok: true, value: { ...rest, timestamp: instantOf(timestamp), details: detailsOf(event) } }
}

function instantOf(timestamp: string | number): Instant {
  if (typeof timestamp === 'number') return Math.round(timestamp * 1000)
  // Not every browser reads the microseconds that the CLI prints.
  return Date.parse(timestamp.replace(/(\.\d{3})\d+/, '$1'))
}

/** The members of `…EventDetails`, with values for texts, and without what only says whether a text was cut. */
function detailsOf(event: JsonObject): JsonObject {
  const details: [string, JsonValue][] = []
  for (const [member, given] of Object.entries(event)) {
    if (!member.endsWith('EventDetails') || !isJsonObject(given)) continue
    for (const [name, value] of Object.entries(given)) {
      if (isMarkOfCut(name, value) || isCut(given, name)) continue
      details.push([name, memberValue(name, value)])
    }
  }
  return Object.fromEntries(details)
}

function isMarkOfCut(name: string, value: JsonValue): boolean {
  return name.endsWith('Details') && isJsonObject(value) && Object.hasOwn(value, 'truncated')
}

function isCut(details: JsonObject, name: string): boolean {
  const mark = ownMember(details, `${name}Details`)
  return isJsonObject(mark) && ownMember(mark, 'truncated') === true
}

function memberValue(name: string, value: JsonValue): JsonValue {
  if (name === 'assignedVariables' && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([variable, text]) => [
        variable,
        typeof text === 'string' ? valueOfText(text) : text,
      ]),
    )
  }
  const isText = name === 'input' || name === 'output' || name === 'parameters'
  return isText && typeof value === 'string' ? valueOfText(value) : value
}

function isArrayOfPages(value: JsonValue): value is readonly JsonValue[] {
  return isJsonArray(value) && value.some((page) => isJsonObject(page) && Object.hasOwn(page, 'events'))
}

function isLastOfMore(page: JsonValue): boolean {
  return isJsonObject(page) && (Object.hasOwn(page, 'nextToken') || Object.hasOwn(page, 'NextToken'))
}

function wrong(error: string): { ok: false; error: string } {
  return { ok: false, error }
}
