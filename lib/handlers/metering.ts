import { joined, signed, unsigned, WasmReader } from './wasm-bytes'
import { readBody } from './wasm-code'

/** The name under which a metered module exports its fuel: a number that its work lowers, a trap below 0. */
export const FUEL = 'fuel'

/** What a turn of a loop costs; one of the interpreter's, which reads one instruction a turn, costs 1. */
const FUEL_PER_TURN = 4
/** Only the interpreter's main loop branches into so many ways. */
const WAYS_OF_INTERPRETER = 200
/** Copying and filling costs 1 for 2⁵ bytes. */
const BYTES_PER_FUEL_LOG2 = 5
/** Until somebody sets the fuel: enough to boot. */
const FUEL_AT_FIRST = 0x7fff_ffff

const SECTION = { types: 1, imports: 2, functions: 3, globals: 6, exports: 7, code: 10 } as const
const KIND_OF_FUNCTION = 0
const KIND_OF_GLOBAL = 3
const I32 = 0x7f
const OP = {
  unreachable: 0x00,
  if: 0x04,
  end: 0x0b,
  call: 0x10,
  localGet: 0x20,
  globalGet: 0x23,
  globalSet: 0x24,
  const: 0x41,
  less: 0x48,
  subtract: 0x6b,
  shiftRight: 0x76,
} as const
const NO_RESULT = 0x40
const MEMORY_COPY = [0xfc, 10, 0, 0]
const MEMORY_FILL = [0xfc, 11, 0]

type Bytes = ArrayLike<number>

/**
 * The same module, but every turn of a loop and every byte copied or filled takes from its fuel, and the module
 * traps when there is none left. QuickJS asks its host whether to go on only between the instructions of a
 * handler; one of those, such as sorting an array said to be four billion long, can take hours. What a handler
 * may use of fuel does not depend on the computer, so it is stopped at the same instruction everywhere.
 */
export function metered(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = bytes.subarray(0, 8)
  const sections = sectionsOf(bytes)
  const find = (id: number) => {
    const section = sections.find((each) => each.id === id)
    if (!section) throw new Error(`QuickJS comes without section ${id}; see lib/handlers/metering.ts.`)
    return section
  }
  const types = countOf(find(SECTION.types).content)
  const fuel = countOf(find(SECTION.globals).content)
  const copy = importedFunctions(find(SECTION.imports).content) + countOf(find(SECTION.functions).content)
  const added: Record<number, readonly Bytes[]> = {
    [SECTION.types]: [[0x60, 3, I32, I32, I32, 0]],
    [SECTION.functions]: [unsigned(types), unsigned(types)],
    [SECTION.globals]: [[I32, 1, OP.const, ...signed(FUEL_AT_FIRST), OP.end]],
    [SECTION.exports]: [[FUEL.length, ...new TextEncoder().encode(FUEL), KIND_OF_GLOBAL, ...unsigned(fuel)]],
  }
  const meter = new Meter(fuel, copy)
  return joined([
    header,
    ...sections.flatMap(({ id, content }) => {
      const parts = id === SECTION.code ? meter.code(content) : extended(content, added[id] ?? [])
      const length = parts.reduce((sum, part) => sum + part.length, 0)
      return [[id, ...unsigned(length)], ...parts]
    }),
  ])
}

/** What is put into code so that it counts itself. */
class Meter {
  readonly #fuel: readonly number[]
  readonly #perTurn: readonly number[]
  readonly #perInstruction: readonly number[]
  readonly #callOf: Readonly<Record<'copy' | 'fill', readonly number[]>>

  /** `copy` is the index of the function that copies; the one that fills comes next. */
  constructor(fuel: number, copy: number) {
    this.#fuel = unsigned(fuel)
    this.#perTurn = this.#take([OP.const, ...signed(FUEL_PER_TURN)])
    this.#perInstruction = this.#take([OP.const, ...signed(1)])
    this.#callOf = { copy: [OP.call, ...unsigned(copy)], fill: [OP.call, ...unsigned(copy + 1)] }
  }

  code(content: Uint8Array): Bytes[] {
    const reader = new WasmReader(content)
    const count = reader.number()
    const parts: Bytes[] = [unsigned(count + 2)]
    for (let left = count; left > 0; left--) {
      const length = reader.number()
      parts.push(...sized(this.#body(reader, reader.at + length)))
    }
    return [...parts, ...sized([this.#bulk(MEMORY_COPY)]), ...sized([this.#bulk(MEMORY_FILL)])]
  }

  #body(reader: WasmReader, end: number): Bytes[] {
    const { bytes } = reader
    let from = reader.at
    const { spots, waysOfBranch } = readBody(reader, end)
    const perTurn = waysOfBranch > WAYS_OF_INTERPRETER ? this.#perInstruction : this.#perTurn
    const parts: Bytes[] = []
    for (const spot of spots) {
      parts.push(bytes.subarray(from, spot.from), spot.kind === 'loop' ? perTurn : this.#callOf[spot.kind])
      from = spot.to
    }
    return [...parts, bytes.subarray(from, end)]
  }

  /** A function of three numbers, the last of them a length, around one instruction that takes the same. */
  #bulk(instruction: readonly number[]): number[] {
    const noLocals = 0
    const length = [OP.localGet, 2]
    const cost = [...length, OP.const, BYTES_PER_FUEL_LOG2, OP.shiftRight]
    return [noLocals, ...this.#take(cost), OP.localGet, 0, OP.localGet, 1, ...length, ...instruction, OP.end]
  }

  #take(cost: readonly number[]): number[] {
    const read = [OP.globalGet, ...this.#fuel]
    const lower = [...read, ...cost, OP.subtract, OP.globalSet, ...this.#fuel]
    return [...lower, ...read, OP.const, 0, OP.less, OP.if, NO_RESULT, OP.unreachable, OP.end]
  }
}

interface Section {
  id: number
  content: Uint8Array
}

function sectionsOf(bytes: Uint8Array): Section[] {
  const sections = []
  const reader = new WasmReader(bytes, 8)
  while (reader.at < bytes.length) {
    const id = reader.byte()
    const length = reader.number()
    sections.push({ id, content: bytes.subarray(reader.at, reader.at + length) })
    reader.at += length
  }
  return sections
}

function countOf(content: Uint8Array): number {
  return new WasmReader(content).number()
}

/** Most sections are a list: how many, then one after the other. */
function extended(content: Uint8Array, added: readonly Bytes[]): Bytes[] {
  if (added.length === 0) return [content]
  const reader = new WasmReader(content)
  const count = reader.number()
  return [unsigned(count + added.length), content.subarray(reader.at), ...added]
}

/** The module's functions are counted on from those that it imports, which come first in its imports. */
function importedFunctions(content: Uint8Array): number {
  const reader = new WasmReader(content)
  const imports = reader.number()
  for (let index = 0; index < imports; index++) {
    reader.skipName()
    reader.skipName()
    if (reader.byte() !== KIND_OF_FUNCTION) return index
    reader.skipNumbers(1)
  }
  return imports
}

function sized(parts: readonly Bytes[]): Bytes[] {
  return [unsigned(parts.reduce((length, part) => length + part.length, 0)), ...parts]
}
