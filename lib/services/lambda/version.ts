import type { FunctionSetup } from '../account'

/** The version that a qualifier stands for; undefined when the function has no such version and no such alias. */
export function versionOf(
  { versions = {}, aliases = {} }: FunctionSetup,
  qualifier = '$LATEST',
): string | undefined {
  const version = Object.hasOwn(aliases, qualifier) ? (aliases[qualifier] ?? '') : qualifier
  return version === '$LATEST' || Object.hasOwn(versions, version) ? version : undefined
}
