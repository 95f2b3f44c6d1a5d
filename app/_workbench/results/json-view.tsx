import { ScrollArea } from '@/app/_ui/scroll-area'
import type { JsonValue } from '@/lib/json'

/** Longer JSON is cut on screen; the run still has it whole. */
const LONGEST = 20_000

/** A JSON value, indented. The region scrolls and can be reached by keyboard. */
export function JsonView({ label, value }: { label: string; value: JsonValue }) {
  const text = JSON.stringify(value, null, 2)
  const isCut = text.length > LONGEST
  return (
    <figure className="m-0 min-w-0">
      <figcaption className="text-xs font-semibold text-ink-soft">{label}</figcaption>
      <ScrollArea label={label} className="mt-1 max-h-56 rounded-md border border-line bg-sunken">
        <pre className="m-0 border-0 bg-transparent px-3 py-2 font-mono text-[0.8125rem] leading-5">
          {isCut ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text}
        </pre>
      </ScrollArea>
    </figure>
  )
}
