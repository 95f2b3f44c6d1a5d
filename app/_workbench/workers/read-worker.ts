/** The reading worker: parses, validates, lays out and completes off the main thread, so that typing never waits. */
import { locate } from '@/lib/asl'
import { completionsAt } from './completions'
import type { ReadAnswer, ReadRequest } from './messages'
import { readingOf } from './reading'
import { READY } from './worker-queue'

self.onmessage = ({ data }: MessageEvent<ReadRequest>) => {
  void answerTo(data).then((answer) => self.postMessage(answer))
}
self.postMessage(READY)

async function answerTo(request: ReadRequest): Promise<ReadAnswer> {
  try {
    switch (request.job) {
      case 'read':
        return { job: 'read', reading: await readingOf(request.source, request.workflowType) }
      case 'complete':
        return { job: 'complete', completions: completionsAt(request.source, request.offset) }
      case 'locate':
        return { job: 'locate', range: locate(request.source, request.pointer) }
    }
  } catch (error) {
    return { job: 'fault', message: error instanceof Error ? error.message : String(error) }
  }
}
