import { jsonOrText, ownMember } from '@/lib/json'
import type { AccountSetup, MessageView } from '@/lib/sandbox'
import { type Entry, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, short, since, times } from './words'

/** The queues with their messages, in the order in which they were sent. */
export function queues(sources: Sources): readonly Resource[] {
  const { setup, before, now } = sources
  return namesIn(setup.queues, now.queues).map((name) => {
    const messages = ownMember(now.queues, name)?.messages ?? []
    const known = new Set((ownMember(before?.queues, name)?.messages ?? []).map(({ messageId }) => messageId))
    const entries = messages.map((message) => entry(message, !known.has(message.messageId), sources))
    const added = before ? messages.filter(({ messageId }) => !known.has(messageId)).length : 0
    const ids = new Set(messages.map(({ messageId }) => messageId))
    const removed = [...known].filter((id) => !ids.has(id)).length
    return {
      key: `queue ${name}`,
      name,
      facts: factsOf(name, setup),
      count: countOf(messages, sources),
      ...changeOf('changed', added > 0 && `${added} new`, removed > 0 && `${removed} gone`),
      entries,
      empty: emptyText(name, setup),
    }
  })
}

function entry(message: MessageView, isNew: boolean, sources: Sources): Entry {
  const { messageId, body, attributes, groupId, movedFrom } = message
  const about = { messageId, ...(groupId !== undefined && { groupId }), ...(attributes && { attributes }) }
  return {
    key: messageId,
    title: short(body, 160),
    ...(isNew && sources.before && { mark: { glyph: 'added', words: 'New' } }),
    note: listed(
      standing(message, sources),
      groupId !== undefined && `group ${groupId}`,
      movedFrom !== undefined && `moved here from ${movedFrom}`,
      `sent at ${since(message.sentAt, sources)}`,
    ),
    details: () => [
      { kind: 'json', label: 'Body', value: jsonOrText(body) },
      { kind: 'json', label: 'Message', value: about },
    ],
  }
}

type Standing = 'visible' | 'in flight' | 'delayed'

function standingOf({ visibleAt, receiveCount = 0 }: MessageView, { at }: Sources): Standing {
  if (visibleAt <= at) return 'visible'
  return receiveCount > 0 ? 'in flight' : 'delayed'
}

function standing(message: MessageView, sources: Sources): string {
  const { receiveCount = 0, visibleAt } = message
  const standing = standingOf(message, sources)
  const until = standing === 'visible' ? '' : ` until ${since(visibleAt, sources)}`
  return listed(`${standing}${until}`, receiveCount > 0 && `received ${times(receiveCount)}`)
}

function countOf(messages: readonly MessageView[], sources: Sources): string {
  const of = (standing: Standing) =>
    messages.filter((message) => standingOf(message, sources) === standing).length
  const [visible, inFlight, delayed] = [of('visible'), of('in flight'), of('delayed')]
  const all = counted(messages.length, 'message')
  if (visible === messages.length) return all
  return `${all}: ${listed(`${visible} visible`, inFlight > 0 && `${inFlight} in flight`, delayed > 0 && `${delayed} delayed`)}`
}

function factsOf(name: string, { queues = {} }: AccountSetup): readonly string[] {
  const setup = ownMember(queues, name)
  const { fifo, visibilityTimeoutSeconds = 30, delaySeconds = 0, deadLetter, trigger } = setup ?? {}
  return [
    ...(fifo === true || name.endsWith('.fifo') ? ['FIFO'] : []),
    `visibility timeout ${visibilityTimeoutSeconds} s`,
    ...(delaySeconds > 0 ? [`delay ${delaySeconds} s`] : []),
    ...(deadLetter
      ? [`dead letters go to ${deadLetter.queue} when received ${times(deadLetter.maxReceiveCount)}`]
      : []),
    ...(trigger ? [`the function ${trigger.function} works on it`] : []),
    ...servedBy(name, queues).map(([source]) => `dead-letter queue of ${source}`),
  ]
}

function servedBy(name: string, queues: NonNullable<AccountSetup['queues']>) {
  return Object.entries(queues).filter(([, { deadLetter }]) => deadLetter?.queue === name)
}

function emptyText(name: string, { queues = {} }: AccountSetup): string {
  const [source] = servedBy(name, queues)
  if (source) {
    const [from, { deadLetter }] = source
    return `No messages. One comes here when it was received ${times(deadLetter?.maxReceiveCount ?? 1)} from ${from} and never deleted.`
  }
  const trigger = ownMember(queues, name)?.trigger
  const taken = trigger
    ? ` The function ${trigger.function} takes them away again: its log tells what came.`
    : ''
  return `No messages. A task puts one here by sqs:sendMessage, a topic or a rule by delivering to it.${taken}`
}
