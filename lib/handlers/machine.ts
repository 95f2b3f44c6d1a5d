import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core'
import { absentNameRemark } from './absent-names'
import { type Ending, endingOf, type LastWords, neverSettled } from './ending'
import type { HandlerOutcome, HandlerRequest } from './handler'
import { INSIDE, INSIDE_NAME } from './inside'
import { InvocationClock } from './invocation-clock'
import { LogLines } from './log-lines'
import { MemoryImage } from './memory-image'
import { stackOverflow } from './node-wording'
import { newQuickJs, type QuickJs } from './quick-js'
import { INITIAL_PAGES } from './wasm-module'

/** 64 MiB, more than which a handler cannot have whatever its memory setting says. */
const PAGES_AT_MOST = 1024

/** So many promise callbacks count as one interrupt; each is short, so QuickJS itself hardly ever asks. */
const JOBS_PER_INTERRUPT = 1000

/**
 * What an invocation may use of fuel: a second or so of work, the same everywhere. It bounds the work between
 * two interrupts; a handler that is interrupted now and then is over long before.
 */
const FUEL_AT_MOST = 200_000_000
const FUEL_TO_ASK = 1_000_000

/** One invocation under way. */
class Invocation {
  readonly clock: InvocationClock
  readonly logs = new LogLines()
  lastWords: LastWords | undefined
  isExhausted = false
  /** Where it was when it was stopped, 0 where nobody knows. */
  lastSeenInLine: number | undefined

  constructor(readonly request: HandlerRequest) {
    this.clock = new InvocationClock(request.at, request.timeoutSeconds)
  }

  mustStop(): boolean {
    return this.clock.interrupt() || this.isExhausted
  }
}

/** Where the functions that QuickJS calls find the invocation under way. */
interface Stage {
  invocation?: Invocation
}

/**
 * A QuickJS with the Lambda runtime in it, booted once and put back to that moment, to the last byte, before
 * every invocation. What it costs to boot (5 ms) is paid once, and still no invocation can see anything of an
 * earlier one. A machine whose invocation did not end by itself (time-out, memory, overflow) is spent.
 */
export class Machine {
  isSpent = false
  readonly #stage: Stage
  readonly #memory: WebAssembly.Memory
  readonly #context: QuickJSContext
  readonly #fuel: QuickJs['fuel']
  readonly #inside: QuickJSHandle
  readonly #booted: MemoryImage

