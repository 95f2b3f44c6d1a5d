import type { GraphLayout, LaidEdge, LaidNode, OutlineEntry } from '@/lib/graph'
import type { JsonPointer } from '@/lib/json'
import { type Place, placeKey } from './places'
import { machineOf, nameOf } from './structure'

/** A place on the picture. */
export interface DropTarget {
  key: string
  place: Place
  /** Where it is, for a listener: "between Pay and Ship". */
  label: string
  /** Its middle, in the coordinates of the layout. */
  x: number
  y: number
  /** The state that it comes right after in reading order; for the start of a machine the state behind it. */
  near: JsonPointer | undefined
  isBefore: boolean
}

/** How far from a state's border a place without an arrow lies. */
const BESIDE = 13
/** The height of a state's own line, also of one that holds others. */
const HEADER = 46

/** Every place of a picture at which a state can be put, in reading order. */
export function dropTargets(layout: GraphLayout, outline: readonly OutlineEntry[]): readonly DropTarget[] {
  const nodes = new Map(layout.nodes.map((node) => [node.id, node]))
  const edges = new Map(layout.edges.map((edge) => [edge.id, edge]))
  const inStates = outline.flatMap((entry) => {
    const node = nodes.get(entry.at)
    return node ? [...before(entry, node, edges), ...after(entry, node, edges)] : []
  })
  return [...inStates, ...emptyMachines(layout), ...missingStates(layout)]
}

function before(entry: OutlineEntry, node: LaidNode, edges: ReadonlyMap<string, LaidEdge>): DropTarget[] {
  if (!entry.isStart) return []
  const machine = machineOf(entry.at)
  const above = { x: node.x + node.width / 2, y: node.y - BESIDE }
  const at = machine === '' ? (edges.get('start')?.handleAt ?? above) : above
  return [
    target(
      { kind: 'Transition', at: `${machine}/StartAt` },
      `at the start, before ${entry.name}`,
      at,
      entry.at,
      true,
    ),
  ]
}

function after(entry: OutlineEntry, node: LaidNode, edges: ReadonlyMap<string, LaidEdge>): DropTarget[] {
  const arrows = entry.leadsTo.flatMap(({ at, to, kind }) => {
    const edge = edges.get(at)
    const how = kind === 'catch' ? ', on an error' : kind === 'default' ? ', when no rule holds' : ''
    return edge
      ? [target({ kind: 'Transition', at }, `between ${entry.name} and ${to}${how}`, edge.handleAt, entry.at)]
      : []
  })
  return [...arrows, ...open(entry, node, edges), ...onError(entry, node)]
}

const FAILING: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map'])

/** At the side of a state that can fail: behind another catcher. */
function onError({ at, name, type }: OutlineEntry, node: LaidNode): DropTarget[] {
  if (!FAILING.has(type)) return []
  const side = { x: node.x + node.width, y: node.y + Math.min(node.height, HEADER) / 2 }
  return [target({ kind: 'Catch', of: at }, `behind a new catcher of ${name}`, side, at)]
}

/** Where a state leads nowhere yet, or may lead to more. */
function open(entry: OutlineEntry, node: LaidNode, edges: ReadonlyMap<string, LaidEdge>): DropTarget[] {
  const { at, name, type, leadsTo } = entry
  const border = node.y + node.height
  const bottom = { x: node.x + node.width / 2, y: border + BESIDE }
  if (type === 'Choice') {
    const corner = { x: node.x + 12, y: border }
    const rule = target({ kind: 'Rule', of: at }, `behind a new rule of ${name}`, corner, at)
    const otherwise = { x: node.x + node.width - 12, y: border }
    return leadsTo.some(({ kind }) => kind === 'default')
      ? [rule]
      : [rule, target({ kind: 'Default', of: at }, `where ${name} goes when no rule holds`, otherwise, at)]
  }
  if (type === 'Succeed' || type === 'Fail' || leadsTo.some(({ kind }) => kind === 'next')) return []
  const place = edges.get(`${at}/end`)?.handleAt ?? bottom
  return [target({ kind: 'End', of: at }, `after ${name}, at the end`, place, at)]
}

function emptyMachines(layout: GraphLayout): DropTarget[] {
  if (layout.nodes.length === 0) {
    const middle = { x: layout.width / 2, y: layout.height / 2 }
    return [target({ kind: 'Empty', machine: '' }, 'as the first state', middle, undefined)]
  }
  const filled = new Set(layout.nodes.map(({ group }) => group))
  return layout.groups
    .filter((group) => !filled.has(group.at))
    .map((group) => {
      const middle = { x: group.x + group.width / 2, y: group.y + group.height / 2 + 8 }
      return target(
        { kind: 'Empty', machine: group.at },
        `into the empty ${group.at.endsWith('or') ? 'processor' : group.label.toLowerCase()} of ${nameOf(group.owner)}`,
        middle,
        group.owner,
      )
    })
}

function missingStates(layout: GraphLayout): DropTarget[] {
  return layout.nodes
    .filter(({ kind }) => kind === 'missing')
    .map(({ name, group = '', x, y, width, height }) =>
      target(
        { kind: 'Missing', machine: group, name },
        `as the missing state ${name}`,
        { x: x + width / 2, y: y + height + BESIDE },
        undefined,
      ),
    )
}

function target(
  place: Place,
  label: string,
  { x, y }: { x: number; y: number },
  near: JsonPointer | undefined,
  isBefore = false,
): DropTarget {
  return { key: placeKey(place), place, label, x, y, near, isBefore }
}
