import type { JsonValue } from '@/lib/json'
import { type ExportedMachine, identifier } from './machine'
import { substituted } from './substitutions'
import { yamlOf } from './yaml'

/**
 * A SAM template in YAML that makes the machine. What it calls comes in by parameters, with the names it has here as
 * defaults; so does its role, because what it may do is for its owner to decide.
 */
export async function samTemplate({ name, type, definition }: ExportedMachine): Promise<string> {
  const { definition: withPlaceholders, substitutions } = substituted(definition)
  const parameters: Record<string, JsonValue> = {
    RoleArn: {
      Type: 'String',
      Description: 'The role of the state machine; it has to allow what the machine calls.',
    },
  }
  for (const [placeholder, text] of substitutions) {
    parameters[placeholder] = { Type: 'String', Default: text }
  }
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Description: name,
    Parameters: parameters,
    Resources: {
      [identifier(name)]: {
        Type: 'AWS::Serverless::StateMachine',
        Properties: {
          Type: type,
          Role: { Ref: 'RoleArn' },
          Definition: withPlaceholders,
          ...(substitutions.size > 0 && {
            DefinitionSubstitutions: Object.fromEntries(
              [...substitutions.keys()].map((placeholder) => [placeholder, { Ref: placeholder }]),
            ),
          }),
        },
      },
    },
  }
  return yamlOf(template)
}
