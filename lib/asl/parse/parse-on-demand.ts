import { loadJsonata } from '../query/jsonata'
import { type Parsed, type ParseOptions, readDefinition } from './read-definition'

/**
 * `parse` for a browser: JSONata is loaded with the first definition that uses it, and only then. Rejects when it
 * cannot be had.
 */
export async function parseOnDemand(source: string, options: ParseOptions = {}): Promise<Parsed> {
  if (mayUseJsonata(source)) await loadJsonata()
  return readDefinition(source, options)
}

/** A definition uses it where a `QueryLanguage` says so; letters of a JSON text can only be escaped by `\u`. */
function mayUseJsonata(source: string): boolean {
  return source.includes('JSONata') || source.includes('\\u')
}
