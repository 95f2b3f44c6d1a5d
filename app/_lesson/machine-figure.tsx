import { CodeBlock } from './code-block'
import { machineAnchor } from './machine-anchor'

/** A machine of the lesson as a figure. */
export function MachineFigure({ name, title, definition }: { name: string; title: string; definition: string }) {
  return (
    <figure id={machineAnchor(name)} className="wide">
      <CodeBlock code={definition} language="json" />
      <figcaption>{title}</figcaption>
    </figure>
  )
}
