import { isJsonObject, jsonOrText, ownMember } from '@/lib/json'
import type { AccountSetup, PublishedView } from '@/lib/sandbox'
import { type Entry, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, short, since } from './words'

interface Target {
  queue?: string
  function?: string
  topic?: string
  machine?: string
}

/** The topics with what was published, and to whom it went. */
export function topics(sources: Sources): readonly Resource[] {
  const { setup, before, now } = sources
  return namesIn(setup.topics, now.topics).map((name) => {
    const published = ownMember(now.topics, name)?.published ?? []
    const old = new Set((ownMember(before?.topics, name)?.published ?? []).map(({ messageId }) => messageId))
    const added = before ? published.filter(({ messageId }) => !old.has(messageId)).length : 0
    return {
      key: `topic ${name}`,
      name,
      facts: (ownMember(setup.topics, name)?.subscriptions ?? []).map(
        (subscription) =>
          `delivers to ${targetText(subscription)}${subscription.filter ? ' what fits its filter policy' : ''}`,
      ),
      count: `${published.length} published`,
      ...changeOf('changed', added > 0 && `${added} new`),
      entries: published.map((one) => publishedEntry(one, sources)),
      empty: 'Nothing was published. A task publishes by sns:publish.',
    }
  })
}

function publishedEntry(one: PublishedView, sources: Sources): Entry {
  const { messageId, message, subject, attributes, at, deliveredTo } = one
  return {
    key: messageId,
    title: short(message, 160),
    mark:
      deliveredTo.length > 0
        ? { glyph: 'good', words: 'Delivered' }
        : { glyph: 'stopped', words: 'To nobody' },
    note: listed(
      deliveredTo.length > 0
        ? `to ${deliveredTo.map(targetText).join(' and ')}`
        : 'it fits no subscription’s filter policy',
      subject !== undefined && `subject “${subject}”`,
      `at ${since(at, sources)}`,
    ),
    details: () => [
      { kind: 'json', label: 'Message', value: jsonOrText(message) },
      ...(attributes ? [{ kind: 'json', label: 'Attributes', value: attributes } as const] : []),
    ],
  }
}

/** The event buses with what came, and the rules that it fits. */
export function buses(sources: Sources): readonly Resource[] {
  const { setup, before, now } = sources
  return namesIn(setup.buses, now.buses).map((name) => {
    const { events = [], matched = [] } = ownMember(now.buses, name) ?? {}
    const added = before ? events.length - (ownMember(before.buses, name)?.events.length ?? 0) : 0
    const rules = ownMember(setup.buses, name)?.rules ?? {}
    return {
      key: `event bus ${name}`,
      name,
      facts: Object.entries(rules).map(([rule, made]) => ruleText(rule, made)),
      count: counted(events.length, 'event'),
      ...changeOf('changed', added > 0 && `${added} new`),
      entries: events.map((event, index) => eventEntry(event, index, matched[index])),
      empty: 'No event came. A task sends one by events:putEvents.',
    }
  })
}

type Rules = NonNullable<NonNullable<AccountSetup['buses']>[string]['rules']>

function ruleText(name: string, { disabled, targets }: Rules[string]): string {
  return `rule ${name}${disabled === true ? ' (disabled)' : ''} sends to ${targets.map(targetText).join(' and ')}`
}

function eventEntry(event: PublishedEvent, index: number, rules: readonly string[] = []): Entry {
  const { id, source, detail } = event
  return {
    key: typeof id === 'string' ? id : String(index),
    title: `${String(event['detail-type'])} from ${String(source)}`,
    mark:
      rules.length > 0 ? { glyph: 'good', words: 'Matched' } : { glyph: 'stopped', words: 'No rule matched' },
    ...(rules.length > 0 && { note: `by ${rules.map((rule) => `rule ${rule}`).join(' and ')}` }),
    fields: Object.entries(isJsonObject(detail) ? detail : {}).map(([name, value]) => ({
      name,
      value: short(JSON.stringify(value), 80),
    })),
    details: () => [{ kind: 'json', label: 'Event', value: event }],
  }
}

type PublishedEvent = NonNullable<Sources['now']['buses']>[string]['events'][number]

function targetText({ queue, function: name, topic, machine }: Target): string {
  const named = { queue, function: name, topic, 'state machine': machine }
  return Object.entries(named)
    .flatMap(([kind, target]) => (target === undefined ? [] : [`${kind} ${target}`]))
    .join(', ')
}
