import { jsonOrText, ownMember } from '@/lib/json'
import type { ConnectionSetup, HttpRequestView, JobView } from '@/lib/sandbox'
import { withoutSecrets } from '@/lib/sandbox'
import { type Entry, type Mark, namesIn, type Resource, type Sources } from './resource'
import { changeOf, counted, listed, since } from './words'

const JOBS: Readonly<Record<JobView['status'], Mark>> = {
  Running: { glyph: 'waiting', words: 'Running' },
  Succeeded: { glyph: 'good', words: 'Succeeded' },
  Failed: { glyph: 'bad', words: 'Failed' },
  Stopped: { glyph: 'stopped', words: 'Stopped' },
}

/** The jobs that services ran. */
export function jobs(sources: Sources): readonly Resource[] {
  const made = sources.now.jobs ?? []
  const kinds = [...new Set([...(sources.setup.jobs ?? []), ...made].map(({ on }) => on))]
  return kinds.map((on) => {
    const ofKind = made.filter((job) => job.on === on)
    return {
      key: `job ${on}`,
      name: on,
      facts: [],
      count: counted(ofKind.length, 'job'),
      ...changeOf('changed', ofKind.length > 0 && `${ofKind.length} new`),
      entries: ofKind.map(({ id, status, startedAt, endedAt }) => ({
        key: id,
        title: id,
        mark: JOBS[status],
        note: listed(
          `started at ${since(startedAt, sources)}`,
          endedAt !== undefined && `ended at ${since(endedAt, sources)}`,
        ),
      })),
      empty: `No job was started. A task starts one by ${on}.`,
    }
  })
}

const AUTHORIZATIONS: Readonly<Record<ConnectionSetup['auth']['type'], string>> = {
  API_KEY: 'an API key',
  BASIC: 'a user name and a password',
  OAUTH_CLIENT_CREDENTIALS: 'OAuth',
}

/** Connections with the requests that went through them, as sent, but for what is secret. */
export function connections(sources: Sources): readonly Resource[] {
  const { setup, now } = sources
  const byApi = (now.httpRequests ?? []).filter(({ connection }) => connection === undefined)
  const apis = byApi.length > 0 ? [apiResource(byApi, sources)] : []
  const named = namesIn(setup.connections).map((name) => {
    const made = ownMember(setup.connections, name)
    const sent = (now.httpRequests ?? []).filter(({ connection }) => connection === name)
    const state = ownMember(now.connections, name)?.state ?? made?.state
    return {
      key: `connection ${name}`,
      name,
      facts: [
        ...(made
          ? [`authorizes by ${AUTHORIZATIONS[made.auth.type]}; what it adds to a request is not shown`]
          : []),
        ...(state === 'DEAUTHORIZED' ? ['locked: its credentials were refused'] : []),
      ],
      count: counted(sent.length, 'request'),
      ...changeOf('changed', sent.length > 0 && `${sent.length} new`),
      entries: sent.map((request, index) =>
        requestEntry(withoutSecrets(request, setup.connections), index, sources),
      ),
      empty: 'No request was sent. A task sends one by http:invoke with the ARN of this connection.',
    }
  })
  return [...named, ...apis]
}

function apiResource(sent: readonly HttpRequestView[], sources: Sources): Resource {
  return {
    key: 'calls of API Gateway',
    name: 'API Gateway',
    facts: ['called by apigateway:invoke, without a connection'],
    count: counted(sent.length, 'request'),
    ...changeOf('changed', `${sent.length} new`),
    entries: sent.map((request, index) =>
      requestEntry(withoutSecrets(request, sources.setup.connections), index, sources),
    ),
    empty: '',
  }
}

function requestEntry(request: HttpRequestView, index: number, sources: Sources): Entry {
  const { method, url, headers, body, status, at } = request
  return {
    key: String(index),
    title: `${method} ${url}`,
    mark: { glyph: status >= 200 && status < 300 ? 'good' : 'bad', words: String(status) },
    note: `at ${since(at, sources)}`,
    details: () => [
      { kind: 'json', label: 'Headers', value: headers },
      ...(body === '' ? [] : [{ kind: 'json', label: 'Body', value: jsonOrText(body) } as const]),
    ],
  }
}
