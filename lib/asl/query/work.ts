/** A whole input of 256 KiB has about 130,000 values; this lets a query visit each some fifteen times. */
const MAX_STEPS = 2_000_000

/**
 * Counted work of one query. A path such as `$..*` or a filter within a filter can ask for far more than its
 * text suggests; counting steps rather than time stops it at the same point in the browser and on the server.
 */
export class Work {
  #left: number

  constructor(steps = MAX_STEPS) {
    this.#left = steps
  }

  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new TooMuchWork()
  }
}

/** How deep a value may nest before functions that go through all of it refuse. */
export const MAX_DEPTH = 1_000

/** The steps of one query are spent. */
export class TooMuchWork extends Error {
  constructor() {
    super(`The query needs more than ${MAX_STEPS.toLocaleString('en')} steps.`)
  }
}

/** A function went deeper into a value than it may. */
export class TooDeep extends Error {
  constructor() {
    super(`The value nests deeper than ${MAX_DEPTH} levels.`)
  }
}
