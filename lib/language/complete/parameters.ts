import { ownMember } from '@/lib/json'
import { resourceOf } from '../context'
import { optimizedParameters } from '../facts/optimized-parameters'
import { integrationOf } from '../integration'
import type { Place } from '../place'

/** A parameter of an integration, as `Parameters` and `Arguments` spell it. */
export interface Parameter {
  name: string
  isRequired: boolean
}

/**
 * The parameters of the object around a place, when it is one that an integration gets, or whose members are known as
 * well; required ones first.
 */
export async function parametersAt({ root, context }: Place): Promise<readonly Parameter[]> {
  const { inside } = context
  if (!inside || inside.keys.length > 0) return []
  if (inside.owner === 'Task' && (inside.field === 'Parameters' || inside.field === 'Arguments'))
    return parametersOf(resourceOf(root, context))
  return (own.get(`${inside.owner}.${inside.field.replace('Arguments', 'Parameters')}`) ?? []).map(
    ([name, isRequired]) => ({ name, isRequired }),
  )
}

const own: ReadonlyMap<string, readonly (readonly [name: string, isRequired: boolean])[]> = new Map([
  ['Task.Credentials', [['RoleArn', true]]],
  [
    'ItemReader.Parameters',
    [
      ['Bucket', true],
      ['Key', false],
      ['Prefix', false],
      ['VersionId', false],
      ['ExpectedBucketOwner', false],
    ],
  ],
  [
    'ResultWriter.Parameters',
    [
      ['Bucket', true],
      ['Prefix', true],
    ],
  ],
])

/**
 * The parameters of what a `Resource` names, required ones first. Those of the AWS SDK are loaded with the first that
 * is asked for; where they cannot be had, there are none.
 */
async function parametersOf(resource: string | undefined): Promise<readonly Parameter[]> {
  const called = resource === undefined ? undefined : integrationOf(resource)
  if (!called) return []
  const own = called.isSdk ? undefined : optimizedParameters.get(`${called.service}:${called.action}`)
  const line = own ?? (called.isSdk ? await sdkLine(called.service, called.action) : undefined)
  return line === undefined ? [] : parametersIn(line)
}

/** `Name! Other`: required ones have a mark. */
function parametersIn(line: string): Parameter[] {
  return line
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => ({ name: name.replace('!', ''), isRequired: name.endsWith('!') }))
    .sort((one, other) => Number(other.isRequired) - Number(one.isRequired))
}

/** By service and action. Made by `scripts/make-sdk-parameters.mjs` out of the models of botocore. */
type SdkParameters = Readonly<Record<string, Readonly<Record<string, string>>>>

let loading: Promise<SdkParameters> | undefined

async function sdkLine(service: string, action: string): Promise<string | undefined> {
  loading ??= import('../facts/sdk-parameters.json').then(
    (module): SdkParameters => module.default,
    () => {
      loading = undefined
      return {}
    },
  )
  return ownMember(ownMember(await loading, service), action)
}
