import type { IntegrationPattern } from './state-machine'

type Patterns = readonly IntegrationPattern[]

const answer: Patterns = ['requestResponse']
const job: Patterns = ['requestResponse', 'sync']
const callback: Patterns = ['requestResponse', 'waitForTaskToken']
const jobOrCallback: Patterns = ['requestResponse', 'sync', 'waitForTaskToken']
const execution: Patterns = ['requestResponse', 'sync', 'sync:2', 'waitForTaskToken']

function actions(patterns: Patterns, ...names: readonly string[]): [string, Patterns][] {
  return names.map((name) => [name, patterns])
}

/**
 * The optimized integrations: service, then action, then the patterns that AWS offers for it (developer guide,
 * "Integrating services"). Everything else is reached by `aws-sdk`.
 */
export const optimizedIntegrations: ReadonlyMap<string, ReadonlyMap<string, Patterns>> = new Map([
  ['lambda', new Map([...actions(callback, 'invoke')])],
  ['dynamodb', new Map([...actions(answer, 'getItem', 'putItem', 'updateItem', 'deleteItem')])],
  ['sqs', new Map([...actions(callback, 'sendMessage')])],
  ['sns', new Map([...actions(callback, 'publish')])],
  ['events', new Map([...actions(callback, 'putEvents')])],
  ['states', new Map([...actions(execution, 'startExecution')])],
  ['batch', new Map([...actions(job, 'submitJob')])],
  ['ecs', new Map([...actions(jobOrCallback, 'runTask')])],
  ['glue', new Map([...actions(job, 'startJobRun')])],
  ['databrew', new Map([...actions(job, 'startJobRun')])],
  [
    'sagemaker',
    new Map([
      ...actions(
        job,
        'createTrainingJob',
        'createTransformJob',
        'createProcessingJob',
        'createLabelingJob',
        'createHyperParameterTuningJob',
      ),
      ...actions(answer, 'createModel', 'createEndpointConfig', 'createEndpoint', 'updateEndpoint'),
    ]),
  ],
  [
    'elasticmapreduce',
    new Map([
      ...actions(job, 'createCluster', 'terminateCluster', 'addStep'),
      ...actions(
        answer,
        'cancelStep',
        'setClusterTerminationProtection',
        'modifyInstanceFleetByName',
        'modifyInstanceGroupByName',
      ),
    ]),
  ],
  [
    'emr-containers',
    new Map([
      ...actions(answer, 'createVirtualCluster'),
      ...actions(job, 'deleteVirtualCluster', 'startJobRun'),
    ]),
  ],
  [
    'emr-serverless',
    new Map([
      ...actions(
        job,
        'createApplication',
        'startApplication',
        'stopApplication',
        'deleteApplication',
        'startJobRun',
        'cancelJobRun',
      ),
    ]),
  ],
  [
    'codebuild',
    new Map([
      ...actions(job, 'startBuild', 'startBuildBatch', 'retryBuildBatch'),
      ...actions(
        answer,
        'stopBuild',
        'batchDeleteBuilds',
        'batchGetReports',
        'stopBuildBatch',
        'deleteBuildBatch',
      ),
    ]),
  ],
  [
    'athena',
    new Map([
      ...actions(job, 'startQueryExecution'),
      ...actions(answer, 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'),
    ]),
  ],
  ['apigateway', new Map([...actions(callback, 'invoke')])],
  ['bedrock', new Map([...actions(answer, 'invokeModel'), ...actions(job, 'createModelCustomizationJob')])],
  ['bedrockagentcore', new Map([...actions(answer, 'invokeHarness')])],
  ['mediaconvert', new Map([...actions(job, 'createJob')])],
  [
    'eks',
    new Map([
      ...actions(answer, 'call'),
      ...actions(
        job,
        'runJob',
        'createCluster',
        'deleteCluster',
        'createNodegroup',
        'deleteNodegroup',
        'createFargateProfile',
        'deleteFargateProfile',
      ),
    ]),
  ],
  ['http', new Map([...actions(answer, 'invoke')])],
])
