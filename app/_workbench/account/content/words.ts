import { spokenDuration } from '../../timeline/spoken-duration'
import type { Mark, Sources } from './resource'

/** `1 item`, `3 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** A text on one line, cut where it is too long. */
export function short(text: string, most = 100): string {
  const line = text.slice(0, most + 1).replace(/\s+/g, ' ')
  return line.length > most ? `${line.slice(0, most)}…` : line
}

/** Since the start of the run: `+1.5 s`. */
export function since(instant: number, { run }: Pick<Sources, 'run'>): string {
  return `+${spokenDuration(Math.max(0, instant - (run?.startDate ?? instant)))}`
}

export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** What a run did to a resource, where it did anything. */
export function changeOf(
  glyph: Mark['glyph'],
  ...parts: Parameters<typeof listed>
): { change: Mark } | undefined {
  const words = listed(...parts)
  return words === '' ? undefined : { change: { glyph, words } }
}

/** The parts that say something, with commas. */
export function listed(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(', ')
}
