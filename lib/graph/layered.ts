import type { Point } from './edge-path'

/** A box to be placed. */
export interface Size {
  width: number
  height: number
}

/** An arrow between two boxes, by their places in the list. */
export interface Arrow {
  from: number
  to: number
}

/** Where boxes have their middles, and which points arrows pass. */
export interface Placed {
  centres: readonly Point[]
  routes: readonly (readonly Point[])[]
}

const GAP = { between: 28, lines: 16, ranks: 52 } as const
const SWEEPS = 6
const RELAXATIONS = 8
/** Beyond so many bends in all, long arrows go around the outside. */
const MOST_BENDS = 5_000

/**
 * A layered picture of a large machine: ranks by longest path, order by barycentres, places by isotonic regression.
 * Long arrows to the same box share one line, so five hundred catchers that lead to one state are five hundred short
 * arrows and a line, and the work stays proportional to boxes and ranks. Pure, and the same for the same input.
 */
export function layered(sizes: readonly Size[], arrows: readonly Arrow[]): Placed {
  const isUp = backward(sizes.length, arrows)
  const rankOf = ranks(sizes.length, arrows, isUp)
  const web = new Web(sizes, rankOf)
  const chains = arrows.map((arrow, index) => web.chain(arrow, isUp[index] === true))
  for (let sweep = 0; sweep < SWEEPS; sweep++) web.reorder(sweep % 2 === 0)
  for (let turn = 0; turn < RELAXATIONS; turn++) web.relax(turn % 2 === 0)
  const centres = web.centres()
  const right = Math.max(...centres.map(({ x }, index) => x + (sizes[index]?.width ?? 0) / 2), 0)
  let outside = 0
  const routes = arrows.map((arrow, index) => {
    const chain = chains[index]
    if (arrow.from === arrow.to) return loop(centres, sizes, arrow.from)
    return chain
      ? route(
          centres,
          sizes,
          arrow,
          chain.flatMap((bend) => centres[bend] ?? []),
          isUp[index] === true,
        )
      : around(centres, sizes, arrow, right + 16 + (outside++ % 24) * 6)
  })
  return { centres: centres.slice(0, sizes.length), routes }
}

/** Which arrows lead back to a box that is still open in a walk from the first box on. */
function backward(count: number, arrows: readonly Arrow[]): boolean[] {
  const leaving: { arrow: number; to: number }[][] = Array.from({ length: count }, () => [])
  const hasIncoming = new Array<boolean>(count).fill(false)
  for (const [arrow, { from, to }] of arrows.entries()) {
    leaving[from]?.push({ arrow, to })
    if (from !== to) hasIncoming[to] = true
  }
  const isUp = new Array<boolean>(arrows.length).fill(false)
  const state = new Uint8Array(count)
  const walk = (root: number) => {
    const stack = [{ box: root, next: 0 }]
    state[root] = 1
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const step = leaving[top.box]?.[top.next++]
      if (!step) {
        state[top.box] = 2
        stack.pop()
      } else if (state[step.to] === 1) {
        isUp[step.arrow] = true
      } else if (state[step.to] === 0) {
        state[step.to] = 1
        stack.push({ box: step.to, next: 0 })
      }
    }
  }
  for (let box = 0; box < count; box++) if (!hasIncoming[box] && state[box] === 0) walk(box)
  for (let box = 0; box < count; box++) if (state[box] === 0) walk(box)
  return isUp
}

