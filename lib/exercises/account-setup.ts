import type { AccountSetup } from '@/lib/services'
import type { AccountFile } from './account-file'

/** The text of a file that an account names; `path` is where it does so. */
export type TextOf = (file: string, path: readonly (string | number)[]) => string

/** An account as a run takes it: the one that was written, with the texts of its handlers and definitions. */
export function accountSetup({ otherAccount, ...own }: AccountFile, textOf: TextOf): AccountSetup {
  return {
    ...withTexts(own, textOf),
    ...(otherAccount && {
      otherAccount: withTexts(otherAccount, (file, path) => textOf(file, ['otherAccount', ...path])),
    }),
  }
}

function withTexts<File extends Omit<AccountFile, 'otherAccount'>>(
  { functions, machines, ...others }: File,
  textOf: TextOf,
) {
  return {
    ...others,
    ...(functions && {
      functions: mapped(functions, ({ file: handler, versions, ...settings }, name) => ({
        ...settings,
        source: textOf(handler, ['functions', name, 'file']),
        ...(versions && {
          versions: mapped(versions, ({ file: older }, version) => ({
            source: textOf(older, ['functions', name, 'versions', version, 'file']),
          })),
        }),
      })),
    }),
    ...(machines && {
      machines: mapped(machines, ({ file: definition, ...settings }, name) => ({
        ...settings,
        definition: textOf(definition, ['machines', name, 'file']),
      })),
    }),
  }
}

function mapped<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]))
}
