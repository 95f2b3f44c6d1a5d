/** What learners reach for that a handler in the sandbox does not have, and what to do instead. */
const instead: ReadonlyMap<string, string> = new Map([
  ['process', 'There is no environment; put what the function needs into its event.'],
  ['fetch', 'There is no network; return what the service would have answered.'],
  ['require', 'A handler is one ES module; write what it needs into the same file.'],
  ['module', 'A handler is an ES module; write `export const handler = async (event) => …`.'],
  ['exports', 'A handler is an ES module; write `export const handler = async (event) => …`.'],
  ['Buffer', 'Strings and typed arrays are there.'],
  ['URL', 'Take the text apart with string methods.'],
  ['TextEncoder', 'Strings and typed arrays are there.'],
  ['TextDecoder', 'Strings and typed arrays are there.'],
  ['structuredClone', 'Use `JSON.parse(JSON.stringify(value))`.'],
  ['setImmediate', 'Use `setTimeout(callback, 0)`.'],
  ['queueMicrotask', 'Use `Promise.resolve().then(callback)`.'],
  ['crypto', 'Random values come from `Math.random()`, seeded so that each run repeats.'],
  ['performance', 'Time is `Date.now()`; it moves by what the handler does, so that each run repeats.'],
  ['Atomics', 'A handler has one thread.'],
  ['SharedArrayBuffer', 'A handler has one thread.'],
  ['Worker', 'A handler has one thread.'],
  ['WebAssembly', 'A handler is JavaScript.'],
  ['Intl', 'Put numbers and dates together with string methods.'],
  ['AWS', 'There is no SDK; let the state machine call the service.'],
])

/** A remark for the log when a handler failed because `message` names something that Lambda has and we have not. */
export function absentNameRemark(errorType: string, message: string): string | undefined {
  const [, missing] = /^Cannot find package '(.*)' imported from /.exec(message) ?? []
  if (missing !== undefined) {
    return `The sandbox runs handlers without packages, so there is no \`${missing}\`. A handler is one ES module; write what it needs into the same file.`
  }
  if (errorType !== 'ReferenceError') return undefined
  const name = /^(\w+) is not defined$/.exec(message)?.[1]
  const advice = name === undefined ? undefined : instead.get(name)
  return advice && `The sandbox runs handlers without \`${name}\`. ${advice}`
}
