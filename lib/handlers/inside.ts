/** The name that frames of `INSIDE` carry in stack traces; they are cut from what the learner sees. */
export const INSIDE_NAME = 'lambda:runtime'

/**
 * The part of the Lambda runtime that lives inside QuickJS, as text: `console`, timers on the virtual clock,
 * and the call of the handler. It behaves as AWS's runtime for Node.js 24 does (its runtime interface client
 * is public: aws/aws-lambda-nodejs-runtime-interface-client): a synchronous handler's return value counts,
 * handlers with a callback are refused, and what cannot be made JSON fails the invocation.
 *
 * `log(level, text)`, `settle(kind, …texts)` and `now()` are the host's. Nothing but strings and numbers goes
 * out, so nothing that the handler does to its own globals can reach the host.
 */
export const INSIDE = String.raw`
(function (log, settle, now) {
  'use strict'
  // Taken now, so that a handler that throws away its own globals still gets its answer out.
  const { Array, Date, Error, Map, Math, Number, Object, Promise, RangeError, RegExp, Set, String } = globalThis
  const { JSON, SyntaxError, TypeError, parseFloat, parseInt } = globalThis
  const { parse } = JSON
  const LONGEST_LINE = 4096

  // ---- JSON: QuickJS writes nested values by recursion, and a browser's stack ends before QuickJS's own ----

  const DEEPEST = 250
  const writeJson = JSON.stringify

  function isTooDeep(value) {
    const seen = new Set()
    let level = [value]
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > DEEPEST) return true
      const next = []
      for (const parent of level) {
        if (typeof parent !== 'object' || parent === null || seen.has(parent)) continue
        seen.add(parent)
        for (const key of Object.keys(parent)) next.push(Object.getOwnPropertyDescriptor(parent, key)?.value)
      }
      level = next
    }
    return false
  }

  function stringify(value, replacer, space) {
    if (isTooDeep(value)) throw new RangeError('Maximum call stack size exceeded')
    return writeJson(value, replacer, space)
  }
  JSON.stringify = stringify

  // ---- console ----

  const quoted = (text) => "'" + text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n') + "'"
  const plainKey = /^[A-Za-z_$][\w$]*$/

  function inspect(value, depth, seen) {
    if (typeof value === 'string') return depth === 0 ? value : quoted(value)
    if (typeof value === 'bigint') return value + 'n'
    if (Object.is(value, -0)) return '-0'
    if (typeof value === 'function') return value.name ? '[Function: ' + value.name + ']' : '[Function (anonymous)]'
    if (typeof value !== 'object' || value === null) return String(value)
    if (value instanceof Error) return value.name + ': ' + value.message + '\n' + framesOf(value)
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
    if (value instanceof RegExp) return String(value)
    if (value instanceof Promise) return 'Promise { <pending> }'
    if (seen.includes(value)) return '[Circular *1]'
    const isArray = Array.isArray(value)
    if (depth > 2 && Object.keys(value).length > 0) return isArray ? '[Array]' : '[Object]'
    const inner = seen.concat([value])
    const show = (item) => inspect(item, depth + 1, inner)
    if (isArray) return list('[', value.slice(0, 100).map(show), value.length, ']')
    if (value instanceof Map) return 'Map(' + value.size + ') ' + list('{', [...value].slice(0, 100).map(([k, v]) => show(k) + ' => ' + show(v)), value.size, '}')
    if (value instanceof Set) return 'Set(' + value.size + ') ' + list('{', [...value].slice(0, 100).map(show), value.size, '}')
    const keys = Object.keys(value)
    const named = value.constructor && value.constructor !== Object ? value.constructor.name + ' ' : ''
    return named + list('{', keys.slice(0, 100).map((key) => (plainKey.test(key) ? key : quoted(key)) + ': ' + show(value[key])), keys.length, '}')
  }

  function list(open, shown, length, close) {
    if (length === 0) return open + close
    const more = length > shown.length ? ', ... ' + (length - shown.length) + ' more items' : ''
    return open + ' ' + shown.join(', ') + more + ' ' + close
  }

  function format(args) {
    let rest = args
    let text = ''
    if (typeof args[0] === 'string' && args.length > 1 && args[0].includes('%')) {
      let next = 1
      text = args[0].replace(/%[sdifjoOc%]/g, (verb) => {
        if (verb === '%%') return '%'
        if (next >= args.length) return verb
        const value = args[next++]
        if (verb === '%s') return typeof value === 'string' ? value : inspect(value, 1, [])
        if (verb === '%d') return String(Number(value))
        if (verb === '%i') return String(parseInt(value, 10))
        if (verb === '%f') return String(parseFloat(value))
        if (verb === '%j') return stringify(value)
        if (verb === '%c') return ''
        return inspect(value, 1, [])
      })
      rest = [text].concat(args.slice(next))
    }
    return rest.map((value) => inspect(value, 0, [])).join(' ')
  }

  const writer = (level) => (...args) => {
    let text
    try {
      text = format(args)
    } catch (error) {
      text = '[the logged value could not be shown]'
    }
    log(level, text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) + '…' : text)
  }
  globalThis.console = { debug: writer('debug'), info: writer('info'), log: writer('log'), warn: writer('warn'), error: writer('error'), trace: writer('error') }

  // ---- chance: the generator "mulberry32", so that the same seed gives the same numbers everywhere ----

  let state = 0
  function seed(value) {
    state = Math.imul(value | 0, 0x9e3779b1) ^ Math.imul(Math.floor(value / 4294967296) | 0, 0x85ebca77)
  }
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  // ---- timers: ordered by due time, then by the order in which they were set ----

  const timers = new Map()
  let lastTimer = 0
  const setTimer = (callback, delay, args, every) => {
    if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.')
    const wait = Number(delay)
    const ms = wait >= 1 && wait <= 2147483647 ? Math.trunc(wait) : 1
    timers.set(++lastTimer, { due: now() + ms, callback, args, every: every ? ms : 0 })
    return lastTimer
  }
  const clear = (timer) => { timers.delete(timer) }
  globalThis.setTimeout = (callback, delay, ...args) => setTimer(callback, delay, args, false)
  globalThis.setInterval = (callback, delay, ...args) => setTimer(callback, delay, args, true)
  globalThis.clearTimeout = clear
  globalThis.clearInterval = clear

  /** When the next timer is due, or -1. */
  function nextTimer() {
    let due = -1
    for (const timer of timers.values()) if (due < 0 || timer.due < due) due = timer.due
    return due
  }

  function fireTimer() {
    const due = nextTimer()
    for (const [id, timer] of timers) {
      if (timer.due !== due) continue
      if (timer.every) timer.due += timer.every
      else timers.delete(id)
      try {
        timer.callback(...timer.args)
      } catch (error) {
        fail(error)
      }
      return
    }
  }

  // ---- errors, as the runtime reports them ----

  function ownFrames(stack) {
    return stack.split('\n').filter((line) => line.trim() !== '' && !line.includes('${INSIDE_NAME}'))
  }

  function fail(error) {
    try {
      if (!(error instanceof Error)) settle('ThrewValue', typeof error, String(error), '')
      else settle('Threw', String(error.name), String(error.message), framesOf(error))
    } catch {
      settle('ThrewValue', 'handled', 'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack', '')
    }
  }

  /** V8 begins a trace where the error was made; QuickJS has the constructors of its class before that. */
  function framesOf(error) {
    if (typeof error.stack !== 'string') return ''
    const makers = []
    for (let maker = error.constructor; typeof maker === 'function' && maker !== Error; maker = Object.getPrototypeOf(maker)) {
      makers.push('at ' + String(maker.name) + ' ')
    }
    const frames = ownFrames(error.stack)
    while (frames.length > 0 && makers.some((maker) => frames[0].trimStart().startsWith(maker))) frames.shift()
    return frames.join('\n')
  }

  /** The line of the handler's file that was last noted as being at work, or 0. */
  function line() {
    for (const frame of ownFrames(new Error().stack)) {
      const place = frame.indexOf('index.mjs:')
      if (place >= 0) return parseInt(frame.slice(place + 10), 10)
    }
    return 0
  }

  function failNamed(name, message) {
    settle('Threw', name, message, '')
  }

  /** The module could not be loaded: the runtime gives a syntax error a name of its own, whoever threw it. */
  function failImport(error) {
    if (!(error instanceof SyntaxError) || error.message === 'stack overflow') return fail(error)
    settle('Threw', 'Runtime.UserCodeSyntaxError', String(error), framesOf(error))
  }

  // ---- the invocation ----

  async function invoke(module, eventText, name, arn, requestId, memory, version, clientText, deadline) {
    const handler = module.handler ?? module.default?.handler
    if (!handler) return failNamed('Runtime.HandlerNotFound', 'index.handler is undefined or not exported')
    if (typeof handler !== 'function') return failNamed('Runtime.HandlerNotFound', 'index.handler is not a function')
    if (handler.length > 2) {
      return failNamed('Runtime.CallbackHandlerDeprecated', 'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.')
    }
    const context = {
      functionVersion: version,
      functionName: name,
      memoryLimitInMB: memory,
      logGroupName: '/aws/lambda/' + name,
      invokedFunctionArn: arn,
      awsRequestId: requestId,
      ...(clientText === '' ? {} : { clientContext: parse(clientText) }),
      getRemainingTimeInMillis: () => deadline - Date.now(),
    }
    let result
    try {
      result = await handler(parse(eventText), context)
    } catch (error) {
      return fail(error)
    }
    let text
    try {
      text = stringify(result === undefined ? null : result)
    } catch {
      return failNamed('Runtime.JSONStringifyError', 'Unable to stringify response body')
    }
    settle('Returned', text === undefined ? 'null' : text, '', '')
  }

  return { seed, invoke, failImport, nextTimer, fireTimer, line }
})
`
