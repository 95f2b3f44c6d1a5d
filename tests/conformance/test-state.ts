import type { WorkAnswer } from '@/lib/asl'
import { testState as answerTestState } from '@/lib/aws-api'
import { isJsonObject, type JsonValue } from '@/lib/json'
import type { Answer, TestStateCase } from './case'

/** What TestState answers; the only state's task is mocked under the name `*`. */
export async function testState({ id, request, mocks, now }: TestStateCase): Promise<Answer> {
  const mock = member(member(mocks, '*'), '0')
  const response = await answerTestState(request, {
    now: Date.parse(now ?? '2024-06-01T12:00:00.000Z'),
    accountId: '111111111111',
    ...(mock !== undefined && { call: async () => workAnswer(mock) }),
  })
  return { id, response: { ...response } }
}

function workAnswer(mock: JsonValue): WorkAnswer {
  const thrown = member(mock, 'Throw')
  if (thrown === undefined) return { result: member(mock, 'Return') ?? null }
  const error = member(thrown, 'Error')
  const cause = member(thrown, 'Cause')
  return {
    failure: {
      ...(typeof error === 'string' && { error }),
      ...(typeof cause === 'string' && { cause }),
    },
  }
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
