import { type Node, parseTree } from 'jsonc-parser'
import {
  childPointer,
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  pointerKeys,
} from '@/lib/json'
import { layoutInside, reindented, writeJson } from './json-layout'
import { Pieces } from './pieces'
import type { TextEdit } from './text-edit'

/** Where a new member of an object goes; at the end when nothing is said. */
export type MemberPlace = { after: string } | 'first' | 'last'

/**
 * The text of a definition while an operation changes it in steps. Every step touches as little of the text as it
 * can; what it leaves alone stays as it was to the blank. The text must be JSON that does not nest too deep.
 *
 * Steps take pointers into the text as it is at that step. One that finds nothing there throws: an operation asks
 * before it acts.
 */
export class Draft {
  readonly #pieces: Pieces
  #source: string
  #root: Node | undefined

  constructor(source: string) {
    this.#pieces = new Pieces(source)
    this.#source = source
  }

  /** Everything done so far, as edits of the text that the draft began with. */
  edits(): TextEdit[] {
    return this.#pieces.edits()
  }

  value(at: JsonPointer): JsonValue | undefined {
    const node = this.#find(at)
    return node && this.#valueOf(node)
  }

  object(at: JsonPointer): JsonObject | undefined {
    const value = this.value(at)
    return isJsonObject(value) ? value : undefined
  }

  array(at: JsonPointer): readonly JsonValue[] {
    const value = this.value(at)
    return isJsonArray(value) ? value : []
  }

  string(at: JsonPointer): string | undefined {
    const value = this.#find(at)?.value
    return typeof value === 'string' ? value : undefined
  }

  has(at: JsonPointer): boolean {
    return this.#find(at) !== undefined
  }

  /** The keys of the object there, in written order. */
  keys(at: JsonPointer): readonly string[] {
    const node = this.#find(at)
    return node?.type === 'object' ? membersOf(node).map((member) => keyOf(member)) : []
  }

  /**
   * Puts another value where one is. What is the same in both is left as it is written, down to the members of
   * objects and the elements of arrays.
   */
  replace(at: JsonPointer, value: JsonValue): void {
    const node = this.#expect(at)
    const former = this.#valueOf(node)
    if (sameJson(former, value)) return
    if (isJsonObject(former) && isJsonObject(value) && keepsOrder(former, value))
      this.#rewriteObject(at, former, value)
    else if (isJsonArray(former) && isJsonArray(value) && value.length > 0)
      this.#rewriteArray(at, former, value)
    else this.#rewrite(node, value)
  }

  #rewrite(node: Node, value: JsonValue): void {
    const parent = node.parent?.type === 'property' ? node.parent.parent : node.parent
    const text = writeJson(value, layoutInside(this.#source, parent ?? node))
    this.#edit({ from: node.offset, to: node.offset + node.length, insert: text })
  }

  #rewriteObject(at: JsonPointer, former: JsonObject, value: JsonObject): void {
    for (const key of Object.keys(former)) if (!Object.hasOwn(value, key)) this.remove(childPointer(at, key))
    let before: string | undefined
    for (const [key, member] of Object.entries(value)) {
      if (Object.hasOwn(former, key)) this.replace(childPointer(at, key), member)
      else this.addMember(at, key, member, before === undefined ? 'first' : { after: before })
      before = key
    }
  }

