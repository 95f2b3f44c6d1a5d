import { describe, expect, test } from 'vitest'
import type { FieldOwner } from '@/lib/asl'
import { fields } from '@/lib/asl/parse/fields'
import { fieldFacts, fieldFactsOf } from '@/lib/language'

const owners = Object.keys(fields) as FieldOwner[]

describe('the facts of fields', () => {
  test.each(owners)('every field of a %s has a line of help and a page', (owner) => {
    const facts = fields[owner].map(({ name }) => fieldFacts(owner, name))
    expect(facts.filter((one) => !/^\S.*\S\.$/.test(one?.help ?? ''))).toEqual([])
    expect(facts.filter((one) => !one?.source.startsWith('https://docs.aws.amazon.com/'))).toEqual([])
  })

  test.each(owners)('in a %s, a field that is one of a few words says which', (owner) => {
    const facts = fields[owner].map(({ name }) => fieldFacts(owner, name))
    expect(facts.filter((one) => (one?.kind === 'OneOf') !== (one?.values !== undefined))).toEqual([])
  })

  test('required fields come first, and of the language only', () => {
    const names = fieldFactsOf('Task', 'JSONata').map(({ name }) => name)
    expect(names.slice(0, 2)).toEqual(['Type', 'Resource'])
    expect(names).toContain('Arguments')
    expect(names).not.toContain('Parameters')
  })

  test('a field may mean something else in another object', () => {
    expect(fieldFacts('ChoiceRule', 'Next')?.help).not.toBe(fieldFacts('Pass', 'Next')?.help)
    expect(fieldFacts('Pass', 'Resource')).toBeUndefined()
  })
})
