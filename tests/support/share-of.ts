/** All of them with `npm run test:long`; otherwise each `n`-th, from the first on. */
export function shareOf<T>(all: readonly T[], n: number): readonly T[] {
  return process.env.STEPWISE_LONG ? all : all.filter((_, index) => index % n === 0)
}
