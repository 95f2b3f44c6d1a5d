import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lessonComponents } from '@/lib/curriculum'

/** What authors read is complete: it names every part of the account, every check and every component. */

interface Schema {
  $ref?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema & { const?: string }>
  additionalProperties?: Schema | boolean
  items?: Schema
}

const schema = JSON.parse(readFileSync('content/schemas/exercise.schema.json', 'utf8')) as Schema & {
  $defs?: Record<string, Schema>
}
const authoring = readFileSync('docs/authoring.md', 'utf8')
const accounts = readFileSync('docs/accounts.md', 'utf8')

/** An exercise of each kind. */
const exercises = (schema.oneOf ?? schema.anyOf ?? []).map(resolved)

function resolved(one: Schema | boolean | undefined): Schema {
  if (typeof one !== 'object') return {}
  const name = one.$ref?.split('/').at(-1)
  return name === undefined ? one : resolved(schema.$defs?.[name])
}

/** Every member that a value may have, at any depth. */
function members(one: Schema | boolean | undefined, seen = new Set<Schema>()): string[] {
  const here = resolved(one)
  if (typeof one !== 'object' || seen.has(here)) return []
  seen.add(here)
  const { properties = {}, anyOf = [], oneOf = [], additionalProperties, items } = here
  const inside = [...Object.values(properties), ...anyOf, ...oneOf, additionalProperties, items]
  return [...Object.keys(properties), ...inside.flatMap((part) => members(part, seen))]
}

describe('docs/accounts.md', () => {
  const names = [...new Set(members(exercises[0]?.properties?.account))]

  test('is about all of an account', () => {
    expect(names).toEqual(expect.arrayContaining(['functions', 'callbacks', 'otherAccount', 'trust']))
  })

  test.each(names)('names %s', (name) => {
    expect(accounts).toMatch(new RegExp(`["\u0060]${name}["\u0060]`))
  })
})

describe('docs/authoring.md', () => {
  const kinds = exercises.flatMap(({ properties }) => {
    const { expect: wanted } = resolved(resolved(properties?.checks).items).properties ?? {}
    const { oneOf, anyOf = [] } = resolved(wanted)
    return (oneOf ?? anyOf).flatMap((one) => resolved(one).properties?.kind?.const ?? [])
  })

  test.each([...new Set(kinds)])('names the check %s', (kind) => {
    expect(authoring).toContain(`\u0060${kind}\u0060`)
  })

  test.each(Object.keys(lessonComponents))('shows the component %s', (component) => {
    expect(authoring).toContain(`\u0060<${component}`)
  })
})
