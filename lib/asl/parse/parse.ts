import { provideJsonata } from '../query/jsonata'
import * as language from '../query/jsonata/language'
import { type Parsed, type ParseOptions, readDefinition } from './read-definition'

/**
 * Reads and checks a definition. Everything that is wrong is reported at once, each with its place, a message
 * and mostly a hint; warnings stand among the errors when there are any. Never throws.
 */
export function parse(source: string, options: ParseOptions = {}): Parsed {
  provideJsonata(language)
  return readDefinition(source, options)
}
