/** A process that serves the endpoint and nothing else, without a build; `endpoint-processes.ts` starts it. */
import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { database } from '@/lib/db/server'
import { answerClient, watchSandboxes } from '@/lib/sandbox-store/server'

await database()
watchSandboxes()

const server = http.createServer(async (request, response) => {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const { status, headers, body } = await answerClient({
    method: request.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
    ),
    body: await buffer(request),
    abandoned: gone.signal,
  })
  response.writeHead(status, headers).end(body)
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'))
