import type { Yield } from '@/lib/studio'

/** A preview is one look: what is longer is cut. */
const LONGEST = 400

/** What a field comes to on the data of the last run. */
export function Yields({ of }: { of: Yield | undefined }) {
  if (!of) return null
  return (
    <p className="m-0 mt-0.5 text-xs" data-yields={of.ok}>
      <span className="font-semibold text-ink-soft">
        {of.ok ? 'In the last run: ' : 'In the last run it fails: '}
      </span>
      <span className={of.ok ? 'font-mono [overflow-wrap:anywhere]' : '[overflow-wrap:anywhere] text-failed'}>
        {of.ok ? shortened(JSON.stringify(of.value)) : of.because}
      </span>
    </p>
  )
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
