/** The exercise that runs on servers of tests run, and what AWS tells of its solution. Needs nothing of ours: browser tests use it, too. */

export const EXERCISE = 'task-types/lambda-by-arn'

/** What its solution comes to, as AWS tells it of a function with this prefix in its name. */
export function lambdaEvents(definition: string, output: string): object[] {
  const { Resource } = JSON.parse(definition).States.PriceOrder
  const input = '{"orderId":"o-17","lines":[{"item":"beeswax candle","price":12,"quantity":2}]}'
  return [
    { type: 'TaskStateEntered', previousEventId: 0, stateEnteredEventDetails: { name: 'PriceOrder', input } },
    { type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: { resource: Resource, input } },
    { type: 'LambdaFunctionStarted' },
    { type: 'LambdaFunctionSucceeded', lambdaFunctionSucceededEventDetails: { output } },
    { type: 'TaskStateExited', stateExitedEventDetails: { name: 'PriceOrder', output } },
  ]
}

export const OUTPUT = '{"orderId":"o-17","total":29}'

/** An execution of the exercise's solution, as AWS would have it. */
export function solved({ definition }: { definition: string }) {
  return { status: 'SUCCEEDED' as const, output: OUTPUT, events: lambdaEvents(definition, OUTPUT) }
}
