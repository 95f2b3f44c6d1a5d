import type { CDPSession, Page } from '@playwright/test'

/** What scrolling and scrubbing a long history costs. */
export interface HistoryCosts {
  events: number
  /** Milliseconds of work on the main thread in each frame, of every frame in which there was some. */
  scrub: { p50: number; p95: number; frames: number }
  scroll: { p50: number; p95: number; frames: number }
  /** Elements in the page while the history is shown. */
  nodes: number
}

/** Marks each frame in the trace. */
const FRAME = 'stepwise:frame'
/** As much as is looked at of each. */
const STEPS = 240

/**
 * Measures on a page whose workbench shows a run: the playhead is dragged through the whole history, and the table
 * scrolled from end to end, a step per frame. The work is what Chromium's own trace says of the page's main thread,
 * style, layout and painting included.
 */
export async function historyCosts(page: Page): Promise<HistoryCosts> {
  const slider = page.getByRole('slider', { name: 'Moment of the run' })
  const events = Number(await slider.getAttribute('max'))
  const scrub = await workPerFrame(page, () =>
    slider.evaluate(async (element: HTMLInputElement, steps) => {
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
      for (let step = 0; step < steps; step++) {
        await new Promise(requestAnimationFrame)
        performance.mark('stepwise:frame')
        setValue?.call(element, String(Math.round((Number(element.max) * step) / steps)))
        element.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }, STEPS),
  )
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const table = page.getByRole('group', { name: 'Events', exact: true })
  const scroll = await workPerFrame(page, () =>
    table.evaluate(async (element, steps) => {
      for (let step = 0; step < steps; step++) {
        await new Promise(requestAnimationFrame)
        performance.mark('stepwise:frame')
        element.scrollTop = ((element.scrollHeight - element.clientHeight) * step) / steps
      }
    }, STEPS),
  )
  return { events, scrub, scroll, nodes }
}

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  /** Processor time: unlike `dur` it does not grow where other programs want the processor, too. */
  tdur?: number
  pid: number
  tid: number
  args?: { name?: string; data?: { isMainFrame?: boolean } }
}

async function workPerFrame(
  page: Page,
  act: () => Promise<void>,
): Promise<{ p50: number; p95: number; frames: number }> {
  const client = await page.context().newCDPSession(page)
  const trace = await traced(client, act)
  await client.detach()
  const main = trace.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const ofPage = busiestMain(trace) ?? main
  const own = trace.filter((event) => event.pid === ofPage?.pid && event.tid === ofPage?.tid)
  const begins = own.filter(({ name }) => name === FRAME).map(({ ts }) => ts)
  const costs: number[] = []
  let frame = 0
  for (const { name, ts, dur = 0, tdur = dur } of own.toSorted((one, other) => one.ts - other.ts)) {
    if (!name.endsWith('RunTask')) continue
    while ((begins[frame] ?? Number.POSITIVE_INFINITY) <= ts) frame++
    costs[frame] = (costs[frame] ?? 0) + tdur / 1_000
  }
  const sorted = costs.filter((cost) => cost > 0).toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), frames: sorted.length }
}

/** The main thread that had the most to do: the page's own, and not that of another tab. */
function busiestMain(trace: readonly TraceEvent[]): TraceEvent | undefined {
  const mains = trace.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const workOf = (thread: TraceEvent) =>
    trace.reduce(
      (sum, { pid, tid, dur = 0 }) => (pid === thread.pid && tid === thread.tid ? sum + dur : sum),
      0,
    )
  return mains.toSorted((one, other) => workOf(other) - workOf(one))[0]
}

async function traced(client: CDPSession, act: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = []
  client.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent)
  })
  const ended = new Promise<void>((resolve) => client.once('Tracing.tracingComplete', () => resolve()))
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'blink.user_timing', 'devtools.timeline'],
    },
  })
  await act()
  await client.send('Tracing.end')
  await ended
  return events
}
