import type { Browser, Page } from '@playwright/test'

/** Set by the page where a step begins. */
export const STEP = 'bench:step'

/** What the browser says of a task, in microseconds; `dur` is the wall's time, `tdur` the processor's. */
interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  tdur?: number
  pid: number
  tid: number
}

/**
 * Milliseconds of processor that the page's main thread takes for each step that `act` makes: its event, drawing,
 * layout and paint, up to the next step. The page marks where a step begins by `performance.mark(STEP)`. Read off a
 * trace, so that nothing of the measuring runs on the thread that is measured.
 */
export async function costsOfSteps(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser of its own.')
  return costsIn(await traced(browser, act))
}

async function traced(browser: Browser, act: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const devtools = await browser.newBrowserCDPSession()
  const events: TraceEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent)
  })
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] },
  })
  await act()
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve))
  await devtools.send('Tracing.end')
  await complete
  await devtools.detach()
  return events
}

/** Without the last step, which nothing ends. */
function costsIn(events: readonly TraceEvent[]): readonly number[] {
  const steps = events.filter(({ name }) => name === STEP).sort((one, other) => one.ts - other.ts)
  const [first] = steps
  if (!first) throw new Error('No step was marked.')
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' && ph === 'X' && pid === first.pid && tid === first.tid,
  )
  return steps.slice(1).map((next, place) => {
    const from = steps[place]?.ts ?? 0
    // The task that marked the step began a moment before the mark.
    const ofStep = tasks.filter((task) => endOf(task) > from && endOf(task) <= next.ts)
    return ofStep.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000
  })
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur
}
