import type { WasmReader } from './wasm-bytes'

/** Where a function's code has to change for its work to be counted. */
export interface Spot {
  /** `loop`: at the begin of each turn; `copy` and `fill`: one instruction that works on many bytes at once. */
  kind: 'loop' | 'copy' | 'fill'
  from: number
  to: number
}

export interface Body {
  spots: readonly Spot[]
  /** The most ways that one of its branches has; hundreds in an interpreter's main loop. */
  waysOfBranch: number
}

const OP = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  branchTable: 0x0e,
  f32: 0x43,
  f64: 0x44,
  bulk: 0xfc,
} as const
const MEMORY_COPY = 10
const MEMORY_FILL = 11

/** How many numbers in LEB128 follow an instruction, for those that have no more to say; -1 for all others. */
const operands = new Int8Array(256).fill(-1)
for (const [from, to, count] of [
  [0x00, 0x01, 0], // unreachable, nop
  [0x05, 0x05, 0], // else
  [0x0b, 0x0b, 0], // end
  [0x0c, 0x0d, 1], // br, br_if
  [0x0f, 0x0f, 0], // return
  [0x10, 0x10, 1], // call
  [0x11, 0x11, 2], // call_indirect
  [0x1a, 0x1b, 0], // drop, select
  [0x20, 0x26, 1], // locals, globals, tables
  [0x28, 0x3e, 2], // loads and stores: alignment and offset
  [0x3f, 0x40, 1], // memory.size, memory.grow
  [0x41, 0x42, 1], // i32.const, i64.const
  [0x45, 0xc4, 0], // comparisons, arithmetic, conversions
  [0xd0, 0xd0, 1], // ref.null
  [0xd1, 0xd1, 0], // ref.is_null
  [0xd2, 0xd2, 1], // ref.func
] as const) {
  operands.fill(count, from, to + 1)
}

/**
 * Walks through one function's body, from its local variables to its last instruction.
 *
 * @throws when it meets an instruction that the compiler of QuickJS has not used so far.
 */
export function readBody(reader: WasmReader, end: number): Body {
  const spots: Spot[] = []
  let waysOfBranch = 0
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.skipNumbers(1)
    reader.byte()
  }
  while (reader.at < end) {
    const from = reader.at
    const op = reader.byte()
    const count = operands[op] ?? -1
    if (count >= 0) {
      reader.skipNumbers(count)
      continue
    }
    switch (op) {
      case OP.block:
      case OP.if:
        reader.skipNumbers(1)
        break
      case OP.loop:
        reader.skipNumbers(1)
        spots.push({ kind: 'loop', from: reader.at, to: reader.at })
        break
      case OP.branchTable: {
        const ways = reader.number() + 1
        waysOfBranch = Math.max(waysOfBranch, ways)
        reader.skipNumbers(ways)
        break
      }
      case OP.f32:
        reader.at += 4
        break
      case OP.f64:
        reader.at += 8
        break
      case OP.bulk: {
        const kind = bulkKind(reader)
        if (kind) spots.push({ kind, from, to: reader.at })
        break
      }
      default:
        throw new Error(`Instruction ${op} in QuickJS is unknown; see lib/handlers/metered-code.ts.`)
    }
  }
  return { spots, waysOfBranch }
}

/** Copying and filling; numbers made whole without a trap are not to be counted. */
function bulkKind(reader: WasmReader): 'copy' | 'fill' | undefined {
  const op = reader.number()
  if (op < 8) return undefined
  if (op === MEMORY_COPY) {
    reader.skipNumbers(2)
    return 'copy'
  }
  if (op === MEMORY_FILL) {
    reader.skipNumbers(1)
    return 'fill'
  }
  throw new Error(`Bulk instruction ${op} in QuickJS is unknown; see lib/handlers/metered-code.ts.`)
}
