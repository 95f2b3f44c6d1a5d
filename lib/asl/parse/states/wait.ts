import { MOST_SECONDS } from '../../most-seconds'
import { dataFlow } from '../data-flow'
import { timestamp, whole } from '../decode'
import type { FieldReader } from '../field-reader'
import { literalOr } from '../jsonata'
import { pathExpression } from '../paths'
import type { QueryLanguage, WaitState } from '../state-machine'
import { transition } from '../transition'
import type { StateReading } from './read-state'

/** In AWS's order. */
const timings = ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp']

export function readWait({ base, fields }: StateReading<'Wait'>): WaitState {
  fields.exactlyOne(
    timings,
    'The Wait state does not say how long to wait. Add `Seconds` or `Timestamp`, or the path of one of them.',
  )
  return {
    ...base,
    until: until(fields, base.queryLanguage),
    flow: dataFlow(fields, base.queryLanguage),
    ...transition(fields),
  }
}

function until(fields: FieldReader, language: QueryLanguage): WaitState['until'] {
  const isPath = language === 'JSONPath'
  const moment =
    fields.read('Timestamp', literalOr(language, timestamp)) ??
    (isPath ? fields.read('TimestampPath', pathExpression) : undefined)
  const seconds =
    fields.read('Seconds', literalOr(language, whole(0, MOST_SECONDS))) ??
    (isPath ? fields.read('SecondsPath', pathExpression) : undefined)
  if (moment) return { kind: 'Timestamp', value: moment }
  return { kind: 'Seconds', value: seconds ?? { kind: 'Literal', value: 0 } }
}
