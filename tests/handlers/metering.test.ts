import { describe, expect, test } from 'vitest'
import { FUEL, metered } from '@/lib/handlers/metering'
import { signed, unsigned, WasmReader } from '@/lib/handlers/wasm-bytes'

const I32 = 0x7f
const NOTHING = 0x40
const op = {
  loop: 3,
  block: 2,
  end: 0x0b,
  get: 0x20,
  tee: 0x22,
  const: 0x41,
  minus: 0x6b,
  branchIf: 0x0d,
  ways: 0x0e,
}

/** `loop { n = n - 1; if n branch to the loop }`, with something else in each turn. */
function loop(inEachTurn: number[] = []): number[] {
  const countDown = [op.get, 0, op.const, 1, op.minus, op.tee, 0]
  return [op.loop, NOTHING, ...inEachTurn, ...countDown, op.branchIf, 0, op.end]
}

/** A branch into so many ways, all of which lead behind it. */
function branch(ways: number): number[] {
  const all = [...unsigned(ways - 1), ...new Array(ways).fill(0)]
  return [op.block, NOTHING, op.get, 0, op.ways, ...all, op.end]
}

/**
 * A module that imports one function and exports `run`, whose parameters are as many numbers, and its memory
 * as `mem`; it has a global of its own.
 */
function module(parameters: number, code: number[]): Uint8Array {
  const section = (id: number, ...content: number[]) => [id, ...unsigned(content.length), ...content]
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)]
  const body = [1, 1, I32, ...code, op.end]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 2, 0x60, 0, 0, 0x60, parameters, ...new Array(parameters).fill(I32), 0),
    ...section(2, 1, ...name('a'), ...name('host'), 0, 0),
    ...section(3, 1, 1),
    ...section(5, 1, 0, 1),
    ...section(6, 1, I32, 1, op.const, 9, op.end),
    ...section(7, 2, ...name('run'), 0, 1, ...name('mem'), 2, 0),
    ...section(10, 1, ...unsigned(body.length), ...body),
  ])
}

/** Runs a metered module: what it used of its fuel, and whether that was too much. */
function ran(bytes: Uint8Array, fuelAtMost: number, ...args: number[]) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(metered(bytes)), { a: { host() {} } })
  const { run, mem } = instance.exports as { run: (...args: number[]) => void; mem: WebAssembly.Memory }
  const fuel = instance.exports[FUEL] as WebAssembly.Global
  fuel.value = fuelAtMost
  let trapped = false
  try {
    run(...args)
  } catch (error) {
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError)
    trapped = true
  }
  return { used: fuelAtMost - fuel.value, trapped, memory: new Uint8Array(mem.buffer) }
}

describe('a metered module', () => {
  test('takes from its fuel at every turn of a loop', () => {
    expect(ran(module(1, loop()), 1000, 100)).toMatchObject({ used: 400, trapped: false })
    expect(ran(module(1, [...loop(), 0x41, 5, 0x21, 0, ...loop()]), 1000, 7)).toMatchObject({ used: 48 })
  })

  test('traps at the turn for which nothing is left', () => {
    expect(ran(module(1, loop()), 399, 100)).toMatchObject({ used: 400, trapped: true })
    expect(ran(module(1, loop()), 399, 1_000_000_000)).toMatchObject({ used: 400, trapped: true })
  })

  test('counts an interpreter by its instructions', () => {
    expect(ran(module(1, loop(branch(200))), 1000, 100)).toMatchObject({ used: 400 })
    expect(ran(module(1, loop(branch(201))), 1000, 100)).toMatchObject({ used: 100 })
  })

  test('counts bytes copied and filled, and copies and fills them', () => {
    const all = [op.get, 0, op.get, 1, op.get, 2]
    const fill = ran(module(3, [...all, 0xfc, 11, 0]), 1000, 8, 7, 3200)
    expect(fill).toMatchObject({ used: 100, trapped: false })
    expect([fill.memory.indexOf(7), fill.memory.lastIndexOf(7)]).toEqual([8, 3207])
    const copy = ran(module(3, [...all, 0xfc, 10, 0, 0]), 1000, 8, 0, 3200)
    expect(copy).toMatchObject({ used: 100, trapped: false })
    expect(ran(module(3, [...all, 0xfc, 10, 0, 0]), 99, 8, 0, 3200)).toMatchObject({ trapped: true })
  })

  test('keeps constants that look like instructions', () => {
    const constants = [0x43, 3, 3, 3, 3, 0x1a, 0x44, 3, 3, 3, 3, 3, 3, 3, 3, 0x1a, 0x42, 0x83, 0x03, 0x1a]
    expect(ran(module(1, loop(constants)), 1000, 10)).toMatchObject({ used: 40, trapped: false })
  })

  test('is refused where it has instructions that nobody has counted so far', () => {
    expect(() => metered(module(1, [0xfd, 12]))).toThrow('Instruction 253 in QuickJS is unknown')
    expect(() => metered(module(1, [0xfc, 12, 0, 0]))).toThrow('Bulk instruction 12 in QuickJS is unknown')
  })
})

test.each([0, 1, 63, 64, 127, 128, 16383, 16384, 2 ** 31 - 1])('%i is written and read again', (value) => {
  expect(new WasmReader(Uint8Array.from(unsigned(value))).number()).toBe(value)
  const bytes = signed(value)
  expect(new WasmReader(Uint8Array.from(bytes)).number()).toBe(value)
  expect((bytes.at(-1) ?? 0) & 0x40).toBe(0)
})
