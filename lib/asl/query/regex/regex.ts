import { compile, type Flags, type Program } from './compile'
import { Matcher, type StepBudget, TooManyPlaces } from './matcher'
import { RegexProblem } from './pattern-text'
import { readRegex } from './read-regex'

/** One match: `groups[0]` is all of it, a group that took no part is undefined. */
export interface Match {
  index: number
  groups: readonly (string | undefined)[]
}

/** A pattern that can be matched against many texts. Throws `RegexProblem` when it is none. */
export class Regex {
  readonly #program: Program
  readonly groupNames: ReadonlyMap<string, number>
  readonly #groupCount: number

  constructor(
    readonly source: string,
    flags: Partial<Flags> = {},
  ) {
    const { tree, groupCount, groupNames } = readRegex(source)
    this.#program = compile(tree, groupCount, { ignoreCase: false, multiline: false, ...flags })
    this.#groupCount = groupCount
    this.groupNames = groupNames
  }

  /** The first match that begins at `start` or behind it. What it costs is taken from the budget. */
  firstMatch(text: string, start: number, budget: StepBudget): Match | undefined {
    const registers = this.#search(text, start, budget)
    if (!registers) return undefined
    const groups: (string | undefined)[] = []
    for (let group = 0; group <= this.#groupCount; group++) {
      const [from = -1, to = -1] = registers.slice(2 * group, 2 * group + 2)
      groups.push(from < 0 || to < 0 ? undefined : text.slice(from, to))
    }
    return { index: registers[0] ?? start, groups }
  }

  #search(text: string, start: number, budget: StepBudget): readonly number[] | undefined {
    try {
      return new Matcher(this.#program, text, budget).firstFrom(start)
    } catch (problem) {
      if (!(problem instanceof TooManyPlaces)) throw problem
      throw new RegexProblem(`The regular expression /${this.source.slice(0, 200)}/ needs too much memory.`)
    }
  }
}
