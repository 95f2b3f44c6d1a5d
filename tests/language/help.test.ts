import { describe, expect, test } from 'vitest'
import { helpAt } from '@/lib/language'
import { caret } from './caret'

async function helped(marked: string) {
  const { source, offset } = caret(marked)
  const help = await helpAt(source, offset)
  return help && { ...help, word: source.slice(help.from, help.to) }
}

const STATE = (fields: string, more = '') => `{"StartAt":"A",${more}"States":{"A":{${fields}}}}`
const JSONATA = '"QueryLanguage":"JSONata",'

describe('help for', () => {
  test.each<[what: string, source: string, title: string, about: RegExp]>([
    ['a field', STATE('"Type":"Task","Ret|ry":[]'), 'Retry', /^Task · optional$/],
    ['a required field', STATE('"Type":"Task","Res|ource":""'), 'Resource', /required/],
    ['a field of one language', STATE('"Type":"Pass","|Output":1', JSONATA), 'Output', /JSONata only/],
    ['a field of a retrier', STATE('"Type":"Task","Retry":[{"BackoffR|ate":2}]'), 'BackoffRate', /Retrier/],
    [
      'a field of the reader',
      STATE('"Type":"Map","ItemReader":{"ReaderConfig":{"InputTy|pe":"CSV"}}'),
      'InputType',
      /ReaderConfig/,
    ],
    ['an operator', STATE('"Type":"Choice","Choices":[{"IsPre|sent":true}]'), 'IsPresent', /operator/],
    ['a state type', STATE('"Type":"Ta|sk"'), 'Task', /state type/],
    [
      'an error name',
      STATE('"Type":"Task","Retry":[{"ErrorEquals":["States.T|imeout"]}]'),
      'States.Timeout',
      /error/,
    ],
    [
      'an HTTP status',
      STATE('"Type":"Task","Retry":[{"ErrorEquals":["States.Http.StatusCode.|503"]}]'),
      'States.Http.StatusCode.503',
      /error/,
    ],
    [
      'an integration',
      STATE('"Type":"Task","Resource":"arn:aws:states:::sqs:send|Message.waitForTaskToken"'),
      'sqs:sendMessage.waitForTaskToken',
      /optimized/,
    ],
    [
      'an SDK integration',
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:s3:get|Object"'),
      's3:getObject',
      /SDK/,
    ],
    [
      'a function',
      STATE('"Type":"Task","Resource":"arn:aws:lambda:us-east-1:111122223333:function:f|"'),
      'Lambda function',
      /directly/,
    ],
    [
      'a parameter',
      STATE(
        '"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"Message|Body.$":"$"}',
      ),
      'MessageBody.$',
      /required/,
    ],
    [
      'an intrinsic function',
      STATE('"Type":"Pass","Parameters":{"a.$":"States.For|mat(\'{}\', $.a)"}'),
      'States.Format',
      /intrinsic/,
    ],
    [
      'one inside another',
      STATE('"Type":"Pass","Parameters":{"a.$":"States.Array(States.UU|ID())"}'),
      'States.UUID',
      /intrinsic/,
    ],
    [
      'the context object',
      STATE('"Type":"Pass","Parameters":{"a.$":"$$.Execution.In|put.order"}'),
      '$$.Execution.Input.order',
      /context/,
    ],
    ['a function of JSONata', STATE('"Type":"Pass","Output":"{% $su|m([1]) %}"', JSONATA), '$sum', /JSONata/],
    [
      'a function of AWS',
      STATE('"Type":"Pass","Output":"{% $part|ition([1], 1) %}"', JSONATA),
      '$partition',
      /JSONata/,
    ],
    [
      'a member of $states',
      STATE('"Type":"Pass","Output":"{% $states.in|put.a %}"', JSONATA),
      '$states.input.a',
      /reserved/,
    ],
    [
      'a member of the context',
      STATE('"Type":"Pass","Output":"{% $states.context.State.Na|me %}"', JSONATA),
      '$states.context.State.Name',
      /reserved/,
    ],
    ['a state', STATE('"Type":"Pass","Comment":"First.","Next":"|A"'), 'A', /Pass state/],
    [
      'a variable',
      STATE('"Type":"Pass","Assign":{"total":1},"Output":"{% $to|tal %}"', JSONATA),
      '$total',
      /variable/,
    ],
  ])('%s', async (_, source, title, about) => {
    const help = await helped(source)
    expect(help?.title).toBe(title)
    expect(help?.about).toMatch(about)
    expect(help?.help).toMatch(/\.$/)
    expect(source.replace('|', '')).toContain(help?.word ?? 'nothing')
  })

  test.each([
    ['a comment', STATE('"Comment":"ca|n"')],
    ['an unknown key', STATE('"Type":"Pass","x|y":1')],
    ['a blank', '{ | "StartAt":"A"}'],
    ['an empty text', '|'],
    ['keys that are not ours', STATE('"Type":"Pass","__pro|to__":1')],
    ['a text too deep', `${'['.repeat(3_000)}|`],
  ])('nothing for %s', async (_, source) => {
    expect(await helped(source)).toBeUndefined()
  })
})
