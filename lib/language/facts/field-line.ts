import type { FieldKind } from '../fields'

/** What is told of a field beside its name: the value it takes, and in our own words what it is for. */
export interface FieldLines {
  kind: FieldKind
  help: string
  /** The words it may have, for `OneOf`. */
  values?: readonly string[]
  /** What holds when the field is absent, where something does. */
  default?: string
  limits?: string
  /** Its page, where that is not the page of its owner. */
  page?: string
}

/** By the name of the field. */
export type Lines = Readonly<Record<string, FieldLines>>

/** What is told of one field. */
export function one(kind: FieldKind, help: string, more: Omit<FieldLines, 'kind' | 'help'> = {}): FieldLines {
  return { kind, help, ...more }
}

/** A field that has one of a few words. */
export function oneOf(
  values: readonly string[],
  help: string,
  more: Omit<FieldLines, 'kind' | 'help' | 'values'> = {},
): FieldLines {
  return one('OneOf', help, { values, ...more })
}

/** A field with the ending `Path`: what the field without it has, read from the input. */
export function pathTwin(name: string, page?: string): FieldLines {
  return one('Path', `As ${name}, read from the input.`, page === undefined ? {} : { page })
}
