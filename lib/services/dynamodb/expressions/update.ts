import type { AttributeType, AttributeValue } from '../attribute-value'
import type { Path } from './path'

/** One clause of an update expression. */
export type UpdateAction =
  | { kind: 'Set'; path: Path; to: UpdateValue }
  | { kind: 'Remove'; path: Path }
  | { kind: 'Add' | 'Delete'; path: Path; value: AttributeValue }

/** What a `SET` puts in a place. */
export type UpdateValue =
  | { kind: 'Path'; path: Path }
  | { kind: 'Value'; value: AttributeValue }
  | { kind: 'Sum'; operator: '+' | '-'; left: UpdateValue; right: UpdateValue }
  | { kind: 'IfNotExists'; path: Path; otherwise: UpdateValue }
  | { kind: 'Append'; first: UpdateValue; second: UpdateValue }

/** The type that a value has whatever the item holds, or nothing when that depends. */
export function typeOfUpdateValue(
  value: UpdateValue,
  typeOf: (value: AttributeValue) => AttributeType,
): AttributeType | undefined {
  switch (value.kind) {
    case 'Path':
      return undefined
    case 'Value':
      return typeOf(value.value)
    case 'Sum':
      return 'N'
    case 'IfNotExists':
      return typeOfUpdateValue(value.otherwise, typeOf)
    case 'Append':
      return 'L'
  }
}

/** All paths of an update: those it changes and those it reads. */
export function pathsOfUpdate(actions: readonly UpdateAction[]): readonly Path[] {
  return actions.flatMap((action) =>
    action.kind === 'Set' ? [action.path, ...pathsOfValue(action.to)] : [action.path],
  )
}

function pathsOfValue(value: UpdateValue): readonly Path[] {
  switch (value.kind) {
    case 'Path':
      return [value.path]
    case 'Value':
      return []
    case 'Sum':
      return [...pathsOfValue(value.left), ...pathsOfValue(value.right)]
    case 'IfNotExists':
      return [value.path, ...pathsOfValue(value.otherwise)]
    case 'Append':
      return [...pathsOfValue(value.first), ...pathsOfValue(value.second)]
  }
}
