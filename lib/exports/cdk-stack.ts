import type { JsonValue } from '@/lib/json'
import { type ExportedMachine, identifier } from './machine'
import { substituted } from './substitutions'

/** A CDK stack (v2) in TypeScript that makes the machine; the definition stands in it as it is, not as constructs. */
export function cdkStack({ name, type, definition }: ExportedMachine): string {
  const id = identifier(name)
  const { definition: withPlaceholders, substitutions } = substituted(definition)
  const replaced = [...substitutions].map(
    ([placeholder, text]) => `        ${placeholder}: ${JSON.stringify(text)},\n`,
  )
  return `import { Stack, type StackProps } from 'aws-cdk-lib'
import { DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'

const definition = ${literal(withPlaceholders, '')}

/** ${name.replaceAll('*/', '* /')} */
export class ${id}Stack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props)
    // Its role is made with it; grant it what the machine calls.
    new StateMachine(this, '${id}', {
      stateMachineType: StateMachineType.${type},
      definitionBody: DefinitionBody.fromString(JSON.stringify(definition)),
${replaced.length > 0 ? `      definitionSubstitutions: {\n${replaced.join('')}      },\n` : ''}    })
  }
}
`
}

/** A JSON value as an expression of TypeScript. `__proto__` as a plain key would be no member. */
function literal(value: JsonValue, indent: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const deeper = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const members = Array.isArray(value)
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([key, member]) => {
        const written = key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)
        return `${written}: ${literal(member, deeper)}`
      })
  return members.length === 0
    ? `${open}${close}`
    : `${open}\n${members.map((member) => `${deeper}${member},\n`).join('')}${indent}${close}`
}
