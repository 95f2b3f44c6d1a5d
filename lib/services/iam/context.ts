/**
 * What IAM knows of a request besides action and resource: condition keys, whose case does not matter, and their
 * values. A list is a key with several values, such as `dynamodb:LeadingKeys`.
 */
export type RequestContext = ReadonlyMap<string, string | readonly string[]>

export function contextOf(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): RequestContext {
  return new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), value] as const],
    ),
  )
}
