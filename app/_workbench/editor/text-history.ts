/** How far back a history goes, in steps and in characters over all of them. */
const LONGEST = { steps: 500, characters: 20_000_000 } as const

/**
 * The undo history of a plain text area. The browser's own forgets what is changed from outside, and cannot be asked
 * while the text area is hidden, as it is while a machine is drawn.
 */
export class TextHistory {
  #past: string[] = []
  #future: string[] = []
  #now: string
  /** Whether the last step was typing that further typing may join. */
  #isOpen = false

  constructor(text: string) {
    this.#now = text
  }

  /** The text became another one. Typing within a word or line counts as one step with the typing before it. */
  became(text: string, isTyping = false): void {
    if (text === this.#now) return
    const joins = isTyping && this.#isOpen
    if (!joins) this.#past.push(this.#now)
    this.#now = text
    this.#future = []
    this.#isOpen = isTyping
    this.#forget()
  }

  /** The text one step before; the same text where there is none. */
  undo(): string {
    const before = this.#past.pop()
    if (before === undefined) return this.#now
    this.#future.push(this.#now)
    this.#now = before
    this.#isOpen = false
    return before
  }

  redo(): string {
    const after = this.#future.pop()
    if (after === undefined) return this.#now
    this.#past.push(this.#now)
    this.#now = after
    this.#isOpen = false
    return after
  }

  #forget(): void {
    let characters = this.#past.reduce((sum, { length }) => sum + length, 0)
    while (this.#past.length > LONGEST.steps || characters > LONGEST.characters) {
      characters -= this.#past.shift()?.length ?? 0
    }
  }
}
