/** The end of an exhaustive `switch`: fails to compile when a case is missing, throws if one slips through. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
