import { RefusedRequest } from '@/app/_server'
import { type AwsSettings, awsSettings, isLoopback } from '@/lib/runners/server'

type Handler<Context> = (request: Request, context: Context) => Promise<Response>

/** What stands in the address of a request to these routes. All else is the operator's to say, in the environment. */
const PARAMETERS = new Set(['exerciseId'])

/**
 * Lets a request come near somebody's AWS account only where the operator enabled that. With the operator's own
 * credentials at hand, on their own machine, it also has to come from this machine and from a page of ours: a name
 * in `Host` that is not loopback's is a page that had its own name resolved to this address, and a foreign `Origin` is
 * another page of this very browser.
 */
export function guarded<Context>(handle: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      admit(request)
    } catch (error) {
      if (error instanceof RefusedRequest) return error.asResponse()
      throw error
    }
    return handle(request, context)
  }
}

/**
 * How AWS is reached here.
 *
 * @throws RefusedRequest when it is not
 */
export function settingsHere(): AwsSettings {
  const settings = awsSettings()
  if (!settings.enabled) throw new RefusedRequest(403, 'AwsNotEnabled', settings.because)
  return settings
}

function admit(request: Request): void {
  const { access } = settingsHere()
  for (const name of new URL(request.url).searchParams.keys()) {
    if (PARAMETERS.has(name)) continue
    const message = `"${name.slice(0, 80)}" cannot be said here: endpoint, Region, profile and role come from the environment of the server.`
    throw new RefusedRequest(400, 'NotYoursToSay', message)
  }
  if (access === 'local') checkLocal(request.headers)
}

function checkLocal(headers: Headers): void {
  const host = headers.get('host') ?? ''
  if (!isLoopback(nameOf(host))) {
    const message = `This server was asked under the name "${host.slice(0, 200)}". With STEPWISE_AWS=local it answers to localhost, 127.0.0.1 and [::1] only.`
    throw new RefusedRequest(403, 'ForeignHost', message)
  }
  const origin = headers.get('origin')
  if (origin !== null && hostOf(origin) !== host) {
    const message = `This request comes from ${origin.slice(0, 200)}. Send it from a page of this server, http://${host}.`
    throw new RefusedRequest(403, 'ForeignOrigin', message)
  }
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw new RefusedRequest(403, 'ForeignOrigin', 'This request comes from another site.')
  }
}

function nameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
