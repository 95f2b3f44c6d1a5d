import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core'
import type { JsonValue } from '@/lib/json'
import { absentNameRemark } from './absent-names'
import type { HandlerOutcome, HandlerRequest } from './handler'
import { INSIDE, INSIDE_NAME } from './inside'
import { InvocationClock } from './invocation-clock'
import { LogLines } from './log-lines'
import { asNodeReports, stackOverflow } from './node-wording'
import { newQuickJs } from './quick-js'
import type { WipedMemory } from './wiped-memory'

/** Of an answer, as AWS bounds it: 6 MiB and a little. */
const ANSWER_BYTES_AT_MOST = 6_291_556

/** So many promise callbacks count as one interrupt; each is short, so QuickJS itself hardly ever asks. */
const JOBS_PER_INTERRUPT = 1000

type Ending = OmitFacts<HandlerOutcome>
type OmitFacts<Outcome> = Outcome extends unknown ? Omit<Outcome, 'logs' | 'billedMs'> : never

/** The last words of the code inside: how it ended, and up to three texts about it. */
type LastWords = readonly [kind: string, ...texts: string[]]

/** Runs one invocation in a QuickJS of its own. Rejects for faults of ours only. */
export async function invoke(
  compiled: WebAssembly.Module,
  memories: WipedMemory,
  request: HandlerRequest,
): Promise<HandlerOutcome> {
  const clock = new InvocationClock(request.at, request.timeoutSeconds)
  const logs = new LogLines()
  const memory = memories.take()
  let isExhausted = false
  const context = await newQuickJs(compiled, memory, birthFor(request.seed), {
    now: () => clock.read(),
    memoryExhausted: () => {
      isExhausted = true
    },
  })
  const mustStop = () => clock.interrupt() || isExhausted
  let ending = endingOf(() => runInside(context, request, clock, logs, mustStop), request)
  if (isExhausted) ending = { kind: 'OutOfMemory' }
  else if (clock.isOver) ending = { kind: 'TimedOut' }
  else if (ending.kind === 'Threw') {
    const remark = absentNameRemark(ending.errorType, ending.errorMessage)
    if (remark) logs.remark(remark)
  }
  memories.giveBack(memory)
  return { ...ending, logs: logs.all(), billedMs: Math.max(1, clock.elapsedMs) }
}

/** Imports the module, calls its handler, and lets promises and timers run until there is nothing left to do. */
function runInside(
  context: QuickJSContext,
  request: HandlerRequest,
  clock: InvocationClock,
  logs: LogLines,
  mustStop: () => boolean,
): LastWords | undefined {
  const { runtime } = context
  let lastWords: LastWords | undefined
  const textOf = (handle: QuickJSHandle) => context.getString(handle)
  const host = [
    context.newFunction('log', (level, text) => logs.add(textOf(level), textOf(text))),
    context.newFunction('settle', (kind, ...texts) => {
      lastWords ??= [textOf(kind), ...texts.map(textOf)]
    }),
    context.newFunction('now', () => context.newNumber(request.at + clock.elapsedMs)),
  ]
  const make = context.unwrapResult(context.evalCode(INSIDE, INSIDE_NAME))
  const inside = context.unwrapResult(context.callFunction(make, context.undefined, ...host))
  const call = (name: string, ...args: QuickJSHandle[]) =>
    context.callFunction(context.getProp(inside, name), context.undefined, ...args)
  const runJobs = () => {
    while (runtime.hasPendingJob() && !clock.isOver) {
      const done = runtime.executePendingJobs(JOBS_PER_INTERRUPT)
      if (done.error || (done.value === JOBS_PER_INTERRUPT && mustStop())) return
    }
  }

  runtime.setInterruptHandler(mustStop)
  runtime.setModuleLoader((name) => ({
    error: new Error(`Cannot find package '${name}' imported from /var/task/index.mjs`),
  }))
  const imported = context.evalCode(request.source, 'index.mjs', { type: 'module' })
  if (imported.error) call('failImport', imported.error)
  else {
    runJobs()
    const module = context.getPromiseState(imported.value)
    if (module.type === 'rejected') call('failImport', module.error)
    else if (module.type === 'fulfilled') {
      const texts = [
        JSON.stringify(request.event),
        request.functionName,
        request.functionArn,
        request.awsRequestId,
        String(request.memoryMiB),
      ]
      const deadline = request.at + request.timeoutSeconds * 1000
      const args = [...texts.map((text) => context.newString(text)), context.newNumber(deadline)]
      call('invoke', module.value, ...args)
    }
  }
  for (;;) {
    runJobs()
    if (lastWords || clock.isOver) return lastWords
    const due = call('nextTimer')
    const next = due.error ? -1 : context.getNumber(due.value)
    if (next < 0) return lastWords
    clock.sleep(Math.max(0, next - request.at - clock.elapsedMs))
    if (clock.isOver) return lastWords
    call('fireTimer')
  }
}

function endingOf(run: () => LastWords | undefined, { awsRequestId }: HandlerRequest): Ending {
  let lastWords: LastWords | undefined
  try {
    lastWords = run()
  } catch (error) {
    // A recursion that QuickJS itself does not count overflows the host's stack; the instance is lost with it.
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
      return { kind: 'Threw', ...stackOverflow }
    }
    throw error
  }
  if (!lastWords) {
    return {
      kind: 'Exited',
      errorType: 'Runtime.NodeJsExit',
      errorMessage: `RequestId: ${awsRequestId} Error: The handler returned a promise that was never settled`,
    }
  }
  const [kind, first = '', second = '', third = ''] = lastWords
  switch (kind) {
    case 'Threw':
      return { kind, ...asNodeReports({ name: first, message: second, stack: third }) }
    case 'ThrewValue':
      return { kind: 'Threw', errorType: first, errorMessage: second, trace: [] }
    default:
      return answered(first)
  }
}

function answered(text: string): Ending {
  if (new TextEncoder().encode(text).byteLength > ANSWER_BYTES_AT_MOST) {
    return {
      kind: 'Exited',
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${ANSWER_BYTES_AT_MOST} bytes).`,
    }
  }
  return { kind: 'Returned', payload: JSON.parse(text) as JsonValue }
}

/** Spreads a seed over the instants that QuickJS seeds `Math.random` with: milliseconds below 2^42. */
function birthFor(seed: number): number {
  const low = mix(seed | 0)
  const high = mix((Math.floor(seed / 2 ** 32) | 0) ^ low)
  return (high & 0x3ff) * 2 ** 32 + low + 1
}

/** The finalizer of MurmurHash3: every bit of the value moves every bit of the answer. */
function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
