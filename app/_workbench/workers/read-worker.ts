/** The reading worker: parses, validates, lays out and completes off the main thread, so that typing never waits. */
import { locate } from '@/lib/asl'
import type { LanguageRequest, ReadAnswer, ReadRequest } from './messages'
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
      case 'locate':
        return { job: 'locate', range: locate(request.source, request.pointer) }
      case 'actions': {
        const { findSdkActions } = await import('@/lib/studio')
        return { job: 'actions', actions: await findSdkActions(request.query) }
      }
      case 'preview': {
        const { previewState } = await import('@/lib/studio')
        return { job: 'preview', preview: await previewState(request.definition, request.at, request.data) }
      }
      default:
        return await languageAnswer(request)
    }
  } catch (error) {
    return { job: 'fault', message: error instanceof Error ? error.message : String(error) }
  }
}

/** What the editor knows of the language is loaded with the first question about it. */
async function languageAnswer(request: LanguageRequest): Promise<ReadAnswer> {
  const { answerAbout } = await import('./language-jobs')
  return answerAbout(request)
}
