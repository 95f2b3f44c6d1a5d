import { describe, expect, test } from 'vitest'
import { type Diagnostic, parse } from '@/lib/asl'
import { fixesFor } from '@/lib/fixes'
import { applyEdits } from '@/lib/studio'

const read = async (source: string): Promise<readonly Diagnostic[]> => {
  const parsed = parse(source)
  return parsed.ok ? parsed.warnings : parsed.diagnostics
}

/** The fixes of every problem, as title to text. */
async function offered(source: string): Promise<Map<string, string>> {
  const diagnostics = await read(source)
  const fixes = await Promise.all(diagnostics.map((diagnostic) => fixesFor(source, diagnostic, read)))
  return new Map(fixes.flat().map(({ title, edits }) => [title, applyEdits(source, edits)]))
}

const states = (written: string, more = '') => `{"StartAt":"A",${more}"States":{${written}}}`
const END = '"Z":{"Type":"Succeed"}'
const task = (fields: string) =>
  states(
    `"A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:111122223333:function:f",${fields},"Next":"Z"},${END}`,
  )
const pass = (fields: string, more = '') => states(`"A":{"Type":"Pass",${fields}"End":true}`, more)
const JSONATA = '"QueryLanguage":"JSONata",'

describe('fixes of', () => {
  test.each<[what: string, source: string, title: string, after: string]>([
    // what leads where
    [
      'a misspelt Next',
      states(`"A":{"Type":"Pass","Next":"Shp"},"Ship":{"Type":"Succeed"}`),
      'Lead to `Ship`',
      states(`"A":{"Type":"Pass","Next":"Ship"},"Ship":{"Type":"Succeed"}`),
    ],
    [
      'a misspelt StartAt',
      '{"StartAt":"a","States":{"A":{"Type":"Succeed"}}}',
      'Lead to `A`',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a misspelt Default',
      states(
        '"A":{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"Ship"}],"Default":"Shpi"},"Ship":{"Type":"Succeed"}',
      ),
      'Lead to `Ship`',
      states(
        '"A":{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"Ship"}],"Default":"Ship"},"Ship":{"Type":"Succeed"}',
      ),
    ],
    [
      'a state that is not there',
      states('"A":{"Type":"Pass","Next":"Elsewhere"}'),
      'Add a state `Elsewhere`',
      states('"A":{"Type":"Pass","Next":"Elsewhere"},"Elsewhere":{"Type":"Pass","End":true}'),
    ],
    [
      'neither Next nor End',
      states(`"A":{"Type":"Pass"},${END}`),
      'Go on with `Z`',
      states(`"A":{"Type":"Pass","Next":"Z"},${END}`),
    ],
    [
      'neither, in the last state',
      states('"A":{"Type":"Pass"}'),
      'End here: add `"End": true`',
      states('"A":{"Type":"Pass","End":true}'),
    ],
    [
      'both Next and End',
      states(`"A":{"Type":"Pass","Next":"Z","End":true},${END}`),
      'Keep `Next` only',
      states(`"A":{"Type":"Pass","Next":"Z"},${END}`),
    ],
    [
      'no end at all',
      states('"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}'),
      'Let `B` be the last: `"End": true`',
      states('"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}'),
    ],
    [
      'a state that nothing leads to',
      states('"A":{"Type":"Succeed"},"B":{"Type":"Succeed"}'),
      'Remove the state `B`',
      states('"A":{"Type":"Succeed"}'),
    ],
    [
      'a name that is there twice',
      states(
        '"A":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}]}',
      ),
      'Call this one `A 2`',
      states(
        '"A":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A 2","States":{"A 2":{"Type":"Succeed"}}}]}',
      ),
    ],
    [
      '`End` that is false',
      pass('"Comment":"c",').replace('true', 'false'),
      'Change it to `true`',
      pass('"Comment":"c",'),
    ],
    // fields
    ['a misspelt field', pass('"Coment":"c",'), 'Change it to `Comment`', pass('"Comment":"c",')],
    ['a field that does not belong here', pass('"Resource":"r",'), 'Remove `Resource`', pass('')],
    [
      'a choice operator misspelt',
      states(`"A":{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEqual":1,"Next":"Z"}]},${END}`),
      'Change it to `NumericEquals`',
      states(`"A":{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":1,"Next":"Z"}]},${END}`),
    ],
    [
      'a field of JSONPath',
      pass('"Parameters":{"id.$":"$.order.id"},', JSONATA),
      'Remove `Parameters`',
      pass('', JSONATA),
    ],
    [
      'arguments of JSONPath',
      task('"Parameters":{"id.$":"$.order.id","at.$":"$$.State.EnteredTime"}').replace('{', `{${JSONATA}`),
      'Change it to `Arguments`',
      task(
        '"Arguments":{"id":"{% $states.input.order.id %}","at":"{% $states.context.State.EnteredTime %}"}',
      ).replace('{', `{${JSONATA}`),
    ],
    [
      'a field of JSONata',
      pass('"Output":{"a":1},'),
      'Write this state in JSONata',
      states('"A":{"Type":"Pass","QueryLanguage":"JSONata","Output":{"a":1},"End":true}'),
    ],
    [
      'no StartAt',
      '{"States":{"A":{"Type":"Succeed"}}}',
      'Add `StartAt`',
      '{"States":{"A":{"Type":"Succeed"}},"StartAt":"A"}',
    ],
    [
      'StartAt misspelt',
      '{"Startat":"A","States":{"A":{"Type":"Succeed"}}}',
      'Change `Startat` to `StartAt`',
      '',
    ],
    [
      'no payload',
      states(`"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Next":"Z"},${END}`),
      'Add `Parameters`',
      '',
    ],
    [
      'a parameter misspelt',
      states(
        `"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionNam":"f"},"Next":"Z"},${END}`,
      ),
      'Change `FunctionNam` to `FunctionName`',
      states(
        `"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"Next":"Z"},${END}`,
      ),
    ],
    // values
    [
      'a misspelt type',
      states('"A":{"Type":"Sucess"}'),
      'Change it to `Succeed`',
      states('"A":{"Type":"Succeed"}'),
    ],
    ['a number in quotes', task('"TimeoutSeconds":"30"'), 'Change it to `30`', task('"TimeoutSeconds":30')],
    [
      'a path without `$`',
      pass('"InputPath":"order.id",'),
      'Change it to `"$.order.id"`',
      pass('"InputPath":"$.order.id",'),
    ],
    [
      'an ARN with colons too few',
      states(
        `"A":{"Type":"Task","Resource":"arn:aws:states::sqs:sendMessage","Parameters":{"QueueUrl":"q","MessageBody":"b"},"Next":"Z"},${END}`,
      ),
      'Change it to `"arn:aws:states:::sqs:sendMessage"`',
      '',
    ],
    [
      'a word in small letters',
      pass('"QueryLanguage":"jsonpath",'),
      'Change it to `JSONPath`',
      pass('"QueryLanguage":"JSONPath",'),
    ],
    // errors
    [
      'States.ALL not alone',
      task('"Catch":[{"ErrorEquals":["States.ALL","Mine"],"Next":"Z"}]'),
      'Remove `States.ALL` here',
      task('"Catch":[{"ErrorEquals":["Mine"],"Next":"Z"}]'),
    ],
    [
      'States.ALL not last',
      task('"Retry":[{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["Mine"]}]'),
      'Move this entry to the end',
      task('"Retry":[{"ErrorEquals":["Mine"]},{"ErrorEquals":["States.ALL"]}]'),
    ],
    [
      'an error name misspelt',
      task('"Retry":[{"ErrorEquals":["States.TimeOut"]}]'),
      'Change it to `States.Timeout`',
      task('"Retry":[{"ErrorEquals":["States.Timeout"]}]'),
    ],
    // expressions
    [
      'a `.$` that is missing',
      pass('"Parameters":{"id":"$.order.id"},'),
      'Call it `id.$`',
      pass('"Parameters":{"id.$":"$.order.id"},'),
    ],
    [
      'a `.$` too many',
      pass('"Parameters":{"id.$":"a text"},'),
      'Keep the value: call it `id`',
      pass('"Parameters":{"id":"a text"},'),
    ],
    [
      'a `Path` that is missing',
      states(`"A":{"Type":"Choice","Choices":[{"Variable":"$.a","StringEquals":"$.b","Next":"Z"}]},${END}`),
      'Call it `StringEqualsPath`',
      states(
        `"A":{"Type":"Choice","Choices":[{"Variable":"$.a","StringEqualsPath":"$.b","Next":"Z"}]},${END}`,
      ),
    ],
    [
      'an expression that is not closed',
      pass('"Output":"{% $states.input",', JSONATA),
      'Close it with `%}`',
      pass('"Output":"{% $states.input %}",', JSONATA),
    ],
    [
      'a name without $states',
      pass(`"Output":"{% total & ' total' & a.total %}",`, JSONATA),
      'Read `$states.input.total`',
      '',
    ],
    // syntax
    [
      'a comma before a brace',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"},}}',
      'Remove the comma',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a comma that is missing',
      '{"StartAt":"A" "States":{"A":{"Type":"Succeed"}}}',
      'Add a comma',
      '{"StartAt":"A", "States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a colon that is missing',
      '{"StartAt" "A","States":{"A":{"Type":"Succeed"}}}',
      'Add a colon',
      '{"StartAt": "A","States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a brace that is missing',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}',
      'Close with `}`',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a comment',
      '{"StartAt":"A", // first\n"States":{"A":{"Type":"Succeed"}}}',
      'Remove the comment',
      '{"StartAt":"A", "States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a word of Python',
      pass('"Comment":"c",').replace('true', 'True'),
      'Write `true`',
      pass('"Comment":"c",'),
    ],
    [
      'a key twice',
      '{"StartAt":"A","Comment":"a","Comment":"b","States":{"A":{"Type":"Succeed"}}}',
      'Remove the first `Comment`',
      '',
    ],
  ])('%s', async (_, source, title, after) => {
    const fixes = await offered(source)
    expect([...fixes.keys()]).toContain(title)
    if (after !== '') expect(fixes.get(title)).toBe(after)
  })

  test('what was wrong already does not stand in the way', async () => {
    const source = states('"A":{"Type":"Pass","Nxt":"B"},"B":{"Type":"Succeed"},"C":{"Type":"Succeed"}')
    expect([...(await offered(source)).keys()]).toContain('Change it to `Next`')
  })

  test('texts too deep or without a fix', async () => {
    expect(await offered(`${'['.repeat(3_000)}`)).toEqual(new Map())
    expect(await offered('{"StartAt":"A","States":{"A":1,"Z":{"Type":"Succeed"}}}')).toEqual(new Map())
  })
})
