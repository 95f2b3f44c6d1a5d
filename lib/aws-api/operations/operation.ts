import type * as z from 'zod/mini'
import type { JsonObject, JsonValue } from '@/lib/json'
import { parseRequest } from '../parse-request'
import type { SandboxSession } from '../sandbox'

/** What surrounds one request. */
export interface Call {
  /** `StartExecution` */
  operation: string
  /** Real time, whatever clock the sandbox has: tokens of pages expire by it. */
  receivedAt: number
  /** Told when the caller has gone; a long poll ends then. */
  abandoned?: AbortSignal
  caller: Caller
}

/** Who has signed a request. */
export interface Caller extends Identity {
  /** Credentials of somebody else, whom the caller may act as; they are no good after `expiresAt`, in real time. */
  actAs(
    identity: Identity,
    expiresAt: number,
  ): Promise<{ AccessKeyId: string; SecretAccessKey: string; SessionToken: string }>
}

export interface Identity {
  /** As STS tells it: of a user, or of a session of a role. */
  arn: string
  /** As trust policies know it: of the user, or of the role. */
  principalArn: string
  userId: string
}

/** One operation of the API: a request in JSON to a response in JSON. @throws Refused */
export type Operation = (sandbox: SandboxSession, body: JsonValue, call: Call) => Promise<JsonObject>

/** An operation of what its requests look like and what it does. Adding one is a small file and a line in `index.ts`. */
export function operation<Schema extends z.core.$ZodType>({
  input,
  run,
}: {
  input: Schema
  run: (sandbox: SandboxSession, request: z.output<Schema>, call: Call) => Promise<JsonObject>
}): Operation {
  return async (sandbox, body, call) => run(sandbox, parseRequest(input, body), call)
}

/** A date as AWS JSON has it: seconds since 1970, milliseconds as its fraction. */
export function seconds(instant: number): number {
  return instant / 1000
}
