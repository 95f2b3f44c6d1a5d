/** Something in `exercise.json` that does not fit together: where, what is wrong, what to write instead. */
export interface AccountProblem {
  /** Members and places from the top of the file. */
  path: readonly (string | number)[]
  message: string
  hint: string
}

type Path = AccountProblem['path']

export const problem = (path: Path, message: string, hint: string): AccountProblem => ({
  path,
  message,
  hint,
})

/** For a list of choices: all of them, or the first dozen. */
export function oneOf(names: readonly string[]): string {
  if (names.length === 0) return 'There is none; add it to the account.'
  const shown = names.slice(0, 12).join(', ')
  return `Write one of: ${shown}${names.length > 12 ? ', …' : ''}.`
}
