/** One thing of the language with its help. Code stands in backticks. */
export interface Fact {
  name: string
  /** How it is called or written, where that is more than the name. */
  signature?: string
  help: string
  limits?: string
  example?: string
  source: string
}

/** Facts by their names. */
export function byName(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((fact) => [fact.name, fact]))
}
