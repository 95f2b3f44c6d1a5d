import { optimizedIntegrations } from '@/lib/asl'
import { loadSdkActions } from '@/lib/services'
import type { Place } from '../place'
import type { Completion, KnownResource } from './completion'
import { text } from './values'

/** Integrations that learners meet first come first. */
const usual = ['lambda:invoke', 'dynamodb:putItem', 'dynamodb:getItem', 'sqs:sendMessage', 'sns:publish']

const SDK = 'arn:aws:states:::aws-sdk:'

const patternHelp: Readonly<Record<string, string>> = {
  requestResponse: 'Goes on with the answer',
  sync: 'Waits for the job to end',
  'sync:2': 'Waits for the job to end; its output as JSON',
  waitForTaskToken: 'Waits for somebody to send the task token back',
}

/** The ARNs that a Task may name. Behind `aws-sdk:` it is the service first, and then its action. */
export async function resourceCompletions(
  place: Place,
  known: readonly KnownResource[],
): Promise<Completion[]> {
  const { source, token, offset } = place
  const typed = token ? source.slice(token.from, offset).replace(/^"/, '') : ''
  if (typed.startsWith(SDK)) return sdkCompletions(typed.slice(SDK.length), place)
  const own = known
    .filter(({ kind }) => kind === 'Function' || kind === 'Activity')
    .map(({ kind, name, address }) => text(address, `${kind} ${name} of the account`, place))
  return [
    ...optimized(place).slice(0, usual.length),
    ...own,
    ...optimized(place).slice(usual.length),
    open(SDK, 'Any action of any service', place),
  ].map((one) => ({ ...one, kind: 'resource' }))
}

function optimized(place: Place): Completion[] {
  const all = [...optimizedIntegrations].flatMap(([service, actions]) =>
    [...actions].flatMap(([action, patterns]) =>
      patterns.map((pattern) => {
        const suffix = pattern === 'requestResponse' ? '' : `.${pattern}`
        const called = `${service}:${action}${suffix}`
        return { called, ...text(`arn:aws:states:::${called}`, patternHelp[pattern] ?? '', place) }
      }),
    ),
  )
  return all
    .toSorted((one, other) => rank(one.called) - rank(other.called))
    .map(({ called: _, ...completion }) => completion)
}

function rank(called: string): number {
  const found = usual.indexOf(called)
  return found < 0 ? usual.length : found
}

async function sdkCompletions(behind: string, place: Place): Promise<Completion[]> {
  const sdk = await loadSdkActions()
  if (!sdk) return []
  const [service = '', action] = behind.split(':')
  if (action === undefined) {
    return [...sdk.services].map((name) => ({
      ...open(`${SDK}${name}:`, 'A service', place),
      kind: 'resource',
    }))
  }
  return (sdk.actionsOf(service) ?? []).map((name) => ({
    ...text(`${SDK}${service}:${name}`, 'Goes on with the answer', place),
    kind: 'resource',
  }))
}

/** A string that goes on: the cursor stays before its closing quote. */
function open(written: string, help: string, place: Place): Completion {
  const whole = text(written, help, place)
  const end = whole.insert.length - 1
  return { ...whole, select: { from: end, to: end } }
}
