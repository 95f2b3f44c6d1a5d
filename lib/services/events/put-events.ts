import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parsedJson } from '@/lib/json'
import { REGION, type RuleTargetSetup } from '../account'
import type { Surroundings } from '../answer'
import type { DeliveryTarget } from '../deliver'
import { matches, readPattern } from '../event-pattern'
import { memberOf, refuse, textIn } from '../operation'
import { contentLength } from '../sdk-metadata'
import { type Bus, busArn } from './bus'
import { inputFor } from './target-input'

const ENTRIES_AT_MOST = 10
const KEPT_AT_MOST = 5_000
/** All entries of a request together: 1 MB since 2026 (quotas of EventBridge). */
const REQUEST_BYTES_AT_MOST = 1_048_576

/** Entries fail one by one; the request itself succeeds, and says how many failed. */
export function putEvents(request: JsonObject, around: Surroundings): JsonObject {
  const value = memberOf(request, 'Entries')
  const entries = isJsonArray(value) ? value.filter(isJsonObject) : []
  if (entries.length === 0 || entries.length > ENTRIES_AT_MOST) {
    const bound =
      entries.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${ENTRIES_AT_MOST}`
    refuse(
      'ValidationException',
      `1 validation error detected: Value '[${entries.map(() => 'PutEventsRequestEntry').join(', ')}]' at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
    )
  }
  if (Number(contentLength(JSON.stringify(entries))) > REQUEST_BYTES_AT_MOST) {
    refuse('ValidationException', 'Total size of the entries in the request is over the limit.')
  }
  const results = entries.map((entry) => putOne(entry, around))
  return {
    Entries: results,
    FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length,
  }
}

function putOne(entry: JsonObject, around: Surroundings): JsonObject {
  const [source, detailType, detail] = ['Source', 'DetailType', 'Detail'].map((name) => textIn(entry, name))
  const absent = Object.entries({ Source: source, DetailType: detailType, Detail: detail }).find(
    ([, text]) => !text,
  )
  if (absent) {
    return failed(
      'InvalidArgument',
      `Parameter ${absent[0]} is not valid. Reason: ${absent[0]} is a required argument.`,
    )
  }
  // A detail has to be an object: a JSON string is malformed (recorded).
  const parsedDetail = parsedJson(detail ?? '')
  if (!isJsonObject(parsedDetail)) return failed('MalformedDetail', 'Detail is malformed.')
  if (source?.startsWith('aws.')) {
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.')
  }
  const bus = busOf(textIn(entry, 'EventBusName') ?? 'default', around)
  // Not verified by a recording.
  if (!bus)
    return failed('ResourceNotFoundException', `Event bus ${String(entry.EventBusName)} does not exist.`)
  const { Resources = [] } = entry
  const event: JsonObject = {
    version: '0',
    id: around.ids.uuid(),
    'detail-type': detailType ?? '',
    source: source ?? '',
    account: around.account.accountId,
    time: timeOf(memberOf(entry, 'Time'), around.at),
    region: REGION,
    resources: isJsonArray(Resources) ? Resources : [],
    detail: parsedDetail,
  }
  arrive(bus, event, around)
  return { EventId: event.id ?? '' }
}

/** Every rule that fits sends the event to all of its targets. @throws when a pattern of the exercise is not one. */
function arrive(bus: Bus, event: JsonObject, { agenda, at }: Surroundings): void {
  const matched: string[] = []
  if (bus.events.length < KEPT_AT_MOST) {
    bus.events.push(event)
    bus.matched.push(matched)
  }
  for (const [name, rule] of Object.entries(bus.setup.rules ?? {})) {
    const read = readPattern(rule.pattern, 'EventBridge')
    if (!read.ok) throw new Error(`The pattern of the rule "${name}" is not valid: ${read.problem}`)
    if (rule.disabled === true || !matches(read.pattern, event)) continue
    matched.push(name)
    for (const target of rule.targets) {
      agenda.at(at, { kind: 'Delivered', target: destination(target), body: inputFor(target, event, name) })
    }
  }
}

function destination({
  input: _,
  inputPath: __,
  inputTransformer: ___,
  ...target
}: RuleTargetSetup): DeliveryTarget {
  return target
}

function busOf(nameOrArn: string, { account }: Surroundings): Bus | undefined {
  const name = nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? '') : nameOrArn
  const isOurs = !nameOrArn.startsWith('arn:') || nameOrArn === busArn(name, account.accountId)
  return isOurs ? account.buses.get(name) : undefined
}

/** To the second; SDK integrations write times as text. */
function timeOf(time: JsonValue | undefined, at: number): string {
  const given = typeof time === 'string' ? Date.parse(time) : typeof time === 'number' ? time * 1000 : at
  return `${new Date(Number.isFinite(given) ? given : at).toISOString().slice(0, 19)}Z`
}

function failed(ErrorCode: string, ErrorMessage: string): JsonObject {
  return { ErrorCode, ErrorMessage }
}
