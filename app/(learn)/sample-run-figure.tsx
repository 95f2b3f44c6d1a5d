import { CircleCheck } from 'lucide-react'
import { StillGraph } from '@/app/_lesson/still-graph'
import { eventRows } from '@/app/_workbench/timeline/event-rows'
import { spokenDuration } from '@/app/_workbench/timeline/spoken-duration'
import { sampleRun } from './sample-run'

/** What a run looks like: the graph with what succeeded, and the events as AWS lists them. */
export async function SampleRunFigure() {
  const { layout, statuses, taken, run } = await sampleRun()
  const rows = eventRows(run.history)
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-panel shadow-raised">
      <figcaption className="flex items-center gap-2 border-b border-line px-4 py-2.5 text-[0.9375rem]">
        <CircleCheck aria-hidden className="size-4.5 text-succeeded" />
        <span className="font-semibold">Succeeded</span>
        <span className="text-ink-soft">
          after {spokenDuration(run.stopDate - run.startDate)} of virtual time
        </span>
      </figcaption>
      <div className="grid sm:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)]">
        <div className="p-3">
          <StillGraph
            label="The state machine of this run: SaveOrder, IsGift, WrapIt and TellPackers have succeeded"
            layout={layout}
            statuses={statuses}
            taken={taken}
          />
        </div>
        <ol className="border-t border-line py-2 font-mono text-xs leading-none sm:border-t-0 sm:border-l">
          {rows.map((row) => (
            <li key={row.id} className="flex items-baseline gap-3 px-4 py-[0.44rem]">
              <span className="w-5 shrink-0 text-right text-ink-faint">{row.id}</span>
              <span className="min-w-0 flex-1 truncate">{row.type}</span>
              <span className="shrink-0 text-ink-faint">
                +{spokenDuration(row.since).replace('0 ms', '0 s')}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </figure>
  )
}
