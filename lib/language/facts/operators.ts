import { choiceOperators } from '@/lib/asl'
import type { Fact } from './fact'
import { guidePage } from './guide'

const orders: Readonly<Record<string, string>> = {
  Equals: 'is',
  LessThan: 'is less than',
  GreaterThan: 'is greater than',
  LessThanEquals: 'is at most',
  GreaterThanEquals: 'is at least',
}
const kinds: Readonly<Record<string, string>> = {
  String: 'text',
  Numeric: 'number',
  Timestamp: 'moment',
  Boolean: 'truth value',
}
const tests: Readonly<Record<string, string>> = {
  IsPresent: 'there at all; the only one that a path that finds nothing may be asked',
  IsNull: '`null`',
  IsString: 'text',
  IsNumeric: 'a number',
  IsBoolean: '`true` or `false`',
  IsTimestamp: 'text that is an RFC 3339 timestamp',
}

const source = guidePage('state-choice')

/** What an operator of a choice rule asks of the value at `Variable`. */
export function operatorFact(name: string): Fact | undefined {
  if (!choiceOperators.includes(name)) return undefined
  const test = tests[name]
  if (test !== undefined) return { name, help: `With \`true\`: holds when the value is ${test}.`, source }
  if (name === 'StringMatches') {
    return {
      name,
      help: 'Holds when the text fits a pattern in which `*` stands for any characters.',
      limits: 'A star itself is written `\\\\*`.',
      source,
    }
  }
  const [, kind = '', order = '', twin] = /^(String|Numeric|Timestamp|Boolean)(.*?)(Path)?$/.exec(name) ?? []
  return {
    name,
    help: `Holds when the value ${orders[order]} the given ${kinds[kind]}${twin ? ', which is read from the path given here' : ''}.`,
    limits: 'A value of another type does not hold; it is no error.',
    source,
  }
}
