import type { JsonObject } from '@/lib/json'
import { inHashOrder } from '../query/java-hash'
import { assignments } from './assignments'
import { aws } from './aws-messages'
import {
  type Decoder,
  list,
  listed,
  number,
  object,
  type Site,
  target,
  text,
  timestamp,
  trueOrFalse,
} from './decode'
import { FieldReader } from './field-reader'
import { jsonataExpression, jsonataSource, reportUnclosed } from './jsonata'
import { comparedPath, looksDynamic } from './paths'
import type {
  ChoiceRule,
  ComparisonOperator,
  Condition,
  Expression,
  Path,
  QueryLanguage,
  TypeTest,
} from './state-machine'
import { suggestion } from './suggestion'
import { template } from './templates'

const orders = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'] as const
const typeTests = ['IsPresent', 'IsNull', 'IsString', 'IsNumeric', 'IsBoolean', 'IsTimestamp'] as const

/** What a comparison operator takes as its literal operand, and whether it has a twin that ends in `Path`. */
interface Operand {
  decode: Decoder<string | number | boolean>
  hasPathForm: boolean
}

const comparisons: ReadonlyMap<ComparisonOperator, Operand> = new Map<ComparisonOperator, Operand>([
  ...orders.map((order) => [`String${order}`, { decode: text, hasPathForm: true }] as const),
  ...orders.map((order) => [`Numeric${order}`, { decode: number(), hasPathForm: true }] as const),
  ...orders.map((order) => [`Timestamp${order}`, { decode: timestamp, hasPathForm: true }] as const),
  ['BooleanEquals', { decode: trueOrFalse, hasPathForm: true }],
  ['StringMatches', { decode: text, hasPathForm: false }],
])

/** Every operator that a JSONPath rule may have beside `Variable`, as written in a definition. */
export const choiceOperators: readonly string[] = [
  ...[...comparisons].flatMap(([name, { hasPathForm }]) => (hasPathForm ? [name, `${name}Path`] : [name])),
  ...typeTests,
]

/**
 * As AWS lists them: in the order of a hash set of Java's, into which came first what has a twin with `Path`, then the
 * twins, then the rest (measured in public: gabrielmoreira/tiny-asl-machine).
 */
const operatorsInAwsOrder = inHashOrder(
  choiceOperators.toSorted((one, other) => turnOf(one) - turnOf(other)),
  choiceOperators.length,
).join(', ')

function turnOf(operator: string): number {
  if (operator.endsWith('Path')) return 1
  return choiceOperators.includes(`${operator}Path`) ? 0 : 2
}

/** `Choices`, in the order in which they are tried. */
export function choiceRules(fields: FieldReader, language: QueryLanguage): readonly ChoiceRule[] {
  return fields.readOr('Choices', list(choiceRule(language), { nonEmpty: true }), [])
}

function choiceRule(language: QueryLanguage): Decoder<ChoiceRule> {
  return (value, site) => {
    const members = object(value, site)
    if (!members) return undefined
    const fields = new FieldReader(members, site.at, site.report)
    fields.expect('ChoiceRule', language, choiceOperators)
    if (language === 'JSONata') {
      for (const name of choiceOperators) if (fields.has(name)) fields.otherLanguage(name, language)
    }
    fields.require('Next')
    fields.read('Comment', text)
    const condition = language === 'JSONPath' ? jsonPathCondition(members, fields) : jsonataCondition(fields)
    const output = language === 'JSONata' ? fields.read('Output', template(language)) : undefined
    const rule = { next: fields.readOr('Next', target, ''), assign: assignments(fields, language) }
    return { ...rule, condition: condition ?? never, ...(output === undefined ? {} : { output }) }
  }
}

/** Stands in for a condition that was reported. */
const never: Condition = { kind: 'Or', conditions: [] }

/** An expression, or `true` or `false` itself. */
function jsonataCondition(fields: FieldReader): Condition | undefined {
  checkSelector(fields, 'Say in `Condition` when the rule holds: `{% $states.input.total > 100 %}`.')
  const expression = fields.read('Condition', condition)
  return expression && { kind: 'JSONata', expression }
}

const condition: Decoder<Expression<boolean>> = (value, site) => {
  if (typeof value === 'boolean') return { kind: 'Literal', value }
  const source = jsonataSource(value)
  if (source !== undefined) return jsonataExpression(source, site)
  if (reportUnclosed(value, site)) return undefined
  site.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: site.at,
    message: '`Condition` has to be an expression.',
    hint: 'Write it between `{%` and `%}`: `{% $states.input.total > 100 %}`.',
  })
  return undefined
}

/** In AWS's order. */
const selectors = ['And', 'Or', 'Not', 'Variable', 'Condition']

