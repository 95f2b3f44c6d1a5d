import { layOut, outlineOf, stateGraph } from '@/lib/graph'
import { type JsonPointer, type JsonValue, pointerKeys } from '@/lib/json'
import { machineAnchor } from './anchors'
import { CodeBlock } from './code-block'
import { LiveGraph } from './live-graph'

/** A machine of the lesson: its graph, and beside it how the chosen state is written. Drawn on the server. */
export function MachineFigure({
  name,
  title,
  definition,
}: {
  name: string
  title: string
  definition: string
}) {
  const machine: JsonValue = JSON.parse(definition)
  const graph = stateGraph(machine)
  const layout = layOut(graph)
  const order = outlineOf(graph).map((entry) => entry.at)
  const states = layout.nodes.filter((node) => node.kind === 'state')
  const written = states.map(({ id }) => ({
    at: id,
    text: <CodeBlock code={JSON.stringify(valueAt(machine, id), null, 2)} language="json" />,
  }))
  const first = states.find((node) => node.type === 'Task') ?? states[0]
  return (
    <figure id={machineAnchor(name)} className="wide scroll-mt-6">
      <div className="not-prose overflow-hidden rounded-lg border border-line bg-panel">
        <LiveGraph machine={name} layout={layout} order={order} written={written} first={first?.id ?? ''} />
      </div>
      <figcaption className="mt-2.5 text-[0.9375rem] text-ink-soft">{title}</figcaption>
      <details className="mt-1 text-[0.9375rem]">
        <summary className="w-fit text-accent">The whole definition as text</summary>
        <div className="mt-2">
          <CodeBlock code={definition} language="json" />
        </div>
      </details>
    </figure>
  )
}

/** Only for pointers that the graph of this very value has given. */
function valueAt(value: JsonValue, at: JsonPointer): JsonValue {
  return pointerKeys(at).reduce<JsonValue>(
    (inside, key) => Object.entries(inside ?? {}).find(([name]) => name === key)?.[1] ?? null,
    value,
  )
}
