import { Graph, layout as runDagre } from '@dagrejs/dagre'
import type { StateName } from '@/lib/asl'
import type { JsonPointer } from '@/lib/json'
import { edgePath, lengthOf, type Point, pointAlong, shiftedBy } from './edge-path'
import { type Arrow, layered, type Size } from './layered'
import type { GraphState, GraphTransition, StateGraph, TransitionKind } from './state-graph'
import { fitted, textWidth } from './text-width'

/** A state as a box. Coordinates are of the top left corner, in CSS pixels, from the top left of the picture. */
export interface LaidNode {
  /** The pointer of the state; for `start`, `end` and `missing` a made-up one that is no pointer. */
  id: string
  kind: 'state' | 'start' | 'end' | 'missing'
  name: StateName
  /** The name cut to the width of its box. */
  label: string
  type: GraphState['type']
  isStart: boolean
  holdsStates: boolean
  x: number
  y: number
  width: number
  height: number
  /** The group it lies in; absent at the top. */
  group?: JsonPointer
}

/** The box around one branch or processor. */
export interface LaidGroup {
  at: JsonPointer
  label: string
  x: number
  y: number
  width: number
  height: number
  /** The id of the state that holds it. */
  owner: string
}

export interface LaidEdge {
  id: string
  from: string
  to: string
  kind: TransitionKind | 'start' | 'end'
  /** For the `d` of an SVG path. */
  path: string
  /** A point of the line that its label leaves free. */
  handleAt: Point
  label?: string
  labelAt?: Point
}

/** Ready to draw: holders come before what they hold, so painting in order is right. */
export interface GraphLayout {
  width: number
  height: number
  nodes: readonly LaidNode[]
  groups: readonly LaidGroup[]
  edges: readonly LaidEdge[]
  omitted: number
}

const BOX = { height: 46, narrowest: 116, widest: 232, besideText: 70, fontSize: 13 } as const
const HOLDER = { header: 44, padding: 14, gap: 14, groupHeader: 24 } as const
const DOT = 22
const MARGIN = 12
const LABEL_FONT = 11

/**
 * Lays out each machine on its own, innermost first, and gives the state that holds it the size it needs:
 * transitions never cross a border, so no edge has to. Pure, and bounded because `stateGraph` is.
 */
export function layOut(graph: StateGraph): GraphLayout {
  const laid = layOutMachine(graph, true)
  const moved = shift(laid, MARGIN, MARGIN)
  return {
    width: Math.ceil(laid.width + 2 * MARGIN),
    height: Math.ceil(laid.height + 2 * MARGIN),
    nodes: moved.nodes,
    groups: moved.groups,
    edges: moved.edges.map(({ points, ...edge }) => ({
      ...edge,
      path: edgePath(points),
      handleAt: handleOn(points, edge.label !== undefined),
    })),
    omitted: graph.omitted,
  }
}

/** A label stands above the middle of its arrow, so that it leaves room for the handle before the head. */
const LABEL_LIFT = 5

/** How far before its head a labelled arrow is taken hold of; its label stands above. */
const BEFORE_HEAD = 17

function handleOn(points: readonly Point[], isLabelled: boolean): Point {
  const length = lengthOf(points)
  return pointAlong(points, isLabelled ? Math.max(length / 2, length - BEFORE_HEAD) : length / 2)
}

type RoutedEdge = Omit<LaidEdge, 'path' | 'handleAt'> & { points: readonly Point[] }

interface Laid {
  width: number
  height: number
  nodes: LaidNode[]
  groups: LaidGroup[]
  edges: RoutedEdge[]
}

/** A box before it has a place, with what lies inside it relative to its own corner. */
interface Box {
  node: Omit<LaidNode, 'x' | 'y'>
  inside?: Laid
}

function layOutMachine(graph: StateGraph, isWhole: boolean): Laid {
  const boxes = boxesOf(graph, isWhole)
  if (boxes.length === 0)
    return { width: BOX.narrowest, height: BOX.height, nodes: [], groups: [], edges: [] }
  const places = new Map(boxes.map(({ node }, index) => [node.id, index]))
  const edges = edgesOf(graph, boxes).flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)]
    return from === undefined || to === undefined ? [] : [{ edge, arrow: { from, to } }]
  })
  const nodes = boxes.map(({ node }) => node)
  const placed = boxes.length > LARGEST_FOR_DAGRE ? placeFast(nodes, edges) : placeByDagre(nodes, edges)
  return collect(boxes, edges, placed)
}

/** Dagre's pictures are the better ones, and it takes too long for more than some hundred boxes. */
const LARGEST_FOR_DAGRE = 60

