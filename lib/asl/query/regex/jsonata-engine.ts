import type { StepBudget } from './matcher'
import { Regex } from './regex'

/**
 * Read once each: JSONata makes the literal of an expression anew at every evaluation, from the same object that its
 * parser made. (The parser makes it with `RegExp`, which checks the pattern but matches nothing.)
 */
const read = new WeakMap<RegExp, Regex>()

/**
 * For jsonata's option `RegexEngine`: all that it calls is the constructor, `lastIndex` and `exec`. A pattern that we
 * can't match throws `RegexProblem`; what `budget.spend` throws goes through.
 */
export function regexEngine(budget: StepBudget): RegExpConstructor {
  class BoundedRegExp {
    lastIndex = 0
    readonly #regex: Regex

    constructor(literal: RegExp) {
      let regex = read.get(literal)
      if (!regex) {
        const { source, ignoreCase, multiline } = literal
        regex = new Regex(source, { ignoreCase, multiline })
        read.set(literal, regex)
      }
      budget.spend(regex.source.length)
      this.#regex = regex
    }

    /** As with the flag `g`: from `lastIndex` on, and leaves `lastIndex` behind the match. */
    exec(text: string): ((string | undefined)[] & { index: number; input: string }) | null {
      const match = this.#regex.firstMatch(text, this.lastIndex, budget)
      if (!match) {
        this.lastIndex = 0
        return null
      }
      this.lastIndex = match.index + (match.groups[0]?.length ?? 0)
      return Object.assign([...match.groups], { index: match.index, input: text })
    }
  }
  return BoundedRegExp as unknown as RegExpConstructor
}
