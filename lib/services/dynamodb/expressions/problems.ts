/** Why DynamoDB does not take an expression; the sentence behind `Invalid ConditionExpression: `. */
export class ExpressionProblem extends Error {}

/**
 * DynamoDB reads an expression to its end before it complains, and then about one thing: not the first in the
 * text, but the gravest, by a ranking that it does not document (found out for dynalite by asking it).
 */
export class Problems<Rank extends string> {
  readonly #first = new Map<Rank, string>()

  note(rank: Rank, message: string): void {
    if (!this.#first.has(rank)) this.#first.set(rank, message)
  }

  /** The gravest, by a ranking from grave to slight. */
  gravest(ranking: readonly Rank[]): string | undefined {
    const rank = ranking.find((each) => this.#first.has(each))
    return rank && this.#first.get(rank)
  }

  complain(ranking: readonly Rank[]): void {
    const message = this.gravest(ranking)
    if (message !== undefined) throw new ExpressionProblem(message)
  }
}
