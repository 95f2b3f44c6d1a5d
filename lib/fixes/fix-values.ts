import { optimizedIntegrations, suggestion } from '@/lib/asl'
import { Draft } from '@/lib/studio'
import { type Case, type Fix, fixBy, listedNames } from './fix'

/** Values that are nearly right: a word misspelt, a number in quotes, a path without `$`, an ARN with a colon too few. */
export function valueFixes(theCase: Case): Fix[] {
  const { diagnostic, said } = theCase
  const value = new Draft(theCase.source).value(diagnostic.path)
  switch (said?.name) {
    case 'notOneOf':
      return nearest(theCase, String(value), listedNames(said.values.values))
    case 'notAStateType':
      return nearest(theCase, String(typeAt(theCase)), listedNames(said.values.types), typePath(theCase))
    case 'notAnInteger':
      return unquoted(theCase, value)
    case 'notAPath':
    case 'notAReferencePath':
      return asPath(theCase, value)
    case 'tooSmall':
      return replaced(theCase, Number(said.values.least))
    case 'tooLarge':
      return replaced(theCase, Number(said.values.most))
    case 'resourceNotRecognized':
    case 'notAnArn':
      return typeof value === 'string' ? nearestArn(theCase, value) : []
    case 'notAString':
      return typeof value === 'number' || typeof value === 'boolean' ? replaced(theCase, String(value)) : []
    default:
      return ours(theCase, value)
  }
}

/** Problems that only we have words for. */
function ours(theCase: Case, value: unknown): Fix[] {
  const { code, message } = theCase.diagnostic
  if (code !== 'SCHEMA_VALIDATION_FAILED') return []
  if (message.startsWith('`End` can only be')) return replaced(theCase, true)
  const hinted = /^Did you mean `([^`]+)`\?$/.exec(theCase.diagnostic.hint ?? '')?.[1]
  if (hinted !== undefined && typeof value === 'string') return replaced(theCase, hinted)
  return unquoted(theCase, value)
}

function replaced(theCase: Case, value: string | number | boolean): Fix[] {
  return fixBy(`Change it to \`${JSON.stringify(value)}\``, theCase, (draft) =>
    draft.replace(theCase.diagnostic.path, value),
  )
}

function nearest(
  theCase: Case,
  word: string,
  words: readonly string[],
  path = theCase.diagnostic.path,
): Fix[] {
  const near = suggestion(word, words) ?? words.find((one) => one.slice(0, 3) === word.slice(0, 3))
  const offered = near === undefined ? words.slice(0, 3) : [near]
  return offered.flatMap((one) =>
    fixBy(`Change it to \`${one}\``, theCase, (draft) => draft.replace(path, one)),
  )
}

function typePath({ source, diagnostic }: Case): string {
  return new Draft(source).has(`${diagnostic.path}/Type`) ? `${diagnostic.path}/Type` : diagnostic.path
}

function typeAt(theCase: Case): unknown {
  return new Draft(theCase.source).value(typePath(theCase))
}

function unquoted(theCase: Case, value: unknown): Fix[] {
  if (typeof value !== 'string') return []
  if (value === 'true' || value === 'false') return replaced(theCase, value === 'true')
  return /^\d+(\.\d+)?$/.test(value) ? replaced(theCase, Number(value)) : []
}

function asPath(theCase: Case, value: unknown): Fix[] {
  if (typeof value !== 'string' || value.startsWith('$')) return []
  const path = value.startsWith('.') ? `$${value}` : `$.${value}`
  return replaced(theCase, path)
}

function nearestArn(theCase: Case, arn: string): Fix[] {
  const all = [...optimizedIntegrations].flatMap(([service, actions]) =>
    [...actions].flatMap(([action, patterns]) =>
      patterns.map(
        (pattern) =>
          `arn:aws:states:::${service}:${action}${pattern === 'requestResponse' ? '' : `.${pattern}`}`,
      ),
    ),
  )
  const called = /([a-z0-9-]+):(\w+)(\.[\w:]+)?$/.exec(arn)
  const plain = called && `arn:aws:states:::${called[1]}:${called[2]}`
  const sdk = called && `arn:aws:states:::aws-sdk:${called[1]}:${called[2]}`
  const near = suggestion(arn, all)
  const offered = [
    near,
    plain !== arn && all.includes(plain ?? '') ? plain : undefined,
    !arn.includes('aws-sdk') ? sdk : undefined,
  ]
  return [...new Set(offered)].flatMap((one) => (one ? replaced(theCase, one) : []))
}
