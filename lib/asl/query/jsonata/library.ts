import { type Definition, definitions, type Focus, type Implementation } from './engine'
import { ownFunctions } from './own-functions'
import { checkParsing, checkPicture } from './picture'
import { replacedFunctions } from './replaced-functions'
import { runOf } from './run'

/** Functions whose cost does not depend on how large their arguments are. */
const cheap = 'abs boolean ceil count error exists floor formatBase not number power round sqrt type'.split(
  ' ',
)

/** All others of the engine that are left as they are, but for what they cost. */
const counted = `append assert average clone contains decodeUrl decodeUrlComponent each encodeUrl
  encodeUrlComponent filter formatInteger formatNumber fromMillis keys length lookup lowercase map match merge
  parseInteger reduce replace reverse sift single split string substring substringAfter substringBefore sum toMillis
  trim uppercase zip`.split(/\s+/)

/** Step Functions has no `$eval`; its error is the engine's for a name that is no function (measured in public). */
const ABSENT = 'eval'

let made: Promise<ReadonlyMap<string, Definition | undefined>> | undefined

/** Every function by its name, made once. */
export function library(): Promise<ReadonlyMap<string, Definition | undefined>> {
  made ??= makeLibrary()
  return made
}

async function makeLibrary(): Promise<ReadonlyMap<string, Definition | undefined>> {
  const functions = new Map<string, Definition | undefined>(
    await definitions([...cheap, ...counted], new Map([...ownFunctions, ...replacedFunctions, ...clock])),
  )
  for (const name of [...counted, ...replacedFunctions.keys()]) {
    const definition = functions.get(name)
    if (definition) functions.set(name, withCost(name, definition))
  }
  const fromMillis = functions.get('fromMillis')
  const now = functions.get('now')
  if (fromMillis && now) functions.set('now', { ...now, implementation: formattedNow(fromMillis) })
  return functions.set(ABSENT, undefined)
}

/** `$now` gets its implementation from `$fromMillis`; here stands its signature. */
const clock = new Map([['now', { implementation: () => undefined, signature: '<s?s?:s>' }]])

/**
 * `$toMillis` in the execution's time: what a picture leaves open is taken from the virtual clock, and a timestamp
 * without an offset is in UTC, whatever the time zone around.
 */
function inVirtualTime(focus: Focus, given: readonly unknown[]): { focus: Focus; given: readonly unknown[] } {
  const [timestamp, picture] = given
  const { now } = runOf(focus.environment).surroundings
  const isLocal = picture === undefined && typeof timestamp === 'string' && /T[^Z+-]*$/.test(timestamp)
  return {
    focus: { ...focus, environment: { ...focus.environment, timestamp: new Date(now) } },
    given: isLocal ? [`${timestamp}Z`] : given,
  }
}

/** The engine writes `NaN` for every part of a moment that no calendar here has. */
function checkMoment(millis: unknown): void {
  if (typeof millis === 'number' && Number.isNaN(new Date(millis).getTime())) {
    throw new RangeError(`${millis} milliseconds are beyond the calendar.`)
  }
}

function formattedNow({ implementation }: Definition): Implementation {
  return function (this: Focus, picture?: string, timezone?: string) {
    const { now } = runOf(this.environment).surroundings
    return (implementation as (...given: unknown[]) => unknown).call(this, now, picture, timezone)
  }
}

/** The same function, which first pays for going through its arguments. */
function withCost(name: string, definition: Definition): Definition {
  const original = definition.implementation as (this: Focus, ...given: unknown[]) => unknown
  const isPictured = ['formatInteger', 'parseInteger', 'formatNumber', 'fromMillis', 'toMillis'].includes(
    name,
  )
  const implementation = function (this: Focus, ...given: unknown[]): unknown {
    const run = runOf(this.environment)
    for (const value of given) run.spendOn(value)
    if (isPictured) checkPicture(given[1])
    if (name === 'toMillis') checkParsing(given[0], given[1])
    if (name === 'fromMillis') checkMoment(given[0])
    const call = name === 'toMillis' ? inVirtualTime(this, given) : { focus: this, given }
    const result = original.apply(call.focus, [...call.given])
    if (name === 'clone') run.own(result)
    return result
  }
  // The engine reads the names of the parameters out of the text of a function when it is applied in part.
  implementation.toString = () => original.toString()
  return { ...definition, implementation, arity: original.length }
}
