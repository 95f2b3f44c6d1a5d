import type { JsonValue } from '@/lib/json'
import { aws } from './aws-messages'
import { type Decoder, listed, notAString, type Site } from './decode'
import { optimizedIntegrations } from './optimized-integrations'
import type { IntegrationPattern, Resource } from './state-machine'
import { suggestion } from './suggestion'

/** The `Resource` of a Task: told apart by its ARN as on AWS. */
export const resource: Decoder<Resource> = (value, site) => {
  if (typeof value !== 'string') return notAString(value, site, 'the ARN of a resource')
  const parts = value.split(':')
  const [arn, partition, service, region, account] = parts
  if (arn !== 'arn' || !/^aws(-[a-z-]+)?$/.test(partition ?? '')) return notAnArn(site, arnHint(value))
  if (service === 'lambda') return lambdaFunction(site, parts)
  if (service === 'states' && region === '' && account === '') return integration(value, site, parts.slice(5))
  if (service === 'states' && parts[5] === 'activity' && parts.length === 7 && parts[6]) {
    return { kind: 'Activity', activityArn: value }
  }
  return notAnArn(site, arnHint(value))
}

/** What stands in while a wrong `Resource` is being reported. */
export const unknownResource: Resource = { kind: 'Activity', activityArn: '' }

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]` */
function lambdaFunction(site: Site, parts: readonly string[]): Resource | undefined {
  const [, , , region = '', account = '', kind, functionName, qualifier] = parts
  // Recorded: AWS takes any words for region and account here, such as `your-region`.
  const isPlaced = region !== '' && account !== ''
  if (kind !== 'function' || !functionName || qualifier === '' || parts.length > 8 || !isPlaced) {
    return notAnArn(
      site,
      'A function’s ARN reads `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with a region such as `us-east-1`, twelve digits of the account, and `:VERSION` or `:ALIAS` behind it if you like.',
    )
  }
  return {
    kind: 'LambdaFunction',
    functionName,
    region,
    account,
    ...(qualifier === undefined ? {} : { qualifier }),
  }
}

/** What stands behind `arn:aws:states:::`. */
function integration(value: string, site: Site, rest: readonly string[]): Resource | undefined {
  const isSdk = rest[0] === 'aws-sdk'
  const [service = '', operation = '', ...more] = isSdk ? rest.slice(1) : rest
  const [action = '', ...suffixes] = operation.split('.')
  const written = [...suffixes, ...more].join(':')
  const pattern = patternOf(written)
  if (!service || !action || suffixes.length > 1) return notRecognized(value, site, arnHint(value))
  if (!pattern) {
    return notRecognized(
      value,
      site,
      `\`.${written}\` is no integration pattern. There are \`.sync\`, \`.sync:2\` and \`.waitForTaskToken\`.`,
    )
  }
  if (!(isSdk ? checkSdk : checkOptimized)(value, site, { service, action, pattern })) return undefined
  return {
    kind: 'Integration',
    integration: isSdk ? 'aws-sdk' : 'optimized',
    service,
    action,
    pattern,
    resourceType: isSdk ? `aws-sdk:${service}` : service,
    resource: pattern === 'requestResponse' ? action : `${action}.${pattern}`,
  }
}

function patternOf(written: string): IntegrationPattern | undefined {
  switch (written) {
    case '':
      return 'requestResponse'
    case 'sync':
    case 'sync:2':
    case 'waitForTaskToken':
      return written
    default:
      return undefined
  }
}

interface Called {
  service: string
  action: string
  pattern: IntegrationPattern
}

/** Any service and action in the spelling of the SDK; which there are, only AWS knows. Jobs are not waited for. */
function checkSdk(value: string, site: Site, { service, action, pattern }: Called): boolean {
  const problem = !/^[a-z][a-z0-9]*$/.test(service)
    ? `The service is written in lower case without hyphens, such as \`${service.toLowerCase().replace(/[^a-z0-9]/g, '')}\`.`
    : !/^[a-z][A-Za-z0-9]*$/.test(action)
      ? `The action begins with a small letter: \`${action.charAt(0).toLowerCase()}${action.slice(1)}\`.`
      : pattern === 'sync' || pattern === 'sync:2'
        ? 'An AWS SDK integration answers at once or waits for a task token. It cannot wait for a job (`.sync`).'
        : undefined
  if (problem !== undefined) notRecognized(value, site, problem)
  return problem === undefined
}

function checkOptimized(value: string, site: Site, { service, action, pattern }: Called): boolean {
  const actions = optimizedIntegrations.get(service)
  const patterns = actions?.get(action)
  if (patterns?.includes(pattern)) return true
  notRecognized(value, site, () => optimizedHint({ service, action, pattern }, actions, patterns))
  return false
}

function optimizedHint(
  { service, action, pattern }: Called,
  actions: ReadonlyMap<string, readonly IntegrationPattern[]> | undefined,
  patterns: readonly IntegrationPattern[] | undefined,
): string {
  if (patterns) {
    const offered = patterns.filter((one) => one !== 'requestResponse').map((one) => `.${one}`)
    return `\`${service}:${action}\` has no \`.${pattern}\`; ${
      offered.length === 0
        ? 'it only answers at once, so leave the suffix away'
        : `there is ${listed(offered)}`
    }.`
  }
  const near = actions
    ? suggestion(action, actions.keys())
    : suggestion(service, optimizedIntegrations.keys())
  if (near !== undefined) return `Did you mean \`${near}\`?`
  const spelled = `arn:aws:states:::aws-sdk:${service}:${action}`
  return actions
    ? `The optimized integration of \`${service}\` has no action \`${action}\`. The AWS SDK integration may have it: \`${spelled}\`.`
    : `There is no optimized integration \`${service}\`. The AWS SDK integration may have it: \`${spelled}\`.`
}

function notRecognized(value: string, site: Site, hint: string | (() => string)): undefined {
  site.report({ ...aws('resourceNotRecognized', { arn: value }), path: site.at, hint })
  return undefined
}

function notAnArn(site: Site, hint: string): undefined {
  site.report({ ...aws('notAnArn'), path: site.at, hint })
  return undefined
}

function arnHint(value: JsonValue): string {
  if (typeof value === 'string' && value.startsWith('$'))
    return '`Resource` is fixed text; it cannot be read from the input.'
  if (
    typeof value === 'string' &&
    /^arn:aws[a-z-]*:states:{1,2}[a-z]/.test(value) &&
    !/:activity:?/.test(value)
  )
    return 'An integration has three colons behind `states`: `arn:aws:states:::sqs:sendMessage`.'
  return 'Write the ARN of a Lambda function, of an activity, or of an integration such as `arn:aws:states:::sqs:sendMessage`.'
}
