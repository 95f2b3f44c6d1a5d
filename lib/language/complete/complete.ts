import { type Place, placeAt } from '../place'
import { type Completion, type Completions, type KnownResource, marked } from './completion'
import { keyCompletions } from './keys'
import { parametersAt } from './parameters'
import type { SeenData } from './seen-data'
import { stringCompletions } from './strings'
import { text, valueCompletions } from './values'

/**
 * What the text may go on with at `offset`; undefined where nothing is known. `known` is what the account holds, `seen`
 * the data that the state at this place has been seen with. It
 * waits only for the long lists of AWS's services, which are loaded with the first place that needs them.
 */
export async function completionsAt(
  source: string,
  offset: number,
  known: readonly KnownResource[] = [],
  seen: SeenData = {},
): Promise<Completions | undefined> {
  const place = placeAt(source, offset)
  if (!place || isBefore(place)) return undefined
  if (place.isKey) return wholeToken(place, keyCompletions(place, await parametersAt(place)))
  const inside = stringCompletions(place, seen)
  if (inside) return inside
  const values = await valueCompletions(place, known)
  return wholeToken(place, values.length > 0 ? values : expressionStart(place))
}

/** In front of the quote of a string there is no room for another. */
function isBefore({ source, token, offset }: Place): boolean {
  return token !== undefined && source[token.from] === '"' && offset === token.from
}

/** Where JSONata may stand in a template and there is an empty string or nothing yet. */
function expressionStart(place: Place): Completion[] {
  const { context, source, token, offset } = place
  const typed = token ? source.slice(token.from, Math.min(offset, token.to)) : ''
  if (context.language !== 'JSONata' || !context.inside || !/^"?$/.test(typed)) return []
  if (!['Arguments', 'Output', 'Assign', 'ItemSelector', 'Items', 'Condition'].includes(context.inside.field))
    return []
  return [
    { ...text('{% … %}', 'An expression of JSONata', place), ...expression('{% ¦ %}', place) },
    {
      ...text('$states.input', 'The input of the state', place),
      ...expression('{% $states.input¦ %}', place),
    },
  ]
}

function expression(written: string, place: Place): Pick<Completion, 'insert' | 'select'> {
  return marked(text('', '', place, written).insert)
}

/** In a string what is typed begins behind its quote; the quote at its end goes with what is replaced. */
function wholeToken(
  { source, token, offset }: Place,
  options: readonly Completion[],
): Completions | undefined {
  if (options.length === 0) return undefined
  if (!token) return { from: offset, to: offset, within: 'String', options }
  const isQuoted = source[token.from] === '"'
  return { from: token.from + Number(isQuoted), to: token.to, within: 'String', options }
}
