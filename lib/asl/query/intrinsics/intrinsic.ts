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

/** Least and most arguments that each function takes. */
const arity: Readonly<Record<IntrinsicName, readonly [least: number, most: number]>> = {
  'States.Array': [0, Number.POSITIVE_INFINITY],
  'States.ArrayContains': [2, 2],
  'States.ArrayGetItem': [2, 2],
  'States.ArrayLength': [1, 1],
  'States.ArrayPartition': [2, 2],
  'States.ArrayRange': [3, 3],
  'States.ArrayUnique': [1, 1],
  'States.Base64Decode': [1, 1],
  'States.Base64Encode': [1, 1],
  'States.Format': [1, Number.POSITIVE_INFINITY],
  'States.Hash': [2, 2],
  'States.JsonMerge': [3, 3],
  'States.JsonToString': [1, 1],
  'States.MathAdd': [2, 2],
  'States.MathRandom': [2, 3],
  'States.StringSplit': [2, 2],
  'States.StringToJson': [1, 1],
  'States.UUID': [0, 0],
}

/** Whether the function takes so many arguments. AWS finds out when it calls it, not when it reads the definition. */
export function takes(name: IntrinsicName, count: number): boolean {
  const [least, most] = arity[name]
  return count >= least && count <= most
}

/** What is wrong with the number of arguments of a call or of one inside it, in our words. */
export function arityProblem(call: Intrinsic): string | undefined {
  const { name, arguments: given } = call
  if (!takes(name, given.length)) {
    const [least, most] = arity[name]
    return `\`${name}\` takes ${counted(least, most)}, not ${given.length}.`
  }
  for (const argument of given) {
    const problem = argument.kind === 'Call' ? arityProblem(argument.call) : undefined
    if (problem !== undefined) return problem
  }
  return undefined
}

function counted(least: number, most: number): string {
  if (least === most) return least === 0 ? 'no arguments' : least === 1 ? '1 argument' : `${least} arguments`
  return most === Number.POSITIVE_INFINITY
    ? `at least ${least} argument${least === 1 ? '' : 's'}`
    : `${least} to ${most} arguments`
}

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