/** The longest way to each box; boxes that nothing leads to stand right above what they lead to. */
function ranks(count: number, arrows: readonly Arrow[], isUp: readonly boolean[]): number[] {
  const down = arrows.flatMap(({ from, to }, index) =>
    from === to ? [] : [isUp[index] ? { from: to, to: from } : { from, to }],
  )
  const leaving: number[][] = Array.from({ length: count }, () => [])
  const waitsFor = new Array<number>(count).fill(0)
  for (const { from, to } of down) {
    leaving[from]?.push(to)
    waitsFor[to] = (waitsFor[to] ?? 0) + 1
  }
  const hasIncoming = waitsFor.map((number) => number > 0)
  const rank = new Array<number>(count).fill(0)
  const ready = waitsFor.flatMap((number, box) => (number === 0 ? [box] : []))
  for (let box = ready.pop(); box !== undefined; box = ready.pop()) {
    for (const to of leaving[box] ?? []) {
      rank[to] = Math.max(rank[to] ?? 0, (rank[box] ?? 0) + 1)
      waitsFor[to] = (waitsFor[to] ?? 0) - 1
      if (waitsFor[to] === 0) ready.push(to)
    }
  }
  for (let box = 1; box < count; box++) {
    const nearest = Math.min(...(leaving[box] ?? []).map((to) => rank[to] ?? 0))
    if (!hasIncoming[box] && Number.isFinite(nearest)) rank[box] = Math.max(0, nearest - 1)
  }
  return rank
}

/** Boxes and bends in ranks, with what each is joined to in the ranks above and below. */
class Web {
  readonly #ranks: number[][] = []
  readonly #width: number[]
  readonly #above: number[][] = []
  readonly #below: number[][] = []
  readonly #x: number[] = []
  readonly #bends = new Map<string, number>()

  constructor(
    private readonly sizes: readonly Size[],
    private readonly rankOf: number[],
  ) {
    this.#width = sizes.map(({ width }) => width)
    for (let box = 0; box < sizes.length; box++) this.#enter(box)
  }

  /** The bends of an arrow from its beginning on; undefined where it goes around the outside. */
  chain({ from, to }: Arrow, isUp: boolean): readonly number[] | undefined {
    if (from === to) return []
    const [start, end] = [this.rankOf[from] ?? 0, this.rankOf[to] ?? 0]
    const step = start < end ? 1 : -1
    if (this.#bends.size + Math.abs(end - start) > MOST_BENDS) return undefined
    const bends: number[] = []
    let before = from
    for (let rank = start + step; rank !== end; rank += step) {
      const bend = this.#bend(`${isUp ? 'up' : 'down'} ${to}`, rank)
      this.#join(before, bend, step)
      bends.push(bend)
      before = bend
    }
    this.#join(before, to, step)
    return bends
  }

  /** Puts each rank in the order of the middles of what its members are joined to, from the top or from the bottom. */
  reorder(isDown: boolean): void {
    const all = isDown ? this.#ranks : this.#ranks.toReversed()
    const place = new Map<number, number>()
    for (const rank of this.#ranks) for (const [index, member] of rank.entries()) place.set(member, index)
    for (const rank of all) {
      const joined = isDown ? this.#above : this.#below
      const wish = new Map(
        rank.map((member, index) => [
          member,
          mean(joined[member] ?? [], (other) => place.get(other) ?? 0, index),
        ]),
      )
      rank.sort((one, other) => (wish.get(one) ?? 0) - (wish.get(other) ?? 0))
      for (const [index, member] of rank.entries()) place.set(member, index)
    }
  }

  /** Moves the members of each rank as near to what they are joined to as their order and their widths allow. */
  relax(isDown: boolean): void {
    const all = isDown ? this.#ranks : this.#ranks.toReversed()
    for (const rank of all) {
      const joined = isDown ? this.#above : this.#below
      const wishes = rank.map((member) =>
        mean(joined[member] ?? [], (other) => this.#x[other] ?? 0, this.#x[member] ?? 0),
      )
      const offsets: number[] = []
      let offset = 0
      for (const [index, member] of rank.entries()) {
        if (index > 0) offset += this.#apart(rank[index - 1] ?? member, member)
        offsets.push(offset)
      }
      const placed = isotonic(wishes.map((wish, index) => wish - (offsets[index] ?? 0)))
      for (const [index, member] of rank.entries())
        this.#x[member] = (placed[index] ?? 0) + (offsets[index] ?? 0)
    }
  }

  centres(): Point[] {
    const tops: number[] = []
    let y = 0
    for (const rank of this.#ranks) {
      const height = Math.max(...rank.map((member) => this.sizes[member]?.height ?? 0), 0)
      tops.push(y + height / 2)
      y += height + GAP.ranks
    }
    return this.#x.map((x, member) => ({ x, y: tops[this.rankOf[member] ?? 0] ?? 0 }))
  }

  #bend(line: string, rank: number): number {
    const key = `${line} ${rank}`
    const known = this.#bends.get(key)
    if (known !== undefined) return known
    const bend = this.#width.length
    this.#width.push(0)
    this.rankOf.push(rank)
    this.#bends.set(key, bend)
    this.#enter(bend)
    return bend
  }

  #enter(member: number): void {
    const rank = this.rankOf[member] ?? 0
    while (this.#ranks.length <= rank) this.#ranks.push([])
    const row = this.#ranks[rank] ?? []
    const last = row.at(-1)
    this.#x[member] = last === undefined ? 0 : (this.#x[last] ?? 0) + this.#apart(last, member)
    row.push(member)
    this.#above[member] = []
    this.#below[member] = []
  }

  #join(one: number, other: number, step: number): void {
    const [upper, lower] = step > 0 ? [one, other] : [other, one]
    this.#below[upper]?.push(lower)
    this.#above[lower]?.push(upper)
  }

  #apart(one: number, other: number): number {
    const [left, right] = [this.#width[one] ?? 0, this.#width[other] ?? 0]
    return (left + right) / 2 + (left === 0 || right === 0 ? GAP.lines : GAP.between)
  }
}

function mean(members: readonly number[], of: (member: number) => number, otherwise: number): number {
  if (members.length === 0) return otherwise
  return members.reduce((sum, member) => sum + of(member), 0) / members.length
}

/** The nearest numbers, by squares, that never fall: pools neighbours that are out of order (Ayer and others, 1955). */
function isotonic(wishes: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = []
  for (const wish of wishes) {
    let pool = { sum: wish, count: 1 }
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count }
      pools.pop()
    }
    pools.push(pool)
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
}

