import { MOST_SECONDS } from '../most-seconds'
import { type Decoder, list, number, object, oneOfInAwsOrder, text, whole } from './decode'
import { FieldReader } from './field-reader'
import type { QueryLanguage, Retrier } from './state-machine'

/** A year and a day. */
const LONGEST_DELAY_SECONDS = 31_622_400

/** `Retry`. AWS's defaults: 1 second, 3 attempts, doubling. */
export function retriers(fields: FieldReader, language: QueryLanguage): readonly Retrier[] {
  return fields.readOr('Retry', list(retrier(language)), [])
}

function retrier(language: QueryLanguage): Decoder<Retrier> {
  return (value, site) => {
    const members = object(value, site)
    if (!members) return undefined
    const fields = new FieldReader(members, site.at, site.report)
    fields.expect('Retrier', language)
    fields.read('Comment', text)
    const maxDelaySeconds = fields.read('MaxDelaySeconds', whole(1, LONGEST_DELAY_SECONDS))
    // AWS takes 0, whatever the guide says (tried for badmintoncryer/cdk-preflight).
    const intervalSeconds = fields.readOr('IntervalSeconds', whole(0, MOST_SECONDS), 1)
    if (maxDelaySeconds !== undefined && maxDelaySeconds <= intervalSeconds) warnNoGrowth(fields)
    return {
      errorEquals: errorEquals(fields),
      intervalSeconds,
      maxAttempts: fields.readOr('MaxAttempts', whole(0, MOST_SECONDS), 3),
      backoffRate: fields.readOr('BackoffRate', number(1), 2),
      jitterStrategy: fields.readOr('JitterStrategy', oneOfInAwsOrder('NONE', 'FULL'), 'NONE'),
      ...(maxDelaySeconds === undefined ? {} : { maxDelaySeconds }),
    }
  }
}

/** The language asks for more than `IntervalSeconds`. That AWS refuses less is not known. */
function warnNoGrowth(fields: FieldReader): void {
  const { at } = fields.site('MaxDelaySeconds')
  fields.report({
    code: 'LIKELY_MISTAKE',
    severity: 'WARNING',
    path: at,
    message: '`MaxDelaySeconds` is not above `IntervalSeconds`, so the wait never grows.',
    hint: 'Make it larger, or leave it out.',
  })
}

/** The names of errors that an entry of `Retry` or `Catch` is for. */
export function errorEquals(fields: FieldReader): readonly string[] {
  return fields.readOr('ErrorEquals', list(text, { nonEmpty: true }), [])
}
