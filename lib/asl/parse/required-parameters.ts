import { isJsonObject, type JsonObject } from '@/lib/json'
import { aws } from './aws-messages'
import type { FieldReader } from './field-reader'
import type { QueryLanguage, Resource } from './state-machine'
import { suggestion } from './suggestion'

/**
 * What an optimized integration cannot do without. AWS refuses a definition that leaves one of them away; these were
 * tried for badmintoncryer/cdk-preflight.
 */
const required: ReadonlyMap<string, readonly string[]> = new Map([
  ['lambda:invoke', ['FunctionName']],
  ['sqs:sendMessage', ['QueueUrl', 'MessageBody']],
  ['sns:publish', ['Message']],
  ['dynamodb:putItem', ['TableName', 'Item']],
  ['dynamodb:getItem', ['TableName', 'Key']],
  ['states:startExecution', ['StateMachineArn']],
  ['events:putEvents', ['Entries']],
  ['ecs:runTask', ['TaskDefinition']],
  ['glue:startJobRun', ['JobName']],
])

/** An integration needs its payload field, even when the service takes no parameters, and in it what is required. */
export function checkParameters(fields: FieldReader, resource: Resource, language: QueryLanguage): void {
  if (resource.kind !== 'Integration') return
  const field = language === 'JSONPath' ? 'Parameters' : 'Arguments'
  const payload = fields.raw(field)
  if (payload === undefined) {
    fields.report({
      ...aws('payloadRequired', { field, arn: String(fields.raw('Resource')) }),
      path: fields.site('Resource').at,
      hint: `Add \`${field}\`, even if it is empty: \`"${field}": {}\`.`,
    })
  } else if (resource.integration === 'optimized' && isJsonObject(payload)) {
    const names = required.get(`${resource.service}:${resource.action}`) ?? []
    for (const name of names)
      if (!isGiven(payload, name, language)) reportMissing(name, field, payload, fields)
  }
}

function isGiven(payload: JsonObject, name: string, language: QueryLanguage): boolean {
  return Object.hasOwn(payload, name) || (language === 'JSONPath' && Object.hasOwn(payload, `${name}.$`))
}

function reportMissing(name: string, field: string, payload: JsonObject, fields: FieldReader): void {
  const { at } = fields.site(field)
  fields.report({
    ...aws('fieldRequired', { field: name }),
    path: at,
    mark: { kind: 'Key', at },
    hint: () => {
      const near = suggestion(
        name,
        Object.keys(payload).map((key) => (key.endsWith('.$') ? key.slice(0, -2) : key)),
      )
      return near === undefined ? `Add \`${name}\`.` : `Add \`${name}\`; there is \`${near}\`.`
    },
  })
}
