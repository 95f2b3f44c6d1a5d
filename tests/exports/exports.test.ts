import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { exampleGroups } from '@/lib/curriculum/server'
import { cdkStack, readImport, samTemplate, substituted, yamlOf } from '@/lib/exports'
import type { JsonValue } from '@/lib/json'

const examples = exampleGroups().flatMap((group) => group.examples)
const machines = examples.map(
  ({ slug, title, type, definition }) =>
    [slug, { name: title, type, definition: JSON.parse(definition) as JsonValue }] as const,
)

/** What CloudFormation makes of placeholders, over the text of a definition. */
function filledIn(definition: unknown, substitutions: Readonly<Record<string, string>>): unknown {
  const text = JSON.stringify(definition).replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? JSON.stringify(substitutions[name]).slice(1, -1) : whole,
  )
  return JSON.parse(text)
}

describe.each(machines)('%s', (_slug, machine) => {
  test('goes through YAML and back', async () => {
    const read = await readImport(await yamlOf(machine.definition))
    expect(read.ok && read.value.map(({ definition }) => JSON.parse(definition))).toEqual([
      machine.definition,
    ])
  })

  test('is in its SAM template as it was', async () => {
    const template = parse(await samTemplate(machine))
    const [resource] = Object.values<{ Type: string; Properties: Record<string, unknown> }>(
      template.Resources,
    )
    expect(resource?.Type).toBe('AWS::Serverless::StateMachine')
    expect(resource?.Properties.Type).toBe(machine.type)
    const defaults = Object.entries<{ Default?: string }>(template.Parameters).flatMap(([name, one]) =>
      one.Default === undefined ? [] : [[name, one.Default] as const],
    )
    expect(resource?.Properties.DefinitionSubstitutions ?? {}).toEqual(
      Object.fromEntries(defaults.map(([name]) => [name, { Ref: name }])),
    )
    expect(JSON.stringify(resource?.Properties.Definition)).not.toContain(':111122223333:function:')
    expect(filledIn(resource?.Properties.Definition, Object.fromEntries(defaults))).toEqual(
      machine.definition,
    )
  })

  test('is what its CDK stack hands over', () => {
    const made = stackMade(cdkStack(machine))
    expect(made.props.stateMachineType).toBe(machine.type)
    expect(filledIn(JSON.parse(made.props.definitionBody), made.props.definitionSubstitutions ?? {})).toEqual(
      machine.definition,
    )
  })
})

/** Runs the stack's TypeScript over stand-ins of the CDK that note what they are given. */
function stackMade(source: string) {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  expect(diagnostics).toEqual([])
  let made: { id: string; props: Record<string, unknown> } | undefined
  const modules: Readonly<Record<string, unknown>> = {
    'aws-cdk-lib': { Stack: class {} },
    'aws-cdk-lib/aws-stepfunctions': {
      DefinitionBody: { fromString: (text: string) => text },
      StateMachineType: { STANDARD: 'STANDARD', EXPRESS: 'EXPRESS' },
      StateMachine: class {
        constructor(_scope: unknown, id: string, props: Record<string, unknown>) {
          made = { id, props }
        }
      },
    },
  }
  const exported: Record<string, new () => unknown> = {}
  new Function('require', 'exports', outputText)((name: string) => modules[name], exported)
  const [Stack] = Object.values(exported)
  if (!Stack) throw new Error('No stack is exported.')
  new Stack()
  if (!made) throw new Error('No state machine was made.')
  return made as unknown as {
    id: string
    props: {
      stateMachineType: string
      definitionBody: string
      definitionSubstitutions?: Record<string, string>
    }
  }
}

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>
const names = fc.oneof(fc.string(), fc.constantFrom('*/ }', '', '42', `\`$\{x}\``, '\u2028', 'Überweisung 2'))

test('whatever is in a definition, the CDK stack and the SAM template say the same', async () => {
  const tricky = fc.oneof(
    json,
    fc.constantFrom<JsonValue>(
      JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
      { text: `$\{NotOurs} \`x\` \u2028 </script> *//*` },
      'arn:aws:lambda:us-east-1:111122223333:function:a',
      'yes',
      '012',
      { '': [[], {}] },
    ),
  )
  await fc.assert(
    fc.asyncProperty(tricky, names, async (definition, name) => {
      const machine = { name, type: 'STANDARD' as const, definition }
      const { props } = stackMade(cdkStack(machine))
      expect(filledIn(JSON.parse(props.definitionBody), props.definitionSubstitutions ?? {})).toEqual(
        JSON.parse(JSON.stringify(definition)),
      )
      const template = parse(await samTemplate(machine))
      const [resource] = Object.values<{ Properties: { Definition: unknown } }>(template.Resources)
      const defaults = Object.entries<{ Default?: string }>(template.Parameters).map(([key, one]) => [
        key,
        one.Default,
      ])
      expect(filledIn(resource?.Properties.Definition, Object.fromEntries(defaults))).toEqual(
        JSON.parse(JSON.stringify(definition)),
      )
    }),
    { numRuns: 60 },
  )
})

test('names of one thing are one placeholder, and two things never share one', () => {
  const price = 'arn:aws:lambda:us-east-1:111122223333:function:price'
  const { definition, substitutions } = substituted({
    a: price,
    b: [price, 'arn:aws:lambda:eu-west-1:111122223333:function:price'],
    c: 'https://sqs.us-east-1.amazonaws.com/111122223333/packing',
    d: 'arn:aws:states:::lambda:invoke',
    e: `{% '${price}' %}`,
  })
  expect(definition).toEqual({
    a: `\${PriceFunctionArn}`,
    b: [`\${PriceFunctionArn}`, `\${PriceFunctionArn2}`],
    c: `\${PackingQueueUrl}`,
    d: 'arn:aws:states:::lambda:invoke',
    e: `{% '${price}' %}`,
  })
  expect([...substitutions.keys()]).toEqual(['PriceFunctionArn', 'PriceFunctionArn2', 'PackingQueueUrl'])
})
