import { MOST_SECONDS } from '../../most-seconds'
import { aws } from '../aws-messages'
import { catchers } from '../catchers'
import { dataFlow } from '../data-flow'
import { type Decoder, object, text, whole } from '../decode'
import type { FieldReader } from '../field-reader'
import { literalOr } from '../jsonata'
import { pathExpression } from '../paths'
import { checkParameters } from '../required-parameters'
import { resource, unknownResource } from '../resource'
import { retriers } from '../retriers'
import type { Expression, QueryLanguage, Seconds, TaskState, Template } from '../state-machine'
import { template } from '../templates'
import { transition } from '../transition'
import type { StateReading } from './read-state'

export function readTask({ base, fields }: StateReading<'Task'>): TaskState {
  const language = base.queryLanguage
  const timeoutSeconds = seconds(fields, 'TimeoutSeconds', language)
  const heartbeatSeconds = seconds(fields, 'HeartbeatSeconds', language)
  checkHeartbeat(fields, timeoutSeconds, heartbeatSeconds)
  const credentials = fields.read('Credentials', withRole(language))
  const target = fields.read('Resource', resource)
  if (target) checkParameters(fields, target, language)
  if (target?.kind === 'Activity' && credentials) reportCredentials(fields)
  return {
    ...base,
    resource: target ?? unknownResource,
    resourceArn: typeof fields.raw('Resource') === 'string' ? fields.readOr('Resource', text, '') : '',
    flow: dataFlow(fields, language),
    retriers: retriers(fields, language),
    catchers: catchers(fields, language),
    ...transition(fields),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    ...(credentials === undefined ? {} : { credentials }),
  }
}

/** `TimeoutSeconds` or `TimeoutSecondsPath`, and the same for the heartbeat. */
function seconds(
  fields: FieldReader,
  name: 'TimeoutSeconds' | 'HeartbeatSeconds',
  language: QueryLanguage,
): Seconds | undefined {
  fields.exclusive(name, `${name}Path`)
  const literal = fields.read(name, literalOr(language, whole(1, MOST_SECONDS)))
  return literal ?? (language === 'JSONPath' ? fields.read(`${name}Path`, pathExpression) : undefined)
}

function checkHeartbeat(
  fields: FieldReader,
  timeout: Seconds | undefined,
  heartbeat: Seconds | undefined,
): void {
  const longest = literalOf(timeout)
  const silence = literalOf(heartbeat)
  if (longest === undefined || silence === undefined || silence < longest) return
  fields.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: fields.site('HeartbeatSeconds').at,
    message: '`HeartbeatSeconds` has to be smaller than `TimeoutSeconds`.',
    hint: `The task is over after ${longest} seconds in any case.`,
  })
}

function literalOf(expression: Expression<number> | undefined): number | undefined {
  return expression?.kind === 'Literal' ? expression.value : undefined
}

/** `Credentials`: the role to take on, as text or computed. */
function withRole(language: QueryLanguage): Decoder<Template> {
  return (value, site) => {
    if (typeof value === 'string' && language === 'JSONata') return template(language)(value, site)
    const members = object(value, site)
    if (!members) return undefined
    if (
      !Object.hasOwn(members, 'RoleArn') &&
      !(language === 'JSONPath' && Object.hasOwn(members, 'RoleArn.$'))
    ) {
      site.report({
        ...aws('fieldRequired', { field: 'RoleArn' }),
        path: site.at,
        hint: 'Name the role to take on: `"Credentials": { "RoleArn": "arn:aws:iam::…" }`.',
      })
    }
    return template(language)(members, site)
  }
}

function reportCredentials(fields: FieldReader): void {
  const { at } = fields.site('Credentials')
  fields.report({
    ...aws('credentialsOfActivity'),
    path: at,
    mark: { kind: 'Key', at },
    hint: 'An activity is worked on by whoever polls it, with their own credentials. Remove `Credentials`.',
  })
}