interface Placed {
  centres: readonly Point[]
  routes: readonly { points: readonly Point[]; labelAt?: Point }[]
}

type Joined = readonly { edge: Omit<RoutedEdge, 'points'>; arrow: Arrow }[]

/** The label of an arrow stands on its first leg, which no other arrow shares. */
function placeFast(nodes: readonly Size[], edges: Joined): Placed {
  const { centres, routes } = layered(
    nodes,
    edges.map(({ arrow }) => arrow),
  )
  return {
    centres,
    routes: routes.map((points) => {
      const [first, second = first] = points
      if (!first || !second) return { points }
      return { points, labelAt: { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 } }
    }),
  }
}

function placeByDagre(nodes: readonly Size[], edges: Joined): Placed {
  const dagre = new Graph({ multigraph: true })
  dagre.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 16, ranksep: 38 })
  for (const [index, { width, height }] of nodes.entries()) dagre.setNode(`n${index}`, { width, height })
  for (const [index, { edge, arrow }] of edges.entries()) {
    const width = edge.label ? textWidth(edge.label, LABEL_FONT) + 10 : 0
    const label = { width, height: edge.label ? 16 : 0, labelpos: 'c' }
    dagre.setEdge(`n${arrow.from}`, `n${arrow.to}`, label, `e${index}`)
  }
  runDagre(dagre)
  return {
    centres: nodes.map((_, index) => {
      const { x = 0, y = 0 } = dagre.node(`n${index}`)
      return { x, y }
    }),
    routes: edges.map(({ arrow }, index) => {
      const { points = [], x, y = 0 } = dagre.edge(`n${arrow.from}`, `n${arrow.to}`, `e${index}`)
      return { points, ...(x !== undefined && { labelAt: { x, y: y - LABEL_LIFT } }) }
    }),
  }
}

/** Everything in its place, with the inside of each holder moved to where the holder is. */
function collect(boxes: readonly Box[], edges: Joined, { centres, routes }: Placed): Laid {
  const laid: Laid = { width: 0, height: 0, nodes: [], groups: [], edges: [] }
  for (const [index, { node, inside }] of boxes.entries()) {
    const centre = centres[index] ?? { x: 0, y: 0 }
    const x = centre.x - node.width / 2
    const y = centre.y - node.height / 2
    laid.nodes.push({ ...node, x, y })
    if (inside) {
      const moved = shift(inside, x, y)
      laid.nodes.push(...moved.nodes)
      laid.groups.push(...moved.groups)
      laid.edges.push(...moved.edges)
    }
  }
  for (const [index, { edge }] of edges.entries()) {
    const { points = [], labelAt } = routes[index] ?? {}
    if (points.length > 0) laid.edges.push({ ...edge, points, ...(edge.label && labelAt && { labelAt }) })
  }
  return fromOrigin(laid)
}

/** Loops and labels may stick out beyond dagre's own idea of the size; this measures and moves everything to 0, 0. */
function fromOrigin(laid: Laid): Laid {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const cover = (x: number, y: number, width: number, height: number) => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const node of laid.nodes) cover(node.x, node.y, node.width, node.height)
  for (const edge of laid.edges) {
    for (const point of edge.points) cover(point.x, point.y, 0, 0)
    if (edge.label && edge.labelAt) {
      const width = textWidth(edge.label, LABEL_FONT) + 10
      cover(edge.labelAt.x - width / 2, edge.labelAt.y - 8, width, 16)
    }
  }
  return { ...shift(laid, -left, -top), width: right - left, height: bottom - top }
}

function shift(laid: Laid, dx: number, dy: number): Laid {
  return {
    width: laid.width,
    height: laid.height,
    nodes: laid.nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy })),
    groups: laid.groups.map((group) => ({ ...group, x: group.x + dx, y: group.y + dy })),
    edges: laid.edges.map(({ labelAt, ...edge }) => ({
      ...edge,
      points: edge.points.map((point) => shiftedBy(point, dx, dy)),
      ...(labelAt && { labelAt: shiftedBy(labelAt, dx, dy) }),
    })),
  }
}

/** Boxes of one machine: its states, ghosts for missing names, and for the whole machine a start and an end. */
function boxesOf(graph: StateGraph, isWhole: boolean): Box[] {
  const states = graph.states.map((state) => boxOf(state, graph.at))
  const placed = isWhole ? {} : { group: graph.at }
  const ghosts = graph.missing.map((name) => ({
    node: { ...plainNode('missing', missingId(graph, name), name), ...placed },
  }))
  if (!isWhole) return [...states, ...ghosts]
  const dots = [
    ...(graph.startAt === undefined || states.length + ghosts.length === 0 ? [] : [dot('start')]),
    ...(graph.states.some((state) => state.isTerminal) ? [dot('end')] : []),
  ]
  return [...dots, ...states, ...ghosts]
}

