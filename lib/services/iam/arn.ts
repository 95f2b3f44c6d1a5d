import type { JsonValue } from '@/lib/json'
import { REGION } from '../account'

/** What a role needs for a call. `resource` is undefined where the sandbox cannot name it. */
export interface Permission {
  action: string
  resource: string | undefined
  /** Condition keys of this action, such as `s3:prefix`. */
  context?: Readonly<Record<string, string | readonly string[] | undefined>>
}

export function arnOf(service: string, account: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${account}:${rest}`
}

export function textAt(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** A name, or an ARN already. */
export function named(value: JsonValue | undefined, make: (name: string) => string): string {
  return textAt(value).startsWith('arn:') ? textAt(value) : make(textAt(value))
}
