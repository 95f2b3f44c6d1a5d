import type { LogLine } from '@/lib/handlers'

/** Lambda sends no more than the last 4 KB (API reference of Invoke). */
const BYTES_AT_MOST = 4096

interface Report {
  requestId: string
  version: string
  ranMs: number
  memoryMiB: number
}

/** The end of an invocation's log with the lines that Lambda writes around it, in base64. */
export function logTail(lines: readonly LogLine[], { requestId, version, ranMs, memoryMiB }: Report): string {
  const text = [
    `START RequestId: ${requestId} Version: ${version}`,
    ...lines.map((line) => line.text),
    `END RequestId: ${requestId}`,
    `REPORT RequestId: ${requestId}\tDuration: ${ranMs.toFixed(2)} ms\tBilled Duration: ${ranMs} ms\tMemory Size: ${memoryMiB} MB\n`,
  ].join('\n')
  const bytes = new TextEncoder().encode(text).slice(-BYTES_AT_MOST)
  return btoa(String.fromCharCode(...bytes))
}