function boxOf(state: GraphState, machineAt: JsonPointer): Box {
  const node = {
    ...plainNode('state', state.at, state.name),
    type: state.type,
    isStart: state.isStart,
    ...(machineAt !== '' && { group: machineAt }),
  }
  if (state.containers.length === 0) return { node }
  const inside = sideBySide(state)
  return {
    node: { ...node, holdsStates: true, width: Math.max(node.width, inside.width), height: inside.height },
    inside,
  }
}

/** The containers of a state in a row under its header, relative to the state's corner. */
function sideBySide(state: GraphState): Laid {
  const all: Laid = { width: HOLDER.padding, height: 0, nodes: [], groups: [], edges: [] }
  const machines = state.containers.map(({ label, graph }) => ({
    label,
    graph,
    laid: layOutMachine(graph, false),
  }))
  const tallest = Math.max(...machines.map(({ laid }) => laid.height))
  for (const { label, graph, laid } of machines) {
    const width = Math.max(laid.width, textWidth(label, LABEL_FONT) + 8) + 2 * HOLDER.padding
    const height = tallest + HOLDER.groupHeader + HOLDER.padding
    all.groups.push({ at: graph.at, label, x: all.width, y: HOLDER.header, width, height, owner: state.at })
    const moved = shift(laid, all.width + (width - laid.width) / 2, HOLDER.header + HOLDER.groupHeader)
    all.nodes.push(...moved.nodes)
    all.groups.push(...moved.groups)
    all.edges.push(...moved.edges)
    all.width += width + HOLDER.gap
  }
  all.width += HOLDER.padding - HOLDER.gap
  all.height = HOLDER.header + tallest + HOLDER.groupHeader + 2 * HOLDER.padding
  return all
}

function edgesOf(graph: StateGraph, boxes: readonly Box[]): Omit<RoutedEdge, 'points'>[] {
  const ids = new Map<StateName, string>()
  for (const name of graph.missing) ids.set(name, missingId(graph, name))
  for (const state of graph.states) ids.set(state.name, state.at)
  const idOf = (name: StateName | undefined) => (name === undefined ? undefined : ids.get(name))

  const edges: Omit<RoutedEdge, 'points'>[] = []
  const first = idOf(graph.startAt)
  if (first !== undefined && boxes.some(({ node }) => node.id === 'start')) {
    edges.push({ id: 'start', from: 'start', to: first, kind: 'start' })
  }
  for (const group of sameArrows(graph.transitions)) {
    const [transition] = group
    const from = idOf(transition.from)
    const to = idOf(transition.to)
    if (from === undefined || to === undefined) continue
    const labels = group.flatMap(({ label }) => (label === undefined ? [] : [label]))
    const label = labels.length > 2 ? `${labels[0]} +${labels.length - 1}` : labels.join(' · ')
    edges.push({ id: transition.at, from, to, kind: transition.kind, ...(label !== '' && { label }) })
  }
  if (boxes.some(({ node }) => node.id === 'end')) {
    for (const state of graph.states) {
      if (state.isTerminal) edges.push({ id: `${state.at}/end`, from: state.at, to: 'end', kind: 'end' })
    }
  }
  return edges
}

/** Transitions of one kind between the same two states are one arrow with several labels. */
function sameArrows(transitions: readonly GraphTransition[]): [GraphTransition, ...GraphTransition[]][] {
  const groups = new Map<string, [GraphTransition, ...GraphTransition[]]>()
  for (const transition of transitions) {
    const key = JSON.stringify([transition.from, transition.to, transition.kind])
    const group = groups.get(key)
    if (group) group.push(transition)
    else groups.set(key, [transition])
  }
  return [...groups.values()]
}

function plainNode(kind: LaidNode['kind'], id: string, name: StateName) {
  const wanted = textWidth(name, BOX.fontSize) + BOX.besideText
  const width = Math.min(BOX.widest, Math.max(BOX.narrowest, wanted))
  const label = fitted(name, BOX.fontSize, width - BOX.besideText)
  return {
    id,
    kind,
    name,
    label,
    type: 'Unknown' as const,
    isStart: false,
    holdsStates: false,
    width,
    height: BOX.height,
  }
}

function dot(kind: 'start' | 'end'): Box {
  const name = kind === 'start' ? 'Start' : 'End'
  return { node: { ...plainNode(kind, kind, name), label: name, width: DOT, height: DOT } }
}

function missingId(graph: StateGraph, name: StateName): string {
  return `missing:${graph.at}:${name}`
}
