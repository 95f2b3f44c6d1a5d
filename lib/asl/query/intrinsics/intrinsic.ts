import type { JsonValue } from '@/lib/json'
import type { Path } from '../../parse/state-machine'

export const intrinsicNames = [
  'States.Array',
  'States.ArrayContains',
  'States.ArrayGetItem',
  'States.ArrayLength',
  'States.ArrayPartition',
  'States.ArrayRange',
  'States.ArrayUnique',
  'States.Base64Decode',
  'States.Base64Encode',
  'States.Format',
  'States.Hash',
  'States.JsonMerge',
  'States.JsonToString',
  'States.MathAdd',
  'States.MathRandom',
  'States.StringSplit',
  'States.StringToJson',
  'States.UUID',
] as const
export type IntrinsicName = (typeof intrinsicNames)[number]

/** A call of an intrinsic function after compilation. */
export interface Intrinsic {
  name: IntrinsicName
  arguments: readonly Argument[]
}

export type Argument =
  | { kind: 'Value'; value: JsonValue }
  /** A quoted string. `raw` still has its escapes, for `States.Format` tells `\{` from `{`. */
  | { kind: 'Text'; value: string; raw: string }
  | { kind: 'Path'; path: Path }
  | { kind: 'Call'; call: Intrinsic; text: string }
