import type { JsonObject, JsonPointer } from '@/lib/json'
import { bestPairs } from './best-pairs'
import { differingPlaces } from './differing'
import { type Entry, type Line, linesOf } from './lines'
import { type NormalForm, normalForm } from './normal-form'
import type { RecordedEvent } from './recorded-event'

/** A row of the alignment. `within` names the branches and iterations around it, outermost first. */
export type AlignedEvent = { within: readonly string[] } & (
  | { kind: 'same'; here: RecordedEvent; there: RecordedEvent }
  /** Partners that disagree: `at` points into `details`; `/type` and `/previousEventId` stand for the event's own. */
  | { kind: 'differs'; here: RecordedEvent; there: RecordedEvent; at: readonly JsonPointer[] }
  | { kind: 'only here'; here: RecordedEvent }
  | { kind: 'only there'; there: RecordedEvent }
)

export interface Alignment {
  /** Each event of either side once: line by line, so that both sides keep their order within each line. */
  rows: readonly AlignedEvent[]
  /** The row where the two first part; nothing when they are equal. */
  firstDivergence?: number
  /** Pairs of which one side has no data, because AWS left them out or cut them: they agree as far as can be told. */
  withoutData: number
}

/**
 * The two histories side by side. Partners are sought within the same line (execution, branch, iteration); lines are
 * matched by the state that a branch begins with and by an iteration's index, and what is left over in order.
 */
export function align(here: readonly RecordedEvent[], there: readonly RecordedEvent[]): Alignment {
  const aligning = new Aligning(normalForm(here), normalForm(there))
  aligning.lines(linesOf(here), linesOf(there), [])
  const { rows, withoutData } = aligning
  const firstDivergence = rows.findIndex(({ kind }) => kind !== 'same')
  return { rows, withoutData, ...(firstDivergence >= 0 && { firstDivergence }) }
}

/**
 * Equal up to ids that AWS makes, timestamps, names, and the order among branches that run at once
 * (`design.md` section 6; what that takes from an event's details says `normalForm`). Data that one side does not have
 * at all cannot disagree.
 */
export function areEqual(here: readonly RecordedEvent[], there: readonly RecordedEvent[]): boolean {
  return align(here, there).firstDivergence === undefined
}

class Aligning {
  readonly rows: AlignedEvent[] = []
  withoutData = 0
  readonly #here: NormalForm
  readonly #there: NormalForm

  constructor(here: NormalForm, there: NormalForm) {
    this.#here = here
    this.#there = there
  }

  lines(here: Line, there: Line, within: readonly string[]): void {
    const pairs = bestPairs(
      here.entries.map((entry) => pairable(entry, this.#here)),
      there.entries.map((entry) => pairable(entry, this.#there)),
    )
    for (const [one, other] of pairs) {
      const left = one === undefined ? undefined : here.entries[one]
      const right = other === undefined ? undefined : there.entries[other]
      if (left && right) this.#both(left, right, within)
      else if (left) this.#alone(left, 'here', within)
      else if (right) this.#alone(right, 'there', within)
    }
  }

  #both(left: Entry, right: Entry, within: readonly string[]): void {
    const { event: here } = left
    const { event: there } = right
    const [leftDetails, rightDetails, isCut] = comparable(this.#here(here), this.#there(there))
    if (isCut) this.withoutData++
    const at = [
      ...(left.cause === right.cause ? [] : ['/previousEventId']),
      ...differingPlaces(leftDetails, rightDetails),
    ]
    this.rows.push(
      at.length === 0 ? { kind: 'same', here, there, within } : { kind: 'differs', here, there, at, within },
    )
    for (const [one, other] of matchedLines(left.children, right.children)) {
      if (one && other) this.lines(one, other, [...within, one.label])
      else if (one) this.#aloneAll(one, 'here', within)
      else if (other) this.#aloneAll(other, 'there', within)
    }
  }

  #alone({ event, children }: Entry, side: 'here' | 'there', within: readonly string[]): void {
    this.rows.push(
      side === 'here'
        ? { kind: 'only here', here: event, within }
        : { kind: 'only there', there: event, within },
    )
    for (const line of children) this.#aloneAll(line, side, within)
  }

  #aloneAll(line: Line, side: 'here' | 'there', within: readonly string[]): void {
    for (const entry of line.entries) this.#alone(entry, side, [...within, line.label])
  }
}

function pairable({ event, cause }: Entry, normal: NormalForm) {
  const { type, details } = event
  return {
    type,
    kind: JSON.stringify([type, details.name ?? null, details.index ?? null]),
    whole: sortedText([type, cause, normal(event)]),
  }
}

/** JSON text with the members of each object in one order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

/** Data that AWS sends only when asked, and cuts when they are large. */
const DATA = ['input', 'output', 'parameters'] as const

/** Both without the data that only one has; where an output is gone, the variables assigned with it are, too. */
function comparable(here: JsonObject, there: JsonObject): [JsonObject, JsonObject, boolean] {
  const gone = new Set<string>(
    DATA.filter((name) => Object.hasOwn(here, name) !== Object.hasOwn(there, name)),
  )
  if (gone.size === 0) return [here, there, false]
  if (gone.has('output')) gone.add('assignedVariables')
  const kept = (details: JsonObject) =>
    Object.fromEntries(Object.entries(details).filter(([name]) => !gone.has(name)))
  return [kept(here), kept(there), true]
}

type MatchedLine = readonly [Line | undefined, Line | undefined]

/** By label, again and again where a label comes again (a redrive starts a branch anew); the rest in order. */
function matchedLines(here: readonly Line[], there: readonly Line[]): MatchedLine[] {
  const waiting = new Map<string, Line[]>()
  for (const line of there) {
    const sameLabel = waiting.get(line.label)
    if (sameLabel) sameLabel.push(line)
    else waiting.set(line.label, [line])
  }
  const byLabel = here.map((line): MatchedLine => [line, waiting.get(line.label)?.shift()])
  const left = [...waiting.values()].flat()
  const matched = byLabel.map(([line, partner]): MatchedLine => [line, partner ?? left.shift()])
  return [...matched, ...left.map((line): MatchedLine => [undefined, line])]
}
