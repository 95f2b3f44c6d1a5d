import { describe, expect, test } from 'vitest'
import { describeEvent } from '@/lib/asl'
import { loadCases } from '../cases/case'
import { runCase } from '../cases/run-case'

const events = loadCases().flatMap((theCase) => runCase(theCase).history)

describe('describeEvent', () => {
  test('has a sentence for every type that the interpreter writes', () => {
    const typesOnly = events.filter((event) => describeEvent(event) === `${event.type}.`)
    expect(typesOnly).toEqual([])
    expect(
      events.map(describeEvent).filter((sentence) => !/^\S.*\S\.$/.test(sentence) || /[{}]/.test(sentence)),
    ).toEqual([])
  })

  test.each([
    ['TaskStateEntered', 'Call begins.'],
    ['LambdaFunctionFailed', 'The Lambda function fails with Boom.'],
    ['TaskStateExited', 'Call ends and assigns from.'],
  ])('%s', (type, sentence) => {
    const theCase = loadCases().find(({ name }) => name === 'assign/catch-assigns')
    const event = theCase && runCase(theCase).history.find((candidate) => candidate.type === type)
    expect(event && describeEvent(event)).toBe(sentence)
  })
})
