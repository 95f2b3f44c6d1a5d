import { describe, expect, test } from 'vitest'
import { describeEvent } from '@/lib/asl'
import { loadCases } from '../cases/case'
import { runCase } from '../cases/run-case'

const histories = await Promise.all(
  loadCases().map(async (theCase) => ({ name: theCase.name, history: (await runCase(theCase)).history })),
)
const events = histories.flatMap(({ history }) => history)

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
    const { history = [] } = histories.find(({ name }) => name === 'assign/catch-assigns') ?? {}
    const event = history.find((candidate) => candidate.type === type)
    expect(event && describeEvent(event)).toBe(sentence)
  })
})
