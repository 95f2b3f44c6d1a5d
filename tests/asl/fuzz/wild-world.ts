import type { Effect, Instant, ScheduledTask, Signal, TimerId } from '@/lib/asl'
import type { Chance } from './chance'
import { edges } from './hostile-values'

/** What an object may hold: items, nearly items, and nothing of the kind. */
const BODIES: readonly [string, ...string[]] = [
  '[1, {"a": 2}, null]',
  '{"__proto__": 1, "b": [2]}',
  '{"a": 1}\n{"a": 2}\n',
  'a,b\n1,2\n"3,""",4\n',
  '',
  '[',
  '"x"',
  '\ufeff[1]',
  '[[[[]]]]',
]

/** What is around an execution: it remembers what it was asked, and does what it likes. */
export class WildWorld {
  now: Instant = 1_700_000_000_000
  readonly #chance: Chance
  readonly #timers = new Map<TimerId, Instant>()
  readonly #tasks: ScheduledTask[] = []
  readonly #asked: Extract<Effect, { type: 'AskStorage' }>[] = []
  readonly #old: Signal[] = []
  #mayContinue = false

  constructor(chance: Chance) {
    this.#chance = chance
  }

  perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'Continue':
          this.#mayContinue = true
          break
        case 'SetTimer':
          this.#timers.set(effect.timer, effect.due)
          break
        case 'CancelTimer':
          // Once in a while the cancellation comes too late.
          if (!this.#chance.oneIn(20)) this.#timers.delete(effect.timer)
          break
        case 'AskStorage':
          this.#asked.push(effect)
          break
        case 'ScheduleTask':
          this.#tasks.push(effect.task)
          break
        default:
          break
      }
    }
  }

  next(events: number): Signal | undefined {
    const chance = this.#chance
    if (chance.oneIn(30)) return this.#remembered(this.#rude(events))
    if (this.#mayContinue) {
      this.#mayContinue = false
      return { type: 'Continue', at: this.now }
    }
    const asked = this.#asked.shift()
    if (asked) return this.#remembered(this.#stored(asked))
    const timers = [...this.#timers]
    if (timers.length + this.#tasks.length === 0) return undefined
    const choice = chance.below(timers.length + 2 * this.#tasks.length)
    const timer = choice < timers.length && !chance.oneIn(8) ? earliest(timers) : timers[choice]
    if (timer) {
      const [id, due] = timer
      this.#timers.delete(id)
      this.now = Math.max(this.now, due)
      return this.#remembered({ type: 'TimerFired', at: this.now, timer: id })
    }
    const task = this.#tasks[(choice - timers.length) % this.#tasks.length]
    return task && this.#remembered(this.#answer(task))
  }

  #answer(task: ScheduledTask): Signal {
    const chance = this.#chance
    const { taskToken } = task
    this.now += chance.pick([0, 1, 500, 3000])
    const at = this.now
    if (chance.oneIn(6)) return { type: 'TaskHeartbeat', at, taskToken }
    if (chance.oneIn(4)) return { type: 'TaskStarted', at, taskToken, workerName: 'w' }
    if (chance.oneIn(6)) return { type: 'TaskSubmitted', at, taskToken, output: chance.pick(edges) }
    if (!chance.oneIn(15)) this.#tasks.splice(this.#tasks.indexOf(task), 1)
    if (chance.oneIn(3)) {
      const failure = {
        ...(!chance.oneIn(5) && { error: chance.pick(['E', 'Made.Up', 'States.Timeout', '', '__proto__']) }),
      }
      return { type: 'TaskFailed', at, taskToken, failure }
    }
    return { type: 'TaskSucceeded', at, taskToken, output: chance.pick(edges) }
  }

  #stored({ requestId, request }: Extract<Effect, { type: 'AskStorage' }>): Signal {
    const chance = this.#chance
    const at = this.now
    if (chance.oneIn(8)) {
      return { type: 'StorageAnswered', at, requestId, answer: { kind: 'Refused', message: 'no' } }
    }
    switch (request.action) {
      case 'getObject':
        return {
          type: 'StorageAnswered',
          at,
          requestId,
          answer: { kind: 'Object', body: chance.pick(BODIES) },
        }
      case 'listObjectsV2': {
        const object = { key: 'k', size: 1, lastModified: 0, etag: 'e', storageClass: 'STANDARD' }
        const objects = Array.from({ length: chance.below(4) }, () => object)
        return { type: 'StorageAnswered', at, requestId, answer: { kind: 'Listing', objects } }
      }
      case 'putObject':
        return { type: 'StorageAnswered', at, requestId, answer: { kind: 'Written' } }
    }
  }

  /** What nobody asked for. */
  #rude(events: number): Signal {
    const chance = this.#chance
    const at = this.now - chance.below(3)
    switch (chance.below(6)) {
      case 0:
        return { type: 'TimerFired', at, timer: chance.pick(['timer-1', 'timer-2', 'nothing', '__proto__']) }
      case 1:
        return { type: 'TaskSucceeded', at, taskToken: chance.pick(['', '__proto__']), output: null }
      case 2:
        return chance.oneIn(4) ? { type: 'Stopped', at, failure: {} } : { type: 'Continue', at }
      case 3:
        return this.#old[chance.below(Math.max(1, this.#old.length))] ?? { type: 'Continue', at }
      case 4:
        return { type: 'Redriven', at }
      default:
        return { type: 'Overridden', at, event: events + chance.below(4), value: chance.pick(edges) }
    }
  }

  #remembered(signal: Signal): Signal {
    if (this.#old.length < 50) this.#old.push(signal)
    return signal
  }
}

function earliest(timers: readonly [TimerId, Instant][]): [TimerId, Instant] | undefined {
  return [...timers].sort(([, one], [, other]) => one - other)[0]
}
