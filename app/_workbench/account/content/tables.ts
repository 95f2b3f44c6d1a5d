import { isJsonArray, isJsonObject, type JsonValue, jsonEquals, ownMember } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import { type Entry, type Field, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, short } from './words'

type Item = Readonly<Record<string, JsonValue>>
type TableSetup = NonNullable<AccountSetup['tables']>[string]

/** The tables with their items; what changed comes first. */
export function tables({ setup, before, now }: Sources): readonly Resource[] {
  return namesIn(setup.tables, now.tables).map((name) => {
    const keys = keysOf(ownMember(setup.tables, name))
    const items = ownMember(now.tables, name)?.items ?? []
    const entries = compared(before && (ownMember(before.tables, name)?.items ?? []), items, keys)
    const count = (glyph: string) => entries.filter(({ mark }) => mark?.glyph === glyph).length
    const [added, changed, removed] = [count('added'), count('changed'), count('removed')]
    return {
      key: `table ${name}`,
      name,
      facts: factsOf(ownMember(setup.tables, name)),
      count: counted(items.length, 'item'),
      ...changeOf(
        'changed',
        added > 0 && `${added} new`,
        changed > 0 && `${changed} changed`,
        removed > 0 && `${removed} deleted`,
      ),
      entries,
      empty: 'No items. A task puts one here by dynamodb:putItem or dynamodb:updateItem.',
    }
  })
}

function compared(
  before: readonly Item[] | undefined,
  after: readonly Item[],
  keys: readonly string[],
): readonly Entry[] {
  const old = new Map((before ?? []).map((item) => [keyOf(item, keys), item]))
  const present = new Set<string>()
  const [touched, same]: [Entry[], Entry[]] = [[], []]
  for (const item of after) {
    const key = keyOf(item, keys)
    const was = old.get(key)
    present.add(key)
    if (!before || (was && jsonEquals(was, item))) same.push(entry(key, keys, item))
    else touched.push(was ? changedEntry(key, keys, was, item) : addedEntry(key, keys, item))
  }
  for (const [key, item] of old) if (!present.has(key)) touched.push(removedEntry(key, keys, item))
  return [...touched, ...same]
}

function entry(key: string, keys: readonly string[], item: Item): Entry {
  return {
    key,
    title: titleOf(item, keys),
    fields: fieldsOf(item, keys),
    details: () => [{ kind: 'json', label: 'Item, in DynamoDB’s JSON', value: item }],
  }
}

function addedEntry(key: string, keys: readonly string[], item: Item): Entry {
  return { ...entry(key, keys, item), mark: { glyph: 'added', words: 'New' } }
}

function removedEntry(key: string, keys: readonly string[], item: Item): Entry {
  return {
    key,
    title: titleOf(item, keys),
    mark: { glyph: 'removed', words: 'Deleted' },
    fields: fieldsOf(item, keys).map(({ name, value = '' }) => ({ name, was: value })),
    details: () => [{ kind: 'json', label: 'Item before, in DynamoDB’s JSON', value: item }],
  }
}

function changedEntry(key: string, keys: readonly string[], was: Item, item: Item): Entry {
  const names = namesIn(item, was).filter((name) => !keys.includes(name))
  return {
    key,
    title: titleOf(item, keys),
    mark: { glyph: 'changed', words: 'Changed' },
    fields: names.map((name) => changedField(name, ownMember(was, name), ownMember(item, name))),
    details: () => [
      { kind: 'json', label: 'Item now, in DynamoDB’s JSON', value: item },
      { kind: 'json', label: 'Item before', value: was },
    ],
  }
}

function changedField(name: string, was: JsonValue | undefined, value: JsonValue | undefined): Field {
  if (jsonEquals(was, value)) return { name, value: attributeText(value) }
  return {
    name,
    ...(value !== undefined && { value: attributeText(value) }),
    was: was === undefined ? 'absent' : attributeText(was),
  }
}

function fieldsOf(item: Item, keys: readonly string[]): Field[] {
  return Object.entries(item)
    .filter(([name]) => !keys.includes(name))
    .map(([name, value]) => ({ name, value: attributeText(value) }))
}

function titleOf(item: Item, keys: readonly string[]): string {
  const named = keys.map((name) => `${name} ${attributeText(ownMember(item, name))}`)
  return named.length > 0 ? named.join(', ') : short(JSON.stringify(item))
}

function keyOf(item: Item, keys: readonly string[]): string {
  return JSON.stringify(keys.length > 0 ? keys.map((name) => ownMember(item, name) ?? null) : item)
}

function keysOf(setup: TableSetup | undefined): readonly string[] {
  return setup ? [setup.partitionKey.name, ...(setup.sortKey ? [setup.sortKey.name] : [])] : []
}

function factsOf(setup: TableSetup | undefined): readonly string[] {
  if (!setup) return []
  const { partitionKey, sortKey, indexes = {}, timeToLive } = setup
  return [
    `partition key ${partitionKey.name} (${partitionKey.type})`,
    ...(sortKey ? [`sort key ${sortKey.name} (${sortKey.type})`] : []),
    ...Object.keys(indexes).map((name) => `index ${name}`),
    ...(timeToLive === undefined ? [] : [`items expire by ${timeToLive}`]),
  ]
}

/** `{ "N": "29" }` is 29, and a set is its members: as a person would write it. */
export function attributeText(attribute: JsonValue | undefined): string {
  return short(plainText(attribute, 0), 80)
}

/** Deeper values are cut on screen in any case, and hostile ones would exhaust the stack. */
const DEEPEST = 4

function plainText(attribute: JsonValue | undefined, depth: number): string {
  if (attribute === undefined) return 'absent'
  const [type = '', value = null] = isJsonObject(attribute) ? (Object.entries(attribute)[0] ?? []) : []
  if (depth > DEEPEST) return '…'
  if (type === 'M' && isJsonObject(value)) {
    const members = Object.entries(value).slice(0, 20)
    return `{ ${members.map(([name, member]) => `${name}: ${plainText(member, depth + 1)}`).join(', ')} }`
  }
  if (isJsonArray(value)) {
    const members = value.slice(0, 20)
    const shown = type === 'L' ? members.map((member) => plainText(member, depth + 1)) : members.map(String)
    return type === 'L' ? `[${shown.join(', ')}]` : `{${shown.join(', ')}}`
  }
  if (type === 'S' && depth === 0) return String(value)
  return type === 'S' ? JSON.stringify(value) : type === 'NULL' ? 'null' : String(value)
}
