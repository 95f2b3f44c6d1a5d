import type { LogLine } from './handler'

const LINES_AT_MOST = 200
const CHARACTERS_AT_MOST = 65_536

const levels: Record<string, LogLine['level']> = {
  debug: 'debug',
  info: 'info',
  log: 'log',
  warn: 'warn',
  error: 'error',
}

/** What one invocation logged, bounded in lines and in size; the first line too many says so. */
export class LogLines {
  readonly #lines: LogLine[] = []
  #characters = 0
  #isFull = false

  add(level: string, text: string): void {
    if (this.#isFull) return
    this.#characters += text.length
    this.#isFull = this.#lines.length >= LINES_AT_MOST || this.#characters > CHARACTERS_AT_MOST
    this.#lines.push(
      this.#isFull
        ? { level: 'warn', text: 'The handler logs too much; the sandbox keeps no further lines.' }
        : { level: levels[level] ?? 'log', text },
    )
  }

  /** A remark of the sandbox's own, also when the handler has filled its share. */
  remark(text: string): void {
    this.#lines.push({ level: 'warn', text })
  }

  all(): readonly LogLine[] {
    return this.#lines
  }
}
