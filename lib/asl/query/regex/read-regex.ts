import { CharacterSet, LINE_ENDS } from './character-set'
import { PatternText } from './pattern-text'
import { readCharacterEscape, readClass } from './read-class'
import type { Tree } from './tree'

const MAX_LENGTH = 2_000
const MAX_NESTING = 100
const MAX_GROUPS = 200

const GROUP_NUMBER = /[1-9]\d*/y
const QUANTIFIER = /[*+?]|\{\d+(?:,\d*)?\}/y

export interface ReadRegex {
  tree: Tree
  /** How many groups capture. */
  groupCount: number
  groupNames: ReadonlyMap<string, number>
}

/**
 * Reads a pattern by recursive descent.
 *
 * ```
 * choice   = sequence { '|' sequence }
 * sequence = { assertion | atom [ quantifier ] }
 * ```
 */
export function readRegex(source: string): ReadRegex {
  const text = new PatternText(source)
  if (source.length > MAX_LENGTH) throw text.problem(`it is longer than ${MAX_LENGTH} characters`)
  const { groupCount, groupNames } = groupsOf(text)
  const tree = new RegexReader(text, groupCount, groupNames).all()
  return { tree, groupCount, groupNames }
}

const SKIPPED_OR_GROUP = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?<(?![=!])([^>]*)>|(?!\?))/gs

/** Counted beforehand: `\2` is a reference only where there are two groups, even if the second comes later. */
function groupsOf(text: PatternText): Omit<ReadRegex, 'tree'> {
  const groupNames = new Map<string, number>()
  let groupCount = 0
  for (const [found, name] of text.source.matchAll(SKIPPED_OR_GROUP)) {
    if (!found.startsWith('(')) continue
    groupCount++
    if (groupCount > MAX_GROUPS) throw text.problem(`it has more than ${MAX_GROUPS} groups`)
    if (name === undefined) continue
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)) {
      throw text.problem('Invalid capture group name')
    }
    if (groupNames.has(name)) throw text.problem('Duplicate capture group name')
    groupNames.set(name, groupCount)
  }
  return { groupCount, groupNames }
}

class RegexReader {
  #groupsSoFar = 0
  #nesting = 0

  constructor(
    private readonly text: PatternText,
    private readonly groupCount: number,
    private readonly groupNames: ReadonlyMap<string, number>,
  ) {}

  all(): Tree {
    const tree = this.choice()
    if (!this.text.isAtEnd) throw this.text.problem('Unmatched )')
    return tree
  }

  private choice(): Tree {
    const first = this.sequence()
    const options = [first]
    while (this.text.take('|')) options.push(this.sequence())
    return options.length === 1 ? first : { kind: 'Choice', options }
  }

  private sequence(): Tree {
    const parts: Tree[] = []
    while (!this.text.isAtEnd && !this.text.follows('|') && !this.text.follows(')')) parts.push(this.term())
    return { kind: 'Sequence', parts }
  }

  private term(): Tree {
    const { text } = this
    if (text.take('^')) return { kind: 'Assert', assertion: 'Start' }
    if (text.take('$')) return { kind: 'Assert', assertion: 'End' }
    if (text.take('\\b')) return { kind: 'Assert', assertion: 'WordBoundary' }
    if (text.take('\\B')) return { kind: 'Assert', assertion: 'NoWordBoundary' }
    if (text.take('(?<=')) return this.look({ isBehind: true, isNegated: false })
    if (text.take('(?<!')) return this.look({ isBehind: true, isNegated: true })
    const first = this.#groupsSoFar + 1
    const body = this.atom()
    return this.repeated(body, { first, count: this.#groupsSoFar + 1 - first })
  }

  private repeated(body: Tree, groups: { first: number; count: number }): Tree {
    const { text } = this
    const quantifier = text.takeMatch(QUANTIFIER)
    if (quantifier === undefined) return body
    const isGreedy = !text.take('?')
    const [least, most] = timesOf(quantifier)
    if (least > most) throw text.problem('numbers out of order in {} quantifier')
    return { kind: 'Repeat', body, least, most, isGreedy, groups }
  }

  private atom(): Tree {
    const { text } = this
    if (text.take('(?:')) return this.nested()
    if (text.take('(?=')) return this.look({ isBehind: false, isNegated: false })
    if (text.take('(?!')) return this.look({ isBehind: false, isNegated: true })
    if (text.takeMatch(/\(\?<[^>]*>/y) !== undefined) return this.group()
    if (text.follows('(?')) throw text.problem('Invalid group')
    if (text.take('(')) return this.group()
    if (text.take('[')) return readClass(text)
    if (text.take('.')) return { kind: 'Read', set: LINE_ENDS, isNegated: true }
    if (text.takeMatch(QUANTIFIER) !== undefined) throw text.problem('Nothing to repeat')
    if (text.take('\\')) return this.escape()
    return oneOf(text.next('Unexpected end').charCodeAt(0))
  }

  private group(): Tree {
    const number = ++this.#groupsSoFar
    return { kind: 'Group', number, body: this.nested() }
  }

  private look(how: { isBehind: boolean; isNegated: boolean }): Tree {
    return { kind: 'Look', ...how, body: this.nested() }
  }

  private nested(): Tree {
    if (++this.#nesting > MAX_NESTING) throw this.text.problem(`it nests deeper than ${MAX_NESTING} levels`)
    const body = this.choice()
    if (!this.text.take(')')) throw this.text.problem('Unterminated group')
    this.#nesting--
    return body
  }

  private escape(): Tree {
    const { text } = this
    const group = Number(text.match(GROUP_NUMBER))
    if (group <= this.groupCount) {
      text.takeMatch(GROUP_NUMBER)
      return { kind: 'Again', group }
    }
    if (this.groupNames.size > 0 && text.take('k')) {
      const name = text.takeMatch(/<[^>]*>/y)?.slice(1, -1) ?? ''
      const named = this.groupNames.get(name)
      if (named === undefined) throw text.problem('Invalid named reference')
      return { kind: 'Again', group: named }
    }
    return oneOf(readCharacterEscape(text))
  }
}

function oneOf(characters: CharacterSet | number): Tree {
  const set = typeof characters === 'number' ? CharacterSet.of(characters) : characters
  return { kind: 'Read', set, isNegated: false }
}

function timesOf(quantifier: string): [least: number, most: number] {
  if (quantifier === '*') return [0, Number.POSITIVE_INFINITY]
  if (quantifier === '+') return [1, Number.POSITIVE_INFINITY]
  if (quantifier === '?') return [0, 1]
  const [least = '', most] = quantifier.slice(1, -1).split(',')
  if (most === undefined) return [Number(least), Number(least)]
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)]
}
