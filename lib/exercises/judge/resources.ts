import { isJsonObject, type JsonValue, jsonOrText, ownMember } from '@/lib/json'
import type { ServiceCall } from '@/lib/sandbox'
import type { CheckOf } from '../check'
import { differenceText, firstDifference } from './difference'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { isScheduled, stateOf } from './history'
import { placeOfState } from './places'
import { listed, preview, sentence } from './words'

/** What is in the account afterwards. */

export function judgeTableHolds(check: CheckOf<'TableHolds'>, subject: Subject): Finding {
  return judgeHolding(
    {
      name: `The table "${check.table}"${whose(check)}`,
      one: 'item',
      found: ownMember(accountOf(check, subject)?.tables, check.table)?.items ?? [],
      wanted: check.items,
      isSame: isSameValue,
    },
    (call) => namesTable(call, check.table),
    subject,
  )
}

export function judgeQueueHolds(check: CheckOf<'QueueHolds'>, subject: Subject): Finding {
  const messages = ownMember(accountOf(check, subject)?.queues, check.queue)?.messages ?? []
  return judgeHolding(
    {
      name: `The queue "${check.queue}"${whose(check)}`,
      one: 'message',
      found: messages.map((message) => jsonOrText(message.body)),
      wanted: check.messages,
      isSame: isSameBody,
    },
    (call) => call.resource.includes('sqs:') && preview(call.payload).includes(check.queue),
    subject,
  )
}

export function judgeBucketHolds(check: CheckOf<'BucketHolds'>, subject: Subject): Finding {
  const objects = ownMember(accountOf(check, subject)?.buckets, check.bucket)?.objects ?? {}
  return judgeHolding(
    {
      name: `The bucket "${check.bucket}"${whose(check)}`,
      one: 'object',
      found: Object.entries(objects).map(([key, text]) => ({ [key]: jsonOrText(text) })),
      wanted: Object.entries(check.objects).map(([key, body]) => ({
        [key]: typeof body === 'string' ? jsonOrText(body) : body,
      })),
      isSame: isSameValue,
    },
    (call) => call.resource.includes('s3:') && preview(call.payload).includes(check.bucket),
    subject,
  )
}

export function judgePublished(check: CheckOf<'Published'>, subject: Subject): Finding {
  const published = ownMember(subject.run.account.topics, check.topic)?.published ?? []
  return judgeHolding(
    {
      name: `What was published on "${check.topic}"`,
      one: 'message',
      found: published.map(({ message }) => jsonOrText(message)),
      wanted: check.messages,
      isSame: isSameBody,
    },
    (call) => call.resource.includes('sns:') && preview(call.payload).includes(check.topic),
    subject,
  )
}

export function judgeEventsPut(check: CheckOf<'EventsPut'>, subject: Subject): Finding {
  const { bus = 'default' } = check
  return judgeHolding(
    {
      name: `The bus "${bus}"`,
      one: 'event',
      found: ownMember(subject.run.account.buses, bus)?.events ?? [],
      wanted: check.events,
      isSame: (wanted, found) => firstDifference(wanted, found, 'included') === undefined,
    },
    (call) => call.resource.includes('putEvents'),
    subject,
  )
}

function accountOf(
  { account }: { account?: 'other' },
  { run }: Subject,
): Subject['run']['account'] | undefined {
  return account === 'other' ? run.account.otherAccount : run.account
}

function whose({ account }: { account?: 'other' }): string {
  return account === 'other' ? ' of the other account' : ''
}

interface Holding {
  name: string
  one: string
  found: readonly JsonValue[]
  wanted: readonly JsonValue[]
  isSame: (wanted: JsonValue, found: JsonValue) => boolean
}

function judgeHolding(
  { name, one, found, wanted, isSame }: Holding,
  isAboutIt: (call: ServiceCall) => boolean,
  subject: Subject,
): Finding {
  const { run, machine } = subject
  const states = new Set(run.calls.filter(isAboutIt).map((call) => call.stateName))
  const evidence = run.history
    .filter((event) => isScheduled(event) && states.has(stateOf(run.history, event) ?? ''))
    .map(({ id }) => id)
  const { missing, extra } = unmatched(wanted, found, isSame)
  if (missing.length === 0 && extra.length === 0) return holds(evidence)

  const expected =
    wanted.length === 0 ? `${name} is empty.` : `${name} holds ${all(wanted)}, and nothing else.`
  const end = run.status === 'SUCCEEDED' ? undefined : ending(subject)
  const [first] = missing
  const [near] = extra
  const difference =
    first !== undefined && near !== undefined && missing.length === 1 && extra.length === 1
      ? firstDifference(first, near, 'exact')
      : undefined
  return fails(
    [
      found.length === 0 ? `${name} is empty afterwards.` : sentence(`${name} holds ${all(found)}`),
      difference && differenceText(difference, `The ${one}`),
      end?.text,
    ]
      .filter((sentence) => sentence !== undefined)
      .join(' '),
    expected,
    end?.evidence ?? evidence,
    end?.at ?? placeOfState(machine, [...states].at(-1)) ?? '/States',
  )
}

/** Pairs each wanted value with one found value; what stays alone on either side. */
function unmatched(
  wanted: readonly JsonValue[],
  found: readonly JsonValue[],
  isSame: Holding['isSame'],
): { missing: JsonValue[]; extra: JsonValue[] } {
  const extra = [...found]
  const missing = wanted.filter((value) => {
    const index = extra.findIndex((candidate) => isSame(value, candidate))
    if (index >= 0) extra.splice(index, 1)
    return index < 0
  })
  return { missing, extra }
}

function all(values: readonly JsonValue[]): string {
  return listed(
    values.map((value) => preview(value, 200)),
    3,
  )
}

function isSameValue(wanted: JsonValue, found: JsonValue): boolean {
  return firstDifference(wanted, found, 'exact') === undefined
}

function isSameBody(wanted: JsonValue, found: JsonValue): boolean {
  return isSameValue(typeof wanted === 'string' ? jsonOrText(wanted) : wanted, found)
}

function namesTable(call: ServiceCall, table: string): boolean {
  return isJsonObject(call.payload) && call.payload.TableName === table
}
