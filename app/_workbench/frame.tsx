import clsx from 'clsx'
import type { ReactNode } from 'react'
import { type PaneSizes, USUAL_SIZES } from './pane-sizes'

/** Which pane a narrow workbench shows; a wide one shows all. */
export type Pane = 'definition' | 'graph' | 'results'

/**
 * The workbench's places and their heights, the same for the first HTML and for the live one, so that nothing moves
 * when the one takes the place of the other. Wide or narrow is decided by the workbench's own width.
 *
 * No pane's width follows from what is in it, and each says so (`contain-inline-size`): without that, every key typed
 * has the browser measure the contents of all panes several times over, as grids within grids do.
 */
export function Frame({
  label,
  pane,
  tabs,
  actions,
  definition,
  graph,
  results,
  panelId,
  sizes = USUAL_SIZES,
  borders,
}: {
  label: string
  pane: Pane
  /** Chooses among the panes; only a narrow workbench shows it. */
  tabs: ReactNode
  actions: ReactNode
  definition: ReactNode
  graph: ReactNode
  results: ReactNode
  /** Ids of the panes, for the tabs that choose among them. */
  panelId?: (pane: Pane) => string
  sizes?: PaneSizes
  /** What stands between the panes of a wide workbench, where they can be resized. */
  borders?: { column: ReactNode; row: ReactNode }
}) {
  return (
    <section
      aria-label={label}
      className="@container not-prose rounded-lg border border-line bg-panel text-base leading-normal shadow-raised"
    >
      <div className="flex flex-col">
        <div className="border-b border-line print:hidden @min-[56rem]:hidden">{tabs}</div>
        <div className="sticky bottom-0 z-20 order-last rounded-b-lg border-t border-line bg-panel print:static @min-[56rem]:static @min-[56rem]:order-none @min-[56rem]:rounded-t-lg @min-[56rem]:rounded-b-none @min-[56rem]:border-t-0 @min-[56rem]:border-b">
          {actions}
        </div>
        <div
          style={{ gridTemplateRows: tracks(sizes.upper) }}
          className="@min-[56rem]:grid @min-[56rem]:h-[52rem] print:block! print:h-auto!"
        >
          <div
            style={{ gridTemplateColumns: tracks(sizes.definition) }}
            className="border-line print:block! @min-[56rem]:grid @min-[56rem]:grid-rows-[minmax(0,1fr)] @min-[56rem]:border-b"
          >
            <div
              id={panelId?.('definition')}
              className={clsx(
                'h-[28rem] contain-inline-size min-w-0 flex-col border-line @min-[56rem]:flex @min-[56rem]:h-auto @min-[56rem]:border-r print:flex! print:h-auto!',
                pane === 'definition' ? 'flex' : 'hidden',
              )}
            >
              {definition}
            </div>
            {borders?.column ?? <Border />}
            <div
              id={panelId?.('graph')}
              className={clsx(
                'h-[28rem] contain-inline-size min-w-0 overflow-hidden border-line bg-paper @min-[56rem]:block @min-[56rem]:h-auto @min-[56rem]:border-l print:block! print:h-[26rem]! print:break-inside-avoid',
                pane === 'graph' ? 'block' : 'hidden',
              )}
            >
              {graph}
            </div>
          </div>
          {borders?.row ?? <Border />}
          <div
            id={panelId?.('results')}
            className={clsx(
              'h-[28rem] contain-inline-size min-w-0 flex-col border-line @min-[56rem]:flex @min-[56rem]:h-auto @min-[56rem]:border-t print:flex! print:h-auto!',
              pane === 'results' ? 'flex' : 'hidden',
            )}
          >
            {results}
          </div>
        </div>
      </div>
    </section>
  )
}

function Border() {
  return <div className="bg-sunken print:hidden @max-[56rem]:hidden" />
}

/** Two panes and the border between them. */
function tracks(share: number): string {
  return `minmax(0,${share}fr) 0.75rem minmax(0,${100 - share}fr)`
}

/** The line of buttons with the sentence that says how things stand; two rows high where it is narrow. */
export function ActionBar({ buttons, sentence }: { buttons: ReactNode; sentence: ReactNode }) {
  return (
    <div className="flex min-h-[6.25rem] flex-col justify-center gap-2 px-3 py-2 @min-[56rem]:min-h-14 @min-[56rem]:flex-row @min-[56rem]:items-center @min-[56rem]:justify-start @min-[56rem]:gap-3">
      <div className="flex min-w-0 flex-wrap items-center gap-2 print:hidden">{buttons}</div>
      <div className="min-h-10 min-w-0 flex-1 content-center text-sm text-ink-soft">{sentence}</div>
    </div>
  )
}

/** The bar above the definition. */
export function DefinitionBar({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 overflow-x-auto border-b border-line px-2 print:hidden">
      {children}
    </div>
  )
}
