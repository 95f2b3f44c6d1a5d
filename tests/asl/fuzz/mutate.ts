import type { Chance } from './chance'
import { edges } from './hostile-values'

/** A JSON value that may be changed in place. */
type Loose = null | boolean | number | string | Loose[] | { [key: string]: Loose }
type Place = { holder: { [key: string]: Loose } | Loose[]; key: string }

/** The text with one to three accidents in it: values removed, replaced, copied elsewhere, exchanged; or letters. */
export function mutated(text: string, chance: Chance): string {
  if (chance.oneIn(12)) return withOtherLetters(text, chance)
  const document = JSON.parse(text) as Loose
  for (let left = 1 + chance.below(3); left > 0; left--) changeOne(document, chance)
  return JSON.stringify(document)
}

function changeOne(document: Loose, chance: Chance): void {
  const places = [...placesIn(document)]
  const place = places[chance.below(places.length || 1)]
  const other = places[chance.below(places.length || 1)]
  if (!place || !other) return
  switch (chance.below(6)) {
    case 0:
      remove(place)
      return
    case 1:
      put(place, structuredClone(chance.pick(edges)) as Loose)
      return
    case 2:
      put(place, structuredClone(at(other)))
      return
    case 3: {
      const kept = at(place)
      put(place, structuredClone(at(other)))
      put(other, structuredClone(kept))
      return
    }
    case 4:
      if (!Array.isArray(place.holder)) add(place.holder, other.key, structuredClone(at(other)))
      return
    default:
      put(place, nearly(at(place), chance))
  }
}

/** The same kind of value, a little different. */
function nearly(value: Loose, chance: Chance): Loose {
  if (typeof value === 'number') return chance.pick([value + 1, -value, value * 1e9, value / 3])
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string')
    return chance.pick([`${value}.$`, `$${value}`, value.slice(1), `{% ${value} %}`, `${value} `])
  if (Array.isArray(value)) return [...value, ...value]
  return value === null ? {} : [value]
}

function withOtherLetters(text: string, chance: Chance): string {
  const position = chance.below(text.length || 1)
  const end = position + chance.below(6)
  return (
    text.slice(0, position) + chance.pick(['', '"', '{', ']', '\\u0000', '0', ',,', 'null']) + text.slice(end)
  )
}

function* placesIn(value: Loose): Generator<Place> {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    const place = { holder: value, key } as Place
    yield place
    yield* placesIn(at(place))
  }
}

function at({ holder, key }: Place): Loose {
  return (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null
}

function put({ holder, key }: Place, value: Loose): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else add(holder, key, value)
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

/** Also where the key is `__proto__`. */
function add(holder: { [key: string]: Loose }, key: string, value: Loose): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}
