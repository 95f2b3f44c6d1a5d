// @ts-check

/** Something the person at the terminal can mend: shown as its one sentence, without a stack. */
export class Problem extends Error {}

/**
 * Runs a script's main function. A `Problem` is printed as it is; either way the exit status is not 0.
 *
 * @param {() => Promise<void>} main
 */
export async function run(main) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error)
    process.exit(1)
  }
}
