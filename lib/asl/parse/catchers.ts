import { assignments } from './assignments'
import { type Decoder, list, object, target, text } from './decode'
import { FieldReader } from './field-reader'
import { referencePathOrNull } from './paths'
import { errorEquals } from './retriers'
import type { Catcher, QueryLanguage } from './state-machine'
import { template } from './templates'

/** `Catch`. Without `ResultPath` the error output replaces the input. */
export function catchers(fields: FieldReader, language: QueryLanguage): readonly Catcher[] {
  return fields.readOr('Catch', list(catcher(language)), [])
}

function catcher(language: QueryLanguage): Decoder<Catcher> {
  return (value, site) => {
    const members = object(value, site)
    if (!members) return undefined
    const fields = new FieldReader(members, site.at, site.report)
    fields.expect('Catcher', language)
    fields.read('Comment', text)
    const output = language === 'JSONata' ? fields.read('Output', template(language)) : undefined
    const resultPath = language === 'JSONPath' ? fields.read('ResultPath', referencePathOrNull) : undefined
    return {
      errorEquals: errorEquals(fields),
      next: fields.readOr('Next', target, ''),
      resultPath: resultPath === undefined ? { text: '$', segments: [] } : resultPath.path,
      assign: assignments(fields, language),
      ...(output === undefined ? {} : { output }),
    }
  }
}
