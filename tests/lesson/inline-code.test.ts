import { isValidElement } from 'react'
import { expect, test } from 'vitest'
import { textWithCode } from '@/app/_lesson/inline-code'

/** What of a text is set as code. */
function codeIn(text: string): unknown[] {
  return textWithCode(text).flatMap((piece) =>
    isValidElement<{ children: unknown }>(piece) ? [piece.props.children] : [],
  )
}

test.each([
  ['Use `ResultPath` here.', ['ResultPath']],
  ['It calls arn:aws:states:::sqs:sendMessage.', ['arn:aws:states:::sqs:sendMessage']],
  [
    'Not found: arn:aws:lambda:us-east-1:111122223333:function:NAME:$LATEST.',
    ['arn:aws:lambda:us-east-1:111122223333:function:NAME:$LATEST'],
  ],
  ['Nothing of the kind.', []],
])('%s', (text, code) => {
  expect(codeIn(text)).toEqual(code)
})
