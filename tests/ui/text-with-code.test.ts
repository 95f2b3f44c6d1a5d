import { expect, test } from 'vitest'
import { piecesOf } from '@/app/_ui/text-with-code'

const SENTENCES: readonly [text: string, code: readonly string[]][] = [
  ['Use `ResultPath` here.', ['ResultPath']],
  ['It calls arn:aws:states:::sqs:sendMessage.', ['arn:aws:states:::sqs:sendMessage']],
  [
    'Not found: arn:aws:lambda:us-east-1:111122223333:function:NAME:$LATEST.',
    ['arn:aws:lambda:us-east-1:111122223333:function:NAME:$LATEST'],
  ],
  [
    '`Next` or `End`, at `arn:aws:states:::sqs:sendMessage`',
    ['Next', 'End', 'arn:aws:states:::sqs:sendMessage'],
  ],
  ['One ` alone is a sign like any other.', []],
  ['Nothing of the kind.', []],
  ['', []],
]

test.each(SENTENCES)('%s', (text, code) => {
  const pieces = piecesOf(text)
  expect(pieces.filter(({ isCode }) => isCode).map(({ piece }) => piece)).toEqual(code)
  expect(pieces.map(({ piece }) => piece).join('')).toBe(code.length > 0 ? text.replaceAll('`', '') : text)
})