/** From the border of one box over the bends to the border of the other; upward arrows keep to the right. */
function route(
  centres: readonly Point[],
  sizes: readonly Size[],
  { from, to }: Arrow,
  bends: readonly Point[],
  isUp: boolean,
): Point[] {
  const [start, end] = [boxAt(centres, sizes, from), boxAt(centres, sizes, to)]
  const aside = (box: Size) => (isUp ? box.width / 4 : 0)
  const sign = isUp ? -1 : 1
  return [
    { x: start.x + aside(start), y: start.y + (sign * start.height) / 2 },
    ...withoutStraight(bends),
    { x: end.x + aside(end), y: end.y - (sign * end.height) / 2 },
  ]
}

/** Bends of a line that goes straight down are none. */
function withoutStraight(bends: readonly Point[]): readonly Point[] {
  return bends.filter(({ x }, index) => {
    const [before, after] = [bends[index - 1], bends[index + 1]]
    return !before || !after || Math.abs(before.x - x) > 0.5 || Math.abs(after.x - x) > 0.5
  })
}

function around(centres: readonly Point[], sizes: readonly Size[], { from, to }: Arrow, x: number): Point[] {
  const [start, end] = [boxAt(centres, sizes, from), boxAt(centres, sizes, to)]
  return [
    { x: start.x + start.width / 2, y: start.y },
    { x, y: start.y },
    { x, y: end.y },
    { x: end.x + end.width / 2, y: end.y },
  ]
}

function loop(centres: readonly Point[], sizes: readonly Size[], box: number): Point[] {
  const { x, y, width, height } = boxAt(centres, sizes, box)
  const [right, up] = [x + width / 2, Math.min(12, height / 4)]
  return [
    { x: right, y: y - up },
    { x: right + 22, y: y - up },
    { x: right + 22, y: y + up },
    { x: right, y: y + up },
  ]
}

function boxAt(centres: readonly Point[], sizes: readonly Size[], box: number): Point & Size {
  return { ...(centres[box] ?? { x: 0, y: 0 }), ...(sizes[box] ?? { width: 0, height: 0 }) }
}