  static async boot(compiled: WebAssembly.Module): Promise<Machine> {
    const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: PAGES_AT_MOST })
    const stage: Stage = {}
    const quickJs = await newQuickJs(compiled, memory, {
      now: () => stage.invocation?.clock.read() ?? 0,
      memoryExhausted: () => {
        if (stage.invocation) stage.invocation.isExhausted = true
      },
    })
    return new Machine(memory, quickJs, stage)
  }

  private constructor(memory: WebAssembly.Memory, { context, fuel }: QuickJs, stage: Stage) {
    this.#memory = memory
    this.#context = context
    this.#fuel = fuel
    this.#stage = stage
    const text = (handle: QuickJSHandle) => context.getString(handle)
    const host = [
      context.newFunction('log', (level, line) => stage.invocation?.logs.add(text(level), text(line))),
      context.newFunction('settle', (kind, ...texts) => {
        if (stage.invocation) stage.invocation.lastWords ??= [text(kind), ...texts.map(text)]
      }),
      context.newFunction('now', () => context.newNumber(stage.invocation?.clock.now ?? 0)),
    ]
    const make = context.unwrapResult(context.evalCode(INSIDE, INSIDE_NAME))
    this.#inside = context.unwrapResult(context.callFunction(make, context.undefined, ...host))
    context.runtime.setInterruptHandler(() => this.#interrupt(stage.invocation))
    context.runtime.setModuleLoader((name) => ({
      error: new Error(`Cannot find package '${name}' imported from /var/task/index.mjs`),
    }))
    this.#booted = new MemoryImage(memory)
  }

  run(request: HandlerRequest): HandlerOutcome {
    const invocation = new Invocation(request)
    this.#stage.invocation = invocation
    const ending = this.#run(invocation)
    delete this.#stage.invocation
    this.isSpent ||= !this.#booted.restore(this.#memory)
    if (ending.kind === 'Threw') {
      const remark = absentNameRemark(ending.errorType, ending.errorMessage)
      if (remark) invocation.logs.remark(remark)
    }
    const billedMs = Math.max(1, invocation.clock.elapsedMs)
    return { ...ending, logs: invocation.logs.all(), billedMs }
  }

  #run(invocation: Invocation): Ending {
    let overflowed = false
    this.#fuel.value = FUEL_AT_MOST
    try {
      this.#importAndInvoke(invocation)
    } catch (error) {
      this.isSpent = true
      if (this.#fuel.value < 0) this.#runOut(invocation)
      // A recursion that QuickJS itself does not count overflows the host's stack.
      overflowed = error instanceof RangeError || error instanceof WebAssembly.RuntimeError
      if (!overflowed && !invocation.isExhausted) throw error
    }
    if (invocation.isExhausted || invocation.clock.isOver) {
      this.isSpent = true
      return cutOff(invocation)
    }
    if (overflowed) return { kind: 'Threw', ...stackOverflow }
    return invocation.lastWords
      ? endingOf(invocation.lastWords)
      : neverSettled(invocation.request.awsRequestId)
  }

  #interrupt(invocation: Invocation | undefined): boolean {
    if (!invocation?.mustStop()) return false
    this.#noteLine(invocation)
    return true
  }

  /** QuickJS was stopped in the midst of its work, but its memory still tells where. */
  #runOut(invocation: Invocation): void {
    invocation.clock.runOut()
    this.#fuel.value = FUEL_TO_ASK
    try {
      this.#noteLine(invocation)
    } catch {
      // It was stopped where it cannot do anything else.
    }
  }

  /** Asks a handler that has to stop, once, where it is. */
  #noteLine(invocation: Invocation): void {
    if (invocation.lastSeenInLine !== undefined) return
    invocation.lastSeenInLine = 0 // asking can be interrupted, too
    const line = this.#call('line')
    if (!line.error) invocation.lastSeenInLine = this.#context.getNumber(line.value)
  }

  #importAndInvoke(invocation: Invocation): void {
    const { request, clock } = invocation
    const context = this.#context
    this.#call('seed', context.newNumber(request.seed))
    const imported = context.evalCode(request.source, 'index.mjs', { type: 'module' })
    if (imported.error) {
      this.#call('failImport', imported.error)
      return
    }
    const stateOfModule = () => context.getPromiseState(imported.value)
    this.#letRun(invocation, () => stateOfModule().type !== 'pending')
    const module = stateOfModule()
    if (module.type === 'rejected') this.#call('failImport', module.error)
    if (module.type !== 'fulfilled') return
    const texts = [
      JSON.stringify(request.event),
      request.functionName,
      request.functionArn,
      request.awsRequestId,
      String(request.memoryMiB),
      request.functionVersion ?? '$LATEST',
      request.clientContext ? JSON.stringify(request.clientContext) : '',
    ]
    const deadline = context.newNumber(clock.deadline)
    this.#call('invoke', module.value, ...texts.map((text) => context.newString(text)), deadline)
    this.#letRun(invocation, () => invocation.lastWords !== undefined)
  }

  /** Lets promises and timers run until all is done that has to be, or nothing is left to wait for. */
  #letRun(invocation: Invocation, isDone: () => boolean): void {
    const { runtime } = this.#context
    while (!invocation.clock.isOver) {
      const done = runtime.executePendingJobs(JOBS_PER_INTERRUPT)
      if (done.error) return
      if (done.value === JOBS_PER_INTERRUPT) {
        if (invocation.mustStop()) return
        continue
      }
      if (isDone()) return
      const timer = this.#call('nextTimer')
      const due = timer.error ? -1 : this.#context.getNumber(timer.value)
      if (due < 0) return
      invocation.clock.sleepUntil(due)
      if (!invocation.clock.isOver) this.#call('fireTimer')
    }
  }

  #call(name: string, ...args: QuickJSHandle[]) {
    const method = this.#context.getProp(this.#inside, name)
    return this.#context.callFunction(method, this.#context.undefined, ...args)
  }
}

function cutOff({ isExhausted, lastWords, lastSeenInLine = 0 }: Invocation): Ending {
  if (!isExhausted) return { kind: 'TimedOut', ...(lastSeenInLine > 0 && { line: lastSeenInLine }) }
  // QuickJS throws when there is no more memory, and what is left is often enough to tell where.
  const [, line] = /index\.mjs:(\d+)/.exec(lastWords?.[3] ?? '') ?? []
  return { kind: 'OutOfMemory', ...(line !== undefined && { line: Number(line) }) }
}
