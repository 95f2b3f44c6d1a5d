/** A loop that counts to `turns`, by way of these states between two counts. */
export function countingLoop(turns: number, between: Readonly<Record<string, object>> = {}): object {
  const [first = 'Count'] = Object.keys(between)
  return {
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Result: { n: 0 }, Next: 'Count' },
      Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericGreaterThanEquals: turns, Next: 'Done' }],
        Default: first,
      },
      ...between,
      Done: { Type: 'Succeed' },
    },
  }
}
