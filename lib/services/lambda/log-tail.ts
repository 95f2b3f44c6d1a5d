import type { LogLine } from '@/lib/handlers'

/** Lambda sends no more than the last 4 KB (API reference of Invoke). */
const BYTES_AT_MOST = 4096

interface Report {
  requestId: string
  version: string
  ranMs: number
  /** 0 for an instance that was there already. */
  coldStartMs: number
  memoryMiB: number
}

/** The end of an invocation's log with the lines that Lambda writes around it, in base64. */
export function logTail(lines: readonly LogLine[], report: Report): string {
  const { requestId, version } = report
  const text = [
    `START RequestId: ${requestId} Version: ${version}`,
    ...lines.map((line) => line.text),
    `END RequestId: ${requestId}`,
    `REPORT RequestId: ${requestId}\t${reportLine(report)}\n`,
  ].join('\n')
  const bytes = new TextEncoder().encode(text).slice(-BYTES_AT_MOST)
  return btoa(String.fromCharCode(...bytes))
}

/** A cold start is billed with the rest (since August 2025). How much memory was used, the sandbox does not know. */
function reportLine({ ranMs, coldStartMs, memoryMiB }: Report): string {
  const parts = [
    `Duration: ${ranMs.toFixed(2)} ms`,
    `Billed Duration: ${ranMs + coldStartMs} ms`,
    `Memory Size: ${memoryMiB} MB`,
    ...(coldStartMs > 0 ? [`Init Duration: ${coldStartMs.toFixed(2)} ms`] : []),
  ]
  return parts.join('\t')
}
