import { Button } from '../../_ui/button'
import type { RunState } from './aws-run'

const KINDS: Readonly<Record<string, string>> = {
  stack: 'stack, with all that it held',
  stateMachine: 'state machine',
  execution: 'execution',
}

/** Line by line what was made and what AWS says has become of it. */
export function Receipt({ ledger, onSweep }: { ledger: RunState['ledger']; onSweep: () => void }) {
  const left = ledger.filter(({ goneAt }) => goneAt === undefined)
  return (
    <section aria-label="Receipt" className="mt-4">
      <p className="m-0 font-semibold">
        {ledger.length === 0
          ? 'Nothing was made.'
          : left.length === 0
            ? 'Receipt: all of it is gone.'
            : `Receipt: ${left.length} of ${ledger.length} still there.`}
      </p>
      <ul className="m-0 mt-1 list-none p-0">
        {ledger.map(({ kind, name, goneAt, problem }) => (
          <li key={`${kind} ${name}`} className="m-0 break-words">
            {goneAt === undefined ? '✗ ' : '✓ '}
            {name} <span className="text-ink-soft">({KINDS[kind] ?? kind})</span>:{' '}
            {goneAt === undefined ? `not gone. ${problem ?? ''}` : `gone at ${clockTime(goneAt)}`}
          </li>
        ))}
      </ul>
      {left.length > 0 && (
        <Button size="sm" className="mt-2" onClick={onSweep}>
          Take it away now
        </Button>
      )}
    </section>
  )
}

function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString()
}
