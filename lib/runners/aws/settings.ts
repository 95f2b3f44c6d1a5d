import { isIP } from 'node:net'

/**
 * How this installation reaches AWS. All of it comes from the operator's environment; no request can say any of it.
 */
export interface AwsSettings {
  /**
   * - `local`: the operator's own machine, with the SDK's default chain or the profile that is named
   * - `role`: a shared server, which assumes a role that a learner made for it
   */
  access: 'local' | 'role'
  region: string
  /** A named profile of the shared configuration files; the default chain unless given. */
  profile?: string
  /** Where each service answers, when that is not AWS itself. */
  endpoints: Endpoints
  /** A role for state machines that is there already; then none is made. */
  executionRoleArn?: string
  /** A policy that every role made has to carry as its permissions boundary. */
  boundaryArn?: string
}

export interface Endpoints {
  sfn?: string
  cloudformation?: string
  sts?: string
  logs?: string
}

/** Why there is no real account here: a sentence for whoever operates this installation. */
export type NotEnabled = { enabled: false; because: string }

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_REGION = 'us-east-1'

/**
 * Reads the settings.
 *
 * @throws never: what is wrong with the environment is said in `because`
 */
export function awsSettings(
  environment: Environment = process.env,
): ({ enabled: true } & AwsSettings) | NotEnabled {
  const access = environment.STEPWISE_AWS
  if (!access) {
    return no(
      'Runs on a real AWS account are not enabled here. On your own machine start the server with STEPWISE_AWS=local; docs/real-account.md tells the rest.',
    )
  }
  if (access !== 'local' && access !== 'role') {
    return no(`STEPWISE_AWS is "${access}"; it has to be "local" or "role".`)
  }
  if (access === 'local') {
    const exposed = exposure(environment)
    if (exposed) return no(exposed)
  }
  const endpoints = endpointsOf(environment)
  const wrong = Object.entries(endpoints).find(([, url]) => !isHttpUrl(url))
  if (wrong) return no(`The endpoint of ${wrong[0]} is "${wrong[1]}", which is no http or https address.`)
  const { AWS_PROFILE: profile, STEPWISE_AWS_EXECUTION_ROLE: role } = environment
  const { STEPWISE_AWS_BOUNDARY: boundaryArn } = environment
  return {
    enabled: true,
    access,
    region: environment.AWS_REGION || environment.AWS_DEFAULT_REGION || DEFAULT_REGION,
    ...(profile && { profile }),
    ...(role && { executionRoleArn: role }),
    ...(boundaryArn && { boundaryArn }),
    endpoints,
  }
}

/**
 * A name of one service's own goes first: `SFN_ENDPOINT` and those that the SDK knows. Where only `SFN_ENDPOINT` is
 * given, the others are asked there too, because a server that stands in for Step Functions must never be mixed with
 * the real CloudFormation of somebody's account.
 */
function endpointsOf(environment: Environment): Endpoints {
  const everywhere = environment.AWS_ENDPOINT_URL || undefined
  const sfn = environment.SFN_ENDPOINT || environment.AWS_ENDPOINT_URL_SFN || everywhere
  const others = everywhere ?? sfn
  const cloudformation = environment.AWS_ENDPOINT_URL_CLOUDFORMATION || others
  const sts = environment.AWS_ENDPOINT_URL_STS || others
  const logs = environment.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS || others
  return {
    ...(sfn && { sfn }),
    ...(cloudformation && { cloudformation }),
    ...(sts && { sts }),
    ...(logs && { logs }),
  }
}

/** With the operator's own credentials at hand, nobody but whoever sits at the machine may reach this server. */
function exposure({ HOST, STEPWISE_URL }: Environment): string | undefined {
  if (STEPWISE_URL) {
    return 'STEPWISE_AWS=local is for a server on your own machine, and STEPWISE_URL says that this one is shared. Use STEPWISE_AWS=role.'
  }
  if (HOST && !isLoopback(HOST)) {
    return `STEPWISE_AWS=local is for a server that only this machine reaches, and HOST is "${HOST}". Leave HOST out, or use STEPWISE_AWS=role.`
  }
  return undefined
}

/** `localhost`, 127.0.0.0/8 and ::1, also in the brackets of a URL. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (name === 'localhost' || name === '::1') return true
  return isIP(name) === 4 && name.startsWith('127.')
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function no(because: string): NotEnabled {
  return { enabled: false, because }
}
