/** First in, first out, in a ring that doubles when it is full: adding and taking cost the same at any length. */
export class ReadyQueue<T> {
  #ring: (T | undefined)[] = new Array(4)
  #head = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  add(item: T): void {
    if (this.#length === this.#ring.length) this.#grow()
    this.#ring[(this.#head + this.#length) % this.#ring.length] = item
    this.#length++
  }

  take(): T | undefined {
    if (this.#length === 0) return undefined
    const item = this.#ring[this.#head]
    this.#ring[this.#head] = undefined
    this.#head = (this.#head + 1) % this.#ring.length
    this.#length--
    return item
  }

  clear(): void {
    this.#ring = new Array(4)
    this.#head = 0
    this.#length = 0
  }

  /** In the order in which they will be taken. */
  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.#length; index++) {
      const item = this.#ring[(this.#head + index) % this.#ring.length]
      if (item !== undefined) yield item
    }
  }

  #grow(): void {
    const items = [...this]
    this.#ring = items.concat(new Array(items.length))
    this.#head = 0
  }
}
