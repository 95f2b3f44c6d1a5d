import type { Random } from './scope'

/** A version 4 UUID out of the execution's own sequence: `States.UUID` and `$uuid`. */
export function uuid(random: Random): string {
  const digit = (values = 16, from = 0) => (from + Math.floor(random() * values)).toString(16)
  const digits = (count: number) => Array.from({ length: count }, () => digit()).join('')
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${digit(4, 8)}${digits(3)}-${digits(12)}`
}