  #rewriteArray(at: JsonPointer, former: JsonArray, value: JsonArray): void {
    for (let index = former.length - 1; index >= value.length; index--) this.remove(childPointer(at, index))
    for (const [index, item] of value.entries()) {
      if (index < former.length) this.replace(childPointer(at, index), item)
      else this.addElement(at, index, item)
    }
  }

  /** Adds a member that the object does not have. */
  addMember(at: JsonPointer, key: string, value: JsonValue, place: MemberPlace = 'last'): void {
    const object = this.#expect(at, 'object')
    const layout = layoutInside(this.#source, object)
    this.#insert(
      object,
      memberIndex(object, place),
      `${JSON.stringify(key)}:${layout.colon}${writeJson(value, layout)}`,
    )
  }

  /** Adds a member whose value was written elsewhere; it comes as it is, at the depth of its new place. */
  addWritten(at: JsonPointer, key: string, written: Written, place: MemberPlace = 'last'): void {
    const object = this.#expect(at, 'object')
    const layout = layoutInside(this.#source, object)
    const text = reindented(written.text, written.indent, layout.indent)
    this.#insert(object, memberIndex(object, place), `${JSON.stringify(key)}:${layout.colon}${text}`)
  }

  /** The text of a value, to be written elsewhere. */
  written(at: JsonPointer): Written {
    const node = this.#expect(at)
    const object = node.parent?.type === 'property' ? node.parent.parent : node.parent
    return {
      text: this.#source.slice(node.offset, node.offset + node.length),
      indent: object ? layoutInside(this.#source, object).indent : '',
    }
  }

  /** Adds an element in front of the one at `index`, or behind the last. */
  addElement(at: JsonPointer, index: number, value: JsonValue): void {
    const array = this.#expect(at, 'array')
    this.#insert(array, index, writeJson(value, layoutInside(this.#source, array)))
  }

  /** Another key for the same value. */
  renameKey(at: JsonPointer, key: string): void {
    const [name] = this.#expect(at).parent?.children ?? []
    if (name) this.#edit({ from: name.offset, to: name.offset + name.length, insert: JSON.stringify(key) })
  }

  /** Takes a member or an element away, with the comma that goes with it. */
  remove(at: JsonPointer): void {
    const node = this.#expect(at)
    const entry = node.parent?.type === 'property' ? node.parent : node
    const container = entry.parent
    if (!container) throw new Error('The whole text cannot be taken away.')
    const entries = container.children ?? []
    const place = entries.indexOf(entry)
    const [before, after] = [entries[place - 1], entries[place + 1]]
    const range = before
      ? { from: endOf(before), to: endOf(entry) }
      : after
        ? { from: entry.offset, to: after.offset }
        : { from: container.offset + 1, to: endOf(container) - 1 }
    this.#edit({ ...range, insert: '' })
  }

  /** Puts the element at `from` where `to` is; those between move up. */
  moveElement(at: JsonPointer, from: number, to: number): void {
    const elements = this.#expect(at, 'array').children ?? []
    const texts = elements.map(({ offset, length }) => this.#source.slice(offset, offset + length))
    const [moved] = texts.splice(from, 1)
    if (moved === undefined) throw new Error(`There is no element ${from} at ${at}.`)
    texts.splice(to, 0, moved)
    // From the back, so that the offsets of those before stay right.
    for (const [index, { offset, length }] of [...elements.entries()].reverse()) {
      this.#edit({ from: offset, to: offset + length, insert: texts[index] ?? '' })
    }
  }

  #insert(container: Node, index: number, text: string): void {
    const entries = container.children ?? []
    const layout = layoutInside(this.#source, container)
    const gap = layout.isSpread ? layout.eol + layout.indent : layout.comma
    const before = entries[index - 1]
    const after = entries[index]
    if (before) {
      this.#edit({ from: endOf(before), to: endOf(before), insert: `,${gap}${text}` })
    } else if (after) {
      this.#edit({ from: after.offset, to: after.offset, insert: `${text},${gap}` })
    } else {
      const outer = layout.isSpread ? layout.eol + layout.indent.slice(0, -layout.unit.length) : ''
      const padding = container.type === 'object' ? layout.padding : ''
      const inside = layout.isSpread ? `${gap}${text}${outer}` : `${padding}${text}${padding}`
      this.#edit({ from: container.offset + 1, to: endOf(container) - 1, insert: inside })
    }
  }

  #edit(edit: TextEdit): void {
    if (edit.insert === this.#source.slice(edit.from, edit.to)) return
    this.#pieces.replace(edit)
    this.#source = this.#source.slice(0, edit.from) + edit.insert + this.#source.slice(edit.to)
    this.#root = undefined
  }

  #valueOf({ offset, length }: Node): JsonValue {
    return JSON.parse(this.#source.slice(offset, offset + length))
  }

  #expect(at: JsonPointer, type?: Node['type']): Node {
    const node = this.#find(at)
    if (!node || (type && node.type !== type))
      throw new Error(`There is no ${type ?? 'value'} at ${at || 'the top'}.`)
    return node
  }

  #find(at: JsonPointer): Node | undefined {
    this.#root ??= parseTree(this.#source)
    let node = this.#root
    for (const key of pointerKeys(at)) {
      if (node?.type === 'array') node = node.children?.[Number(key)]
      else if (node?.type === 'object')
        node = membersOf(node).find((member) => keyOf(member) === key)?.children?.[1]
      else return undefined
    }
    return node
  }
}

/** A value as it stands in a text, with the indentation of its first line. */
export interface Written {
  text: string
  indent: string
}

function membersOf(object: Node): readonly Node[] {
  return object.children ?? []
}

function keyOf(member: Node): string {
  return String(member.children?.[0]?.value)
}

function endOf({ offset, length }: Node): number {
  return offset + length
}

function memberIndex(object: Node, place: MemberPlace): number {
  const members = membersOf(object)
  if (place === 'first') return 0
  if (place === 'last') return members.length
  const index = members.findIndex((member) => keyOf(member) === place.after)
  return index < 0 ? members.length : index + 1
}

/** Whether the members that both have stand in the same order in both. */
function keepsOrder(one: JsonObject, other: JsonObject): boolean {
  const ofOne = Object.keys(one).filter((key) => Object.hasOwn(other, key))
  const ofOther = Object.keys(other).filter((key) => Object.hasOwn(one, key))
  return ofOne.every((key, index) => key === ofOther[index])
}

/** Equal values whose objects have their members in the same order too, all the way down. */
function sameJson(one: JsonValue, other: JsonValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
