import { describe, expect, test } from 'vitest'
import { readImport } from '@/lib/exports'

const ASL = { StartAt: 'A', States: { A: { Type: 'Succeed' } } }

async function found(text: string) {
  const read = await readImport(text)
  return read.ok ? read.value.map((one) => ({ ...one, definition: JSON.parse(one.definition) })) : read.error
}

describe('what can be opened', () => {
  test('a definition in JSON stays as it was typed', async () => {
    const text = '{ "StartAt":"A",\n\t"States":{"A":{"Type":"Succeed"}} }'
    expect(await readImport(text)).toEqual({ ok: true, value: [{ type: 'STANDARD', definition: text }] })
  })

  test.each([
    ['YAML', 'StartAt: A\nStates:\n  A:\n    Type: Succeed\n'],
    ['YAML with an alias', 'x: &t\n  Type: Succeed\nStartAt: A\nStates:\n  A: *t\n'],
    ['YAML with a comment', '# mine\nStartAt: A\nStates: { A: { Type: Succeed } }\n'],
  ])('%s', async (_what, text) => {
    expect(await found(text)).toMatchObject([{ type: 'STANDARD', definition: ASL }])
  })

  test.each([
    [
      'a SAM template',
      `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Role: !GetAtt Role.Arn
      Definition:
        StartAt: A
        States:
          A: { Type: Succeed }
`,
      [{ name: 'Shop', type: 'EXPRESS', definition: ASL }],
    ],
    [
      'CloudFormation in JSON with a string',
      JSON.stringify({
        Resources: {
          Bucket: { Type: 'AWS::S3::Bucket' },
          Shop: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              StateMachineType: 'STANDARD',
              DefinitionString: JSON.stringify({ ...ASL, Comment: `\${What} \${Kept}` }),
              DefinitionSubstitutions: { What: 'a "quote"', Kept: { Ref: 'X' } },
            },
          },
        },
      }),
      [{ name: 'Shop', type: 'STANDARD', definition: { ...ASL, Comment: `a "quote" \${Kept}` } }],
    ],
    [
      'a template with !Sub',
      `Resources:
  One:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {"StartAt":"A","States":{"A":{"Type":"Succeed"}}}
  Two:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }
`,
      [
        { name: 'One', type: 'STANDARD', definition: ASL },
        { name: 'Two', type: 'STANDARD', definition: ASL },
      ],
    ],
  ])('%s', async (_what, text, machines) => {
    expect(await found(text)).toEqual(machines)
  })
})

describe('what cannot, with a sentence about it', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
    .split('')
    .map((name, place) => `${name}: &${name} [${`*${'abcdefg'[place]}, `.repeat(10)}]`)
    .join('\n')}\nStartAt: *h\n`
  test.each([
    ['nothing', '  ', /nothing to read/],
    ['a list', '[1]', /object with StartAt/],
    ['something else', '{"hello":1}', /neither StartAt/],
    ['a broken text', '{"StartAt": ', /JSON nor YAML/],
    ['YAML with a tab', 'StartAt:\n\t- A', /YAML/],
    ['a history', '{"events":[]}', /history/],
    [
      'a template without a machine',
      'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {}',
      /no state machine/,
    ],
    [
      'a template that names a file',
      'Resources:\n  B:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: a.json }',
      /in a file/,
    ],
    ['aliases that unfold without end', bomb, /aliases unfold/],
    ['a circle', 'a: &a\n  b: *a\nStartAt: A', /cannot be read|aliases/],
    ['depth', '['.repeat(5_000) + ']'.repeat(5_000), /levels|object/],
    ['size', `{"StartAt":"${'x'.repeat(4 * 1024 * 1024)}"}`, /4 MiB/],
  ])('%s', async (_what, text, said) => {
    expect(await found(text)).toMatch(said)
  })

  test('keys that would change every object are data', async () => {
    const read = await found(
      'StartAt: A\n__proto__: { polluted: true }\nStates: { constructor: { Type: Succeed } }\n',
    )
    expect({}).not.toHaveProperty('polluted')
    expect(read).toMatchObject([{ definition: { StartAt: 'A' } }])
  })
})
