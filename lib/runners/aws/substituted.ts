import type { JsonObject } from '@/lib/json'
import type { AccountSetup } from '@/lib/sandbox'
import { toReal } from './names'

/** Stands for what only CloudFormation knows, until the text around it has been made safe for `Fn::Sub`. */
const MARK = { accountId: '\u0001account', region: '\u0001region', partition: '\u0001partition' }

/** The definition of another state machine of the exercise, for a template that is written before its account is known. */
export function substituted(definition: string, account: AccountSetup, prefix: string): JsonObject {
  const real = toReal(JSON.parse(definition), account, { prefix, ...MARK, queueUrls: {} })
  const text = JSON.stringify(real)
    .replaceAll('${', '${!')
    .replaceAll(escaped(MARK.accountId), pseudo('AccountId'))
    .replaceAll(escaped(MARK.region), pseudo('Region'))
    .replaceAll(escaped(MARK.partition), pseudo('Partition'))
  return { 'Fn::Sub': text }
}

/** A parameter that CloudFormation has by itself, as `Fn::Sub` spells it. */
function pseudo(name: string): string {
  return `\${AWS::${name}}`
}

function escaped(mark: string): string {
  return JSON.stringify(mark).slice(1, -1)
}
