/** Lambda as Step Functions sees it: functions invoked by their ARN and by `lambda:invoke`. */

export { type FunctionHappening, functionRuns } from './event-invocation'
export { type LambdaFunction, newFunction } from './function'
export { invokeByArn, invokeByIntegration } from './lambda'
export { runNamed } from './run-named'
