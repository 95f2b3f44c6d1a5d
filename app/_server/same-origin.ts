import { RefusedRequest } from './refused-request'

/**
 * Only our own pages may change something in a learner's name. Browsers say where a request comes from; what is
 * not a browser sends neither header, and no cookie of somebody else's either.
 *
 * @throws RefusedRequest 403
 */
export function checkSameOrigin(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const isOurs = site
    ? site === 'same-origin' || site === 'none'
    : !origin || ownHosts(headers).has(hostOf(origin))
  if (!isOurs) {
    throw new RefusedRequest(
      403,
      'ForeignOrigin',
      `This request comes from ${origin ?? 'another site'}. Send it from a page of this installation.`,
    )
  }
}

function ownHosts(headers: Headers): Set<string | undefined> {
  const hosts = new Set([headers.get('host') ?? undefined])
  if (process.env.STEPWISE_URL) hosts.add(hostOf(process.env.STEPWISE_URL))
  return hosts
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : 'unreadable'
}
