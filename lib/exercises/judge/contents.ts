/** What judges read out of an account. */

/** The thing of that name; names come from checks, and `constructor` is one like any other. */
export function named<Value>(things: Readonly<Record<string, Value>> = {}, name: string): Value | undefined {
  return Object.hasOwn(things, name) ? things[name] : undefined
}
