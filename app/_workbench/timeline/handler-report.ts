/** What Lambda reports of a function that failed, as it stands in an event's cause. */
export interface HandlerReport {
  errorMessage: string
  trace: readonly string[]
  /** Of the handler's file, from 1; absent where the trace names none. */
  line?: number
}

/** Longer causes are shown as they stand. */
const LONGEST = 100_000

/** Reads a cause; undefined where it is no report of Lambda's. */
export function handlerReport(cause: string | undefined): HandlerReport | undefined {
  if (!cause?.startsWith('{') || cause.length > LONGEST) return undefined
  let report: unknown
  try {
    report = JSON.parse(cause)
  } catch {
    return undefined
  }
  if (typeof report !== 'object' || report === null || !('errorMessage' in report)) return undefined
  const { errorMessage } = report
  if (typeof errorMessage !== 'string') return undefined
  const frames: unknown[] = 'trace' in report && Array.isArray(report.trace) ? report.trace : []
  const trace = frames.filter((frame) => typeof frame === 'string')
  const line = failedLine(trace)
  return { errorMessage, trace, ...(line !== undefined && { line }) }
}

/** Lambda keeps a handler's file as `/var/task/index.mjs`; the first frame in it is where it happened. */
export function failedLine(trace: readonly string[] = []): number | undefined {
  for (const frame of trace) {
    const place = /\/index\.mjs:(\d+)/.exec(frame)
    if (place) return Number(place[1])
  }
  return undefined
}
