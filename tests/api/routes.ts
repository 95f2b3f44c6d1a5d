import * as attempt from '@/app/api/attempts/[attemptId]/route'
import * as attempts from '@/app/api/attempts/route'
import * as auth from '@/app/api/auth/[...all]/route'
import * as drafts from '@/app/api/drafts/[...exerciseId]/route'
import * as place from '@/app/api/progress/place/route'
import * as progress from '@/app/api/progress/route'
import * as quizAnswers from '@/app/api/quiz-answers/route'
import * as sketch from '@/app/api/sketches/[sketchId]/route'
import * as sketches from '@/app/api/sketches/route'
import * as solutions from '@/app/api/solutions/route'

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>

const ORIGIN = 'http://stepwise.test'

/** The routes themselves, without a server around them; one browser, with its cookies. */
export function browser(headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>()

  async function call(handler: unknown, method: string, path: string, params: object, body?: unknown) {
    const request = new Request(`${ORIGIN}${path}`, {
      method,
      headers: {
        host: 'stepwise.test',
        origin: ORIGIN,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body !== undefined && {
        body:
          typeof body === 'string'
            ? body
            : Buffer.isBuffer(body)
              ? new Uint8Array(body)
              : JSON.stringify(body),
      }),
    })
    const response = await (handler as Handler)(request, { params: Promise.resolve(params as never) })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1)
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return { status: response.status, headers: response.headers, body: await response.json() }
  }

  return {
    cookies,
    signUp: (body: unknown) => call(auth.POST, 'POST', '/api/auth/sign-up/email', {}, body),
    submit: (body: unknown) => call(attempts.POST, 'POST', '/api/attempts', {}, body),
    attempts: (exerciseId: string) => call(attempts.GET, 'GET', `/api/attempts?exerciseId=${exerciseId}`, {}),
    attempt: (attemptId: string) => call(attempt.GET, 'GET', `/api/attempts/${attemptId}`, { attemptId }),
    saveDraft: (exerciseId: string, body: unknown) =>
      call(drafts.PUT, 'PUT', `/api/drafts/${exerciseId}`, { exerciseId: exerciseId.split('/') }, body),
    drafts: (exerciseId: string) =>
      call(drafts.GET, 'GET', `/api/drafts/${exerciseId}`, { exerciseId: exerciseId.split('/') }),
    discardDraft: (exerciseId: string, body: unknown) =>
      call(drafts.DELETE, 'DELETE', `/api/drafts/${exerciseId}`, { exerciseId: exerciseId.split('/') }, body),
    sketches: () => call(sketches.GET, 'GET', '/api/sketches', {}),
    sketch: (sketchId: string) => call(sketch.GET, 'GET', `/api/sketches/${sketchId}`, { sketchId }),
    saveSketch: (sketchId: string, body: unknown) =>
      call(sketch.PUT, 'PUT', `/api/sketches/${sketchId}`, { sketchId }, body),
    forgetSketch: (sketchId: string) =>
      call(sketch.DELETE, 'DELETE', `/api/sketches/${sketchId}`, { sketchId }, {}),
    solution: (body: unknown) => call(solutions.POST, 'POST', '/api/solutions', {}, body),
    quizAnswer: (body: unknown) => call(quizAnswers.POST, 'POST', '/api/quiz-answers', {}, body),
    progress: () => call(progress.GET, 'GET', '/api/progress', {}),
    place: (body: unknown) => call(place.POST, 'POST', '/api/progress/place', {}, body),
  }
}
