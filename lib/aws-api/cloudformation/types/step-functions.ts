import { isJsonObject, type JsonObject } from '@/lib/json'
import { badProperty } from '../problem'
import { flagOf, objectOf, objectsOf, required, tagsWith, textOf } from '../properties'
import type { ResourceType } from '../step'

export const stateMachine: ResourceType = (properties, { accountId, region, madeUpName, tags }) => {
  const name = textOf(properties, 'StateMachineName') ?? madeUpName
  const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`
  const type = textOf(properties, 'StateMachineType')
  const logging = objectOf(properties, 'LoggingConfiguration')
  const tracing = objectOf(properties, 'TracingConfiguration')
  const request: JsonObject = {
    name,
    definition: definitionOf(properties),
    roleArn: required(textOf(properties, 'RoleArn'), 'RoleArn'),
    ...(type !== undefined && { type }),
    ...(logging && { loggingConfiguration: loggingOf(logging) }),
    ...(tracing && { tracingConfiguration: { enabled: flagOf(tracing, 'Enabled') ?? false } }),
    tags: tagsWith(properties, tags),
  }
  return {
    ref: arn,
    attributes: { Arn: arn, Name: name },
    make: [{ on: 'states', operation: 'CreateStateMachine', name, request }],
    unmake: [{ on: 'states', operation: 'DeleteStateMachine', name, request: { stateMachineArn: arn } }],
  }
}

export const activity: ResourceType = (properties, { accountId, region, madeUpName, tags }) => {
  const name = textOf(properties, 'Name') ?? madeUpName
  const arn = `arn:aws:states:${region}:${accountId}:activity:${name}`
  const request = { name, tags: tagsWith(properties, tags) }
  return {
    ref: arn,
    attributes: { Arn: arn, Name: name },
    make: [{ on: 'states', operation: 'CreateActivity', name, request }],
    unmake: [{ on: 'states', operation: 'DeleteActivity', name, request: { activityArn: arn } }],
  }
}

/** Exactly one of a text, an object, and a place in S3; `${name}` in it is substituted. */
function definitionOf(properties: JsonObject): string {
  if (properties.DefinitionS3Location !== undefined) {
    badProperty('Stepwise does not read definitions from S3: use DefinitionString or Definition.')
  }
  const written = textOf(properties, 'DefinitionString')
  const object = objectOf(properties, 'Definition')
  if ((written === undefined) === (object === undefined))
    badProperty('Exactly one of DefinitionString, Definition and DefinitionS3Location has to be given.')
  let text = written ?? JSON.stringify(object)
  for (const [name, value] of Object.entries(objectOf(properties, 'DefinitionSubstitutions') ?? {})) {
    const plain = typeof value === 'string' ? value : JSON.stringify(value)
    // In an object it stands inside of a JSON text.
    const put =
      written === undefined && typeof value === 'string' ? JSON.stringify(plain).slice(1, -1) : plain
    text = text.replaceAll(`\${${name}}`, () => put)
  }
  return text
}

function loggingOf(logging: JsonObject): JsonObject {
  const level = textOf(logging, 'Level')
  const includeExecutionData = flagOf(logging, 'IncludeExecutionData')
  const destinations = objectsOf(logging, 'Destinations').map(({ CloudWatchLogsLogGroup: group }) => {
    const logGroupArn = isJsonObject(group) ? textOf(group, 'LogGroupArn') : undefined
    return { cloudWatchLogsLogGroup: logGroupArn === undefined ? {} : { logGroupArn } }
  })
  return {
    ...(level !== undefined && { level }),
    ...(includeExecutionData !== undefined && { includeExecutionData }),
    ...(destinations.length > 0 && { destinations }),
  }
}
