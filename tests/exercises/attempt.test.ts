import { describe, expect, test } from 'vitest'
import { attemptSchema, MAX_ANSWER_BYTES } from '@/lib/exercises/schemas'

const attempt = {
  attemptId: '01JDAB3CDEFGHJKMNPQRSTVWXY',
  exerciseId: 'task-types/lambda-by-arn',
  contentVersion: 'd4f61b3759d84c93',
  answer: { kind: 'definition', definition: '{}' },
}

const isTaken = (value: unknown) => attemptSchema.safeParse(value).success

describe('attemptSchema', () => {
  test.each<[string, unknown]>([
    ['a definition', attempt],
    ['an empty definition', { ...attempt, answer: { kind: 'definition', definition: '' } }],
    ['a prediction', { ...attempt, answer: { kind: 'prediction', choices: { where: 'here' } } }],
    ['with the time worked', { ...attempt, activeMs: 90_000 }],
    [
      'a text at the limit',
      { ...attempt, answer: { kind: 'definition', definition: 'x'.repeat(MAX_ANSWER_BYTES) } },
    ],
  ])('takes %s', (_, value) => {
    expect(isTaken(value)).toBe(true)
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no answer', { ...attempt, answer: undefined }],
    ['another kind of answer', { ...attempt, answer: { kind: 'order', items: [] } }],
    ['a member that is not asked for', { ...attempt, learnerId: 'somebody' }],
    ['an id that is no ULID', { ...attempt, attemptId: 'u-1' }],
    ['a ULID beyond its range', { ...attempt, attemptId: '81JDAB3CDEFGHJKMNPQRSTVWXY' }],
    ['an exercise id that climbs', { ...attempt, exerciseId: '../secrets' }],
    ['an exercise id with an empty part', { ...attempt, exerciseId: 'task-types//x' }],
    ['a version that no database keeps', { ...attempt, contentVersion: 'a\0b' }],
    ['a time before it began', { ...attempt, activeMs: -1 }],
    [
      'a text over the limit',
      { ...attempt, answer: { kind: 'definition', definition: 'x'.repeat(MAX_ANSWER_BYTES + 1) } },
    ],
    [
      'fewer characters, more bytes',
      { ...attempt, answer: { kind: 'definition', definition: '€'.repeat(MAX_ANSWER_BYTES / 2) } },
    ],
    [
      'half a million choices that are no text',
      {
        ...attempt,
        answer: {
          kind: 'prediction',
          choices: Object.fromEntries(Array.from({ length: 500_000 }, (_, index) => [`p${index}`, 1])),
        },
      },
    ],
    ['a choice that is no text', { ...attempt, answer: { kind: 'prediction', choices: { where: 1 } } }],
    [
      'a hundred and one choices',
      {
        ...attempt,
        answer: {
          kind: 'prediction',
          choices: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}`, 'a'])),
        },
      },
    ],
  ])('refuses %s', (_, value) => {
    expect(isTaken(value)).toBe(false)
  })
})
