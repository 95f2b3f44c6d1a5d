import { jsonOrText, ownMember } from '@/lib/json'
import { type Entry, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, short } from './words'

type Objects = Readonly<Record<string, string>>

/** The buckets with their objects; what changed comes first. */
export function buckets({ setup, before, now }: Sources): readonly Resource[] {
  return namesIn(setup.buckets, now.buckets).map((name) => {
    const objects = ownMember(now.buckets, name)?.objects ?? {}
    const old = before && (ownMember(before.buckets, name)?.objects ?? {})
    const entries = compared(old, objects)
    const count = (glyph: string) => entries.filter(({ mark }) => mark?.glyph === glyph).length
    const [added, changed, removed] = [count('added'), count('changed'), count('removed')]
    return {
      key: `bucket ${name}`,
      name,
      facts: [],
      count: counted(Object.keys(objects).length, 'object'),
      ...changeOf(
        'changed',
        added > 0 && `${added} new`,
        changed > 0 && `${changed} overwritten`,
        removed > 0 && `${removed} deleted`,
      ),
      entries,
      empty: 'No objects. A task puts one here by aws-sdk:s3:putObject, a Map by its ResultWriter.',
    }
  })
}

function compared(old: Objects | undefined, objects: Objects): readonly Entry[] {
  const [touched, same]: [Entry[], Entry[]] = [[], []]
  for (const [key, body] of Object.entries(objects)) {
    const was = ownMember(old, key)
    if (!old || was === body) same.push(entry(key, body))
    else if (was === undefined) touched.push({ ...entry(key, body), mark: { glyph: 'added', words: 'New' } })
    else touched.push({ ...entry(key, body, was), mark: { glyph: 'changed', words: 'Overwritten' } })
  }
  for (const [key, was] of Object.entries(old ?? {})) {
    if (Object.hasOwn(objects, key)) continue
    touched.push({
      key,
      title: key,
      mark: { glyph: 'removed', words: 'Deleted' },
      details: () => [{ kind: 'json', label: 'Content before', value: jsonOrText(was) }],
    })
  }
  return [...touched, ...same]
}

function entry(key: string, body: string, was?: string): Entry {
  const bytes = new TextEncoder().encode(body).byteLength
  return {
    key,
    title: key,
    note: listed(counted(bytes, 'byte'), body !== '' && short(body, 80)),
    details: () => [
      { kind: 'json', label: 'Content', value: jsonOrText(body) },
      ...(was === undefined
        ? []
        : [{ kind: 'json', label: 'Content before', value: jsonOrText(was) } as const]),
    ],
  }
}
