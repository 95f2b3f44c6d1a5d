import type { IntrinsicName } from '../../query/intrinsics/intrinsic'
import { type Decoder, listed, text } from '../decode'
import type { FieldReader } from '../field-reader'
import { literalOr } from '../jsonata'
import { pathOrIntrinsic } from '../paths'
import type { Expression, FailState, QueryLanguage } from '../state-machine'
import { warnArity } from '../templates'
import type { StateReading } from './read-state'

/** The functions that AWS lets `ErrorPath` and `CausePath` call: those that give a string. */
const allowedFunctions: readonly IntrinsicName[] = [
  'States.Format',
  'States.JsonToString',
  'States.ArrayGetItem',
  'States.Base64Encode',
  'States.Base64Decode',
  'States.Hash',
  'States.UUID',
]

export function readFail({ base, fields }: StateReading<'Fail'>): FailState {
  const error = textOrPath(fields, 'Error', base.queryLanguage)
  const cause = textOrPath(fields, 'Cause', base.queryLanguage)
  return { ...base, ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
}

function textOrPath(
  fields: FieldReader,
  name: 'Error' | 'Cause',
  language: QueryLanguage,
): Expression<string> | undefined {
  fields.exclusive(name, `${name}Path`)
  const literal = fields.read(name, literalOr(language, text))
  return literal ?? (language === 'JSONPath' ? fields.read(`${name}Path`, allowedExpression) : undefined)
}

const allowedExpression: Decoder<Expression<string>> = (value, site) => {
  const read = pathOrIntrinsic(value, site)
  if (read?.kind === 'Intrinsic') warnArity(read.call, site.at, site)
  if (read?.kind !== 'Intrinsic' || allowedFunctions.includes(read.call.compiled.name)) return read
  site.report({
    code: 'SCHEMA_VALIDATION_FAILED',
    path: site.at,
    message: `\`${read.call.compiled.name}\` cannot be used in \`${site.name}\`, for it gives no string.`,
    hint: `Here you can call ${listed(allowedFunctions)}.`,
  })
  return undefined
}
