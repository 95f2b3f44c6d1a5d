import { ScrollArea } from '../../_ui/scroll-area'

/** The text where the editor will be, with its margins, so that nothing moves when it comes. */
export function StillText({ label, text, className }: { label: string; text: string; className: string }) {
  return (
    <ScrollArea label={label} className={className}>
      <pre className="m-0 border-0 bg-transparent py-2 pr-2 pl-12 font-mono text-sm leading-6 break-words whitespace-pre-wrap">
        {text}
      </pre>
    </ScrollArea>
  )
}
