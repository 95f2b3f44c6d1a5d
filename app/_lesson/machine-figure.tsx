import { machineAnchor } from './anchors'
import { CodeBlock } from './code-block'

/** A machine of the lesson as a figure. */
export function MachineFigure({
  name,
  title,
  definition,
}: {
  name: string
  title: string
  definition: string
}) {
  return (
    <figure id={machineAnchor(name)} className="wide">
      <CodeBlock code={definition} language="json" />
      <figcaption>{title}</figcaption>
    </figure>
  )
}