/** A rule has exactly one field that says what kind of rule it is. */
function checkSelector(fields: FieldReader, purpose: string): void {
  const present = selectors.filter((name) => fields.has(name))
  if (present.length === 1) return
  fields.report({
    ...aws('oneSelector', { fields: selectors.join(', ') }),
    path: fields.at,
    mark: { kind: 'Key', at: fields.at },
    hint: present.length === 0 ? purpose : `Keep one of ${listed(present)}.`,
  })
}

/** `And`, `Or`, `Not`, or `Variable` with exactly one operator. */
function jsonPathCondition(members: JsonObject, fields: FieldReader): Condition | undefined {
  checkSelector(fields, 'Say in `Variable` what the rule looks at: `"Variable": "$.total"`.')
  const operators = choiceOperators.filter((name) => Object.hasOwn(members, name))
  if (fields.has('Variable')) checkOperators(operators, members, fields)
  if (fields.has('And')) return { kind: 'And', conditions: nested(fields, 'And') }
  if (fields.has('Or')) return { kind: 'Or', conditions: nested(fields, 'Or') }
  if (fields.has('Not')) {
    const condition = fields.read('Not', nestedCondition)
    return condition && { kind: 'Not', condition }
  }
  return comparison(operators[0] ?? '', fields)
}

function nested(fields: FieldReader, name: 'And' | 'Or'): readonly Condition[] {
  return fields.readOr(name, list(nestedCondition, { nonEmpty: true }), [])
}

/** A rule inside `And`, `Or` or `Not`: a condition alone, for only the outer rule leads somewhere. */
const outerOnly = `A rule inside ${listed(['And', 'Or', 'Not'])} is only a condition;`

const nestedCondition: Decoder<Condition> = (value, site) => {
  const members = object(value, site)
  if (!members) return undefined
  const fields = new FieldReader(members, site.at, site.report)
  fields.expect('ChoiceRule', 'JSONPath', choiceOperators)
  for (const name of ['Next', 'Assign']) {
    fields.notSupported(name, `${outerOnly} \`${name}\` belongs to the outer rule.`)
  }
  return jsonPathCondition(members, fields)
}

function comparison(operator: string, fields: FieldReader): Condition | undefined {
  const variable = fields.read('Variable', comparedPath)
  const test = typeTests.find((one) => one === operator)
  if (test) return typeTest(test, variable, fields)
  const name = [...comparisons.keys()].find((one) => operator === one || operator === `${one}Path`)
  const operand = name && readOperand(operator, name, fields)
  if (!name || !variable || !operand) return undefined
  return { kind: 'Compare', variable, operator: name, operand }
}

function typeTest(test: TypeTest, variable: Path | undefined, fields: FieldReader): Condition | undefined {
  const expected = fields.read(test, trueOrFalse)
  return variable && expected !== undefined ? { kind: 'Test', variable, test, expected } : undefined
}

function readOperand(
  operator: string,
  name: ComparisonOperator,
  fields: FieldReader,
): Expression<string | number | boolean> | undefined {
  if (operator !== name) return pathOperand(operator, fields)
  const literal = comparisons.get(name)
  const value = literal && fields.read(operator, literal.decode)
  if (value === undefined) return undefined
  if (literal?.hasPathForm && looksDynamic(value)) warnNoPath(operator, value, fields.site(operator))
  return { kind: 'Literal', value }
}

function pathOperand(operator: string, fields: FieldReader): Expression<never> | undefined {
  const read = fields.read(operator, comparedPath)
  return read && { kind: 'JSONPath', path: read }
}

/** A warning that AWS's API reference lists, under its code; the words are ours. */
function warnNoPath(operator: string, value: string, site: Site): void {
  site.report({
    code: 'NO_PATH',
    severity: 'WARNING',
    path: site.at,
    message: `\`${operator}\` compares with the text \`${value}\` itself, and not with what it names.`,
    hint: `To compare with a value of the input, use \`${operator}Path\`.`,
  })
}

/** A rule has a handful of fields; one with thousands is not written by a learner. */
const MAX_COMPARED = 20

/** One operator beside `Variable`. Silent where one is misspelled: that was reported as an unknown field. */
function checkOperators(operators: readonly string[], members: JsonObject, fields: FieldReader): void {
  const [first, second] = operators
  if (first !== undefined && second === undefined) return
  if (first !== undefined && second !== undefined) {
    fields.report({
      ...aws('onlyOneField', { fields: operatorsInAwsOrder }),
      path: fields.at,
      mark: { kind: 'Key', at: fields.site(second).at },
      hint: `A rule makes one comparison, and here are \`${first}\` and \`${second}\`. Put two rules into \`And\` or \`Or\`.`,
    })
    return
  }
  const isMisspelled = Object.keys(members)
    .slice(0, MAX_COMPARED)
    .some((name) => suggestion(name, choiceOperators) !== undefined)
  if (isMisspelled) return
  fields.report({
    ...aws('oneField', { fields: operatorsInAwsOrder }),
    path: fields.at,
    hint: 'The rule compares nothing. Beside `Variable` there has to be one operator, such as `StringEquals` or `IsPresent`.',
  })
}
