import { describe, expect, test } from 'vitest'
import { completionsAt, type KnownResource } from '@/lib/language'
import { caret } from './caret'

const account: readonly KnownResource[] = [
  { kind: 'Function', name: 'charge', address: 'arn:aws:lambda:us-east-1:111122223333:function:charge' },
  { kind: 'Queue', name: 'orders', address: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders' },
]

async function offered(marked: string) {
  const { source, offset } = caret(marked)
  const found = await completionsAt(source, offset, account)
  return {
    labels: found?.options.map(({ label }) => label) ?? [],
    /** The text after a choice; what is selected then stands between bars. */
    choose: (label: string) => {
      const option = found?.options.find((one) => one.label === label)
      if (!found || !option) return undefined
      const { from, to } = option.select ?? { from: option.insert.length, to: option.insert.length }
      const insert =
        from === to
          ? `${option.insert.slice(0, from)}|${option.insert.slice(from)}`
          : `${option.insert.slice(0, from)}|${option.insert.slice(from, to)}|${option.insert.slice(to)}`
      return source.slice(0, found.from) + insert + source.slice(found.to)
    },
  }
}

const MACHINE = (next: string) =>
  `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":${next}},"B":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"C","States":{"C":{"Type":"Pass","End":true}}}]}}}`
const STATE = (fields: string, more = '') => `{"StartAt":"A",${more}"States":{"A":{${fields}}}}`
const JSONATA = '"QueryLanguage":"JSONata",'

describe('values', () => {
  test.each<[string, string, string[]]>([
    ['Next offers the other states of the machine', MACHINE('"|"'), ['B']],
    ['also while the name is being typed', MACHINE('"B|\n'), ['B']],
    ['StartAt offers every state', '{"StartAt":"|","States":{"A":{},"B":{}}}', ['A', 'B']],
    [
      'a branch knows its own states only',
      '{"States":{"P":{"Branches":[{"StartAt":"|","States":{"C":{}}}]}}}',
      ['C'],
    ],
    ['a Choice rule leads to states', '{"States":{"A":{"Choices":[{"Next":"|"}]},"B":{}}}', ['B']],
    ['a catcher too', '{"States":{"A":{"Catch":[{"Next":"|"}]},"B":{}}}', ['B']],
    ['Default too', '{"States":{"A":{"Type":"Choice","Default":"|"},"B":{}}}', ['B']],
    ['QueryLanguage has two values', '{"QueryLanguage":"|"}', ['JSONPath', 'JSONata']],
    [
      'a mode has two values',
      STATE('"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"|"}}'),
      ['INLINE', 'DISTRIBUTED'],
    ],
    ['End is true', STATE('"Type":"Pass","End":|'), ['true']],
    [
      'a queue of the account',
      STATE('"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"|"}'),
      ['orders'],
    ],
    ['nothing in front of a string', MACHINE('|"B"'), []],
    ['nothing where nothing is known', '{"Comment":"|"}', []],
    ['nothing in a text that is too deep', `${'['.repeat(600)}"|"`, []],
  ])('%s', async (_, text, labels) => {
    expect((await offered(text)).labels).toEqual(labels)
  })

  test.each<[string, string, string[], string[]]>([
    ['a state type', STATE('"Type":"|"'), ['Task', 'Choice', 'Map', 'Fail'], ['Branch']],
    [
      'errors',
      STATE('"Type":"Task","Retry":[{"ErrorEquals":["|"]}]'),
      ['States.ALL', 'States.Timeout'],
      ['Lambda.Unknown'],
    ],
    [
      'errors of a function',
      STATE('"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Catch":[{"ErrorEquals":["|"]}]'),
      ['Lambda.TooManyRequestsException'],
      ['States.Http.Socket'],
    ],
    [
      'errors that are not there yet',
      STATE('"Type":"Task","Retry":[{"ErrorEquals":["States.Timeout","|"]}]'),
      ['States.TaskFailed'],
      ['States.Timeout'],
    ],
    [
      'what a Fail state inside gives',
      STATE(
        '"Type":"Parallel","Branches":[{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"Card.Declined"}}}],"Catch":[{"ErrorEquals":["|"]}]',
      ),
      ['Card.Declined'],
      [],
    ],
    [
      'resources: integrations with their patterns, functions of the account',
      STATE('"Type":"Task","Resource":"|"'),
      [
        'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        account[0]?.address ?? '',
        'arn:aws:states:::aws-sdk:',
      ],
      ['arn:aws:states:::sqs:sendMessage.sync'],
    ],
    [
      'services of the SDK',
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:|"'),
      ['arn:aws:states:::aws-sdk:dynamodb:'],
      [],
    ],
    [
      'actions of a service',
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:|"'),
      ['arn:aws:states:::aws-sdk:dynamodb:query'],
      ['arn:aws:states:::sqs:sendMessage'],
    ],
  ])('%s', async (_, text, there, absent) => {
    const { labels } = await offered(text)
    expect(labels).toEqual(expect.arrayContaining(there))
    expect(labels.filter((label) => absent.includes(label))).toEqual([])
  })
})

describe('keys', () => {
  test.each<[string, string, string[], string[]]>([
    ['fields follow the type', STATE('"Type":"Wait","|"'), ['Seconds', 'Next'], ['Type', 'Resource']],
    [
      'and the query language',
      STATE('"Type":"Task","|"', JSONATA),
      ['Arguments', 'Output'],
      ['Parameters', 'ResultPath'],
    ],
    [
      'a state may have a language of its own',
      STATE('"Type":"Pass","QueryLanguage":"JSONata","|"'),
      ['Output'],
      ['Result'],
    ],
    [
      'twins exclude each other',
      STATE('"Type":"Wait","Seconds":1,"End":true,"|"'),
      ['Comment'],
      ['SecondsPath', 'Timestamp', 'Next'],
    ],
    ['a retrier', STATE('"Type":"Task","Retry":[{"|"}]'), ['MaxAttempts', 'JitterStrategy'], ['Next']],
    ['a catcher', STATE('"Type":"Task","Catch":[{"|"}]'), ['ErrorEquals', 'Next'], []],
    [
      'a choice rule',
      STATE('"Type":"Choice","Choices":[{"|"}]'),
      ['Variable', 'StringEquals', 'Next'],
      ['Condition'],
    ],
    [
      'an inner rule leads nowhere',
      STATE('"Type":"Choice","Choices":[{"And":[{"|"}]}]'),
      ['Variable'],
      ['Next', 'Assign'],
    ],
    [
      'a rule in JSONata',
      STATE('"Type":"Choice","Choices":[{"|"}]', JSONATA),
      ['Condition'],
      ['Variable', 'StringEquals'],
    ],
    ['the whole definition', '{"|"}', ['StartAt', 'States', 'TimeoutSeconds'], []],
    ['a branch', STATE('"Type":"Parallel","Branches":[{"|"}]'), ['StartAt'], ['TimeoutSeconds']],
    ['a reader', STATE('"Type":"Map","ItemReader":{"ReaderConfig":{"|"}}'), ['InputType', 'CSVHeaders'], []],
    [
      'an integration',
      STATE('"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"|"}'),
      ['QueueUrl', 'MessageBody', 'MessageBody.$'],
      ['Payload'],
    ],
    [
      'an integration in JSONata',
      STATE('"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"|"}', JSONATA),
      ['FunctionName', 'Payload'],
      ['Payload.$'],
    ],
    [
      'an action of the SDK',
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:query","Parameters":{"|"}'),
      ['TableName', 'KeyConditionExpression'],
      [],
    ],
    [
      'no action where names are what every object has',
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:constructor:name","Parameters":{"|"}'),
      [],
      ['length', 'name'],
    ],
    ['credentials', STATE('"Type":"Task","Credentials":{"|"}'), ['RoleArn', 'RoleArn.$'], []],
    [
      'states that are missing',
      '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"|"}}',
      ['B'],
      ['A'],
    ],
    [
      'variables that are set elsewhere',
      '{"States":{"A":{"Type":"Pass","Assign":{"total":1}},"B":{"Type":"Pass","Assign":{"|"}}}}',
      ['total.$'],
      [],
    ],
    ['no fields in a template', STATE('"Type":"Pass","Parameters":{"|"}'), [], ['Type', 'Next']],
    ['keys that are not ours', STATE('"__proto__":{"constructor":{"|"}}'), [], ['Type']],
  ])('%s', async (_, text, there, absent) => {
    const { labels } = await offered(text)
    expect(labels).toEqual(expect.arrayContaining(there))
    expect(labels.filter((label) => absent.includes(label))).toEqual([])
  })

  test('required ones come first', async () => {
    expect((await offered(STATE('"|"'))).labels[0]).toBe('Type')
    expect((await offered(STATE('"Type":"Task","|"'))).labels[0]).toBe('Resource')
    const { labels } = await offered(
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sqs:sendMessage","Arguments":{"|"}', JSONATA),
    )
    expect(labels.slice(0, 2)).toEqual(['QueueUrl', 'MessageBody'])
  })
})

describe('inside strings', () => {
  const jsonata = (expression: string, field = 'Output') =>
    STATE(`"Type":"Task","${field}":"{% ${expression} %}"`, JSONATA)
  const path = (value: string) => STATE(`"Type":"Pass","Assign":{"total":1},"Parameters":{"a.$":"${value}"}`)
  test.each<[string, string, string[], string[]]>([
    ['functions of JSONata and of AWS', jsonata('$|'), ['$sum', '$partition', '$states'], ['$eval']],
    ['$states after the work', jsonata('$states.|'), ['input', 'result', 'context'], ['errorOutput']],
    ['$states before the work', jsonata('$states.|', 'Arguments'), ['input', 'context'], ['result']],
    [
      '$states in a catcher',
      STATE('"Type":"Task","Catch":[{"Output":"{% $states.| %}"}]', JSONATA),
      ['errorOutput'],
      ['result'],
    ],
    [
      'the context object',
      jsonata('$states.context.Exec|'),
      ['Execution.Id', 'State.Name'],
      ['Map.Item.Value'],
    ],
    ['variables', STATE('"Type":"Pass","Assign":{"total":1},"Output":"{% $to| %}"', JSONATA), ['$total'], []],
    ['an expression that is not closed', STATE('"Type":"Pass","Output":"{% $|"', JSONATA), ['$sum'], []],
    ['paths and intrinsic functions', path('|'), ['$', '$$', '$total', 'States.Format'], []],
    ['arguments of a function', path("States.Format('{}', $|"), ['$$', '$total'], []],
    ['the context object in JSONPath', path('$$.|'), ['Execution.Id'], []],
    [
      'paths in a field that takes one',
      STATE('"Type":"Pass","InputPath":"|"'),
      ['$', '$$'],
      ['States.Format'],
    ],
  ])('%s', async (_, text, there, absent) => {
    const { labels } = await offered(text)
    expect(labels).toEqual(expect.arrayContaining(there))
    expect(labels.filter((label) => absent.includes(label))).toEqual([])
  })

  test.each([
    ['within a text of an expression', jsonata("'costs $|'")],
    ['behind a name', jsonata('$states.input.or|')],
    ['in a value that is no path', STATE('"Type":"Pass","Parameters":{"a":"$|"}')],
    ['behind the end of an expression', STATE('"Type":"Pass","Output":"{% 1 %}|"', JSONATA)],
  ])('nothing %s', async (_, text) => {
    expect((await offered(text)).labels).toEqual([])
  })
})

describe('what is chosen', () => {
  test.each([
    ['{"Sta|"}', 'StartAt', '{"StartAt": "|"}'],
    ['{"Sta|": "A"}', 'StartAt', '{"StartAt"|: "A"}'],
    ['{|}', 'StartAt', '{"StartAt": "|"}'],
    ['{"Ti|" "StartAt":"A"}', 'TimeoutSeconds', '{"TimeoutSeconds": |300|, "StartAt":"A"}'],
    [MACHINE('"|"'), 'B', MACHINE('"B"|')],
    [MACHINE('"B|\n'), 'B', MACHINE('"B"|\n')],
    [MACHINE('|'), 'B', MACHINE('"B"|')],
    [
      STATE('"Type":"Pass","Output":"{% $su| %}"', JSONATA),
      '$sum',
      STATE('"Type":"Pass","Output":"{% $sum(|) %}"', JSONATA),
    ],
    [
      STATE('"Type":"Task","Resource":"arn|"'),
      'arn:aws:states:::aws-sdk:',
      STATE('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:|"'),
    ],
    [
      STATE('"Type":"Pass","Output":"|"', JSONATA),
      '{% … %}',
      STATE('"Type":"Pass","Output":"{% | %}"', JSONATA),
    ],
  ])('%s with %s', async (text, label, after) => {
    expect((await offered(text)).choose(label)).toBe(after)
  })

  test('texts too long to complete in are left alone', async () => {
    expect(await completionsAt(`{"Comment":"${'x'.repeat(400_000)}","`, 400_014)).toBeUndefined()
  })
})
