import { isJsonObject, type JsonObject } from '@/lib/json'
import type { Call } from '../answer'
import { arnOf, named, type Permission, textAt } from './arn'

/**
 * What a role needs for `.sync` besides the call itself. Step Functions hears of a job's end by an event, for which
 * AWS makes a rule when the state machine is created, or by asking; and it stops the job of a task that was given up.
 */
export interface JobNeeds {
  /** The rule; services without one are asked. */
  rule?: string
  ask: readonly Permission[]
  stop: readonly Permission[]
}

interface JobRow {
  rule?: string
  ask: readonly string[]
  stop: readonly string[]
  /** What the actions are allowed on; unknown to the sandbox unless given. */
  on?: (parameters: JsonObject, account: string) => string
}

const onName =
  (service: string, member: string, kind: string) =>
  (parameters: JsonObject, account: string): string =>
    named(parameters[member], (name) => arnOf(service, account, `${kind}/${name}`))

const sageMaker = (job: string, path: string, rule?: string): JobRow => ({
  ...(rule !== undefined && { rule }),
  ask: [`sagemaker:Describe${job}`],
  stop: [`sagemaker:Stop${job}`],
  on: onName('sagemaker', `${job}Name`, path),
})

const application: JobRow = {
  rule: 'StepFunctionsGetEventsForEMRServerlessApplicationRule',
  ask: ['emr-serverless:GetApplication'],
  stop: ['emr-serverless:StopApplication'],
  on: onName('emr-serverless', 'ApplicationId', '/applications'),
}

const buildBatch: JobRow = {
  rule: 'StepFunctionsGetEventForCodeBuildStartBuildBatchRule',
  ask: ['codebuild:BatchGetBuildBatches'],
  stop: ['codebuild:StopBuildBatch'],
  on: onName('codebuild', 'ProjectName', 'project'),
}

const eks = (thing: string, path: (parameters: JsonObject) => string): JobRow => ({
  ask: [`eks:Describe${thing}`],
  stop: [],
  on: (parameters, account) => arnOf('eks', account, path(parameters)),
})

/** By the words of the `Resource` (the developer guide's page on IAM for each service, checked 2026-11-22). */
const rows: Readonly<Record<string, JobRow>> = {
  'states:startExecution': {
    rule: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
    ask: ['states:DescribeExecution'],
    stop: ['states:StopExecution'],
    on: ({ StateMachineArn, Name }, account) =>
      arnOf('states', account, `execution:${textAt(StateMachineArn).split(':')[6]}:${textAt(Name) || 'new'}`),
  },
  // Batch cannot limit either to a job.
  'batch:submitJob': {
    rule: 'StepFunctionsGetEventsForBatchJobsRule',
    ask: ['batch:DescribeJobs'],
    stop: ['batch:TerminateJob'],
    on: () => '*',
  },
  'ecs:runTask': {
    rule: 'StepFunctionsGetEventsForECSTaskRule',
    ask: ['ecs:DescribeTasks'],
    stop: ['ecs:StopTask'],
  },
  'glue:startJobRun': {
    ask: ['glue:GetJobRun'],
    stop: ['glue:BatchStopJobRun'],
    on: onName('glue', 'JobName', 'job'),
  },
  'databrew:startJobRun': {
    ask: ['databrew:ListJobRuns'],
    stop: ['databrew:StopJobRun'],
    on: onName('databrew', 'Name', 'job'),
  },
  'sagemaker:createTrainingJob': sageMaker(
    'TrainingJob',
    'training-job',
    'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
  ),
  'sagemaker:createTransformJob': sageMaker(
    'TransformJob',
    'transform-job',
    'StepFunctionsGetEventsForSageMakerTransformJobsRule',
  ),
  'sagemaker:createProcessingJob': sageMaker('ProcessingJob', 'processing-job'),
  'sagemaker:createLabelingJob': sageMaker('LabelingJob', 'labeling-job'),
  'sagemaker:createHyperParameterTuningJob': sageMaker(
    'HyperParameterTuningJob',
    'hyper-parameter-tuning-job',
  ),
  'elasticmapreduce:createCluster': {
    rule: 'StepFunctionsGetEventForEMRRunJobFlowRule',
    ask: ['elasticmapreduce:DescribeCluster'],
    stop: ['elasticmapreduce:TerminateJobFlows'],
  },
  'elasticmapreduce:terminateCluster': {
    rule: 'StepFunctionsGetEventForEMRTerminateJobFlowsRule',
    ask: ['elasticmapreduce:DescribeCluster'],
    stop: [],
  },
  'elasticmapreduce:addStep': {
    rule: 'StepFunctionsGetEventForEMRAddJobFlowStepsRule',
    ask: ['elasticmapreduce:DescribeStep'],
    stop: ['elasticmapreduce:CancelSteps'],
    on: onName('elasticmapreduce', 'ClusterId', 'cluster'),
  },
  'emr-containers:deleteVirtualCluster': {
    ask: ['emr-containers:DescribeVirtualCluster'],
    stop: [],
    on: onName('emr-containers', 'Id', '/virtualclusters'),
  },
  'emr-containers:startJobRun': {
    ask: ['emr-containers:DescribeJobRun'],
    stop: ['emr-containers:CancelJobRun'],
  },
  'emr-serverless:createApplication': application,
  'emr-serverless:startApplication': application,
  'emr-serverless:stopApplication': { ...application, stop: [] },
  'emr-serverless:deleteApplication': { ...application, stop: [] },
  'emr-serverless:startJobRun': {
    rule: 'StepFunctionsGetEventsForEMRServerlessJobRule',
    ask: ['emr-serverless:GetJobRun'],
    stop: ['emr-serverless:CancelJobRun'],
  },
  'emr-serverless:cancelJobRun': {
    rule: 'StepFunctionsGetEventsForEMRServerlessJobRule',
    ask: ['emr-serverless:GetJobRun'],
    stop: [],
  },
  'codebuild:startBuild': {
    rule: 'StepFunctionsGetEventForCodeBuildStartBuildRule',
    ask: ['codebuild:BatchGetBuilds'],
    stop: ['codebuild:StopBuild'],
    on: onName('codebuild', 'ProjectName', 'project'),
  },
  'codebuild:startBuildBatch': buildBatch,
  'codebuild:retryBuildBatch': buildBatch,
  'athena:startQueryExecution': {
    ask: ['athena:GetQueryExecution'],
    stop: ['athena:StopQueryExecution'],
    on: ({ WorkGroup = 'primary' }, account) => arnOf('athena', account, `workgroup/${textAt(WorkGroup)}`),
  },
  'bedrock:createModelCustomizationJob': {
    ask: ['bedrock:GetModelCustomizationJob'],
    stop: ['bedrock:StopModelCustomizationJob'],
  },
  'mediaconvert:createJob': {
    rule: 'StepFunctionsGetEventsForMediaConvertJobRule',
    ask: ['mediaconvert:GetJob'],
    stop: ['mediaconvert:CancelJob'],
  },
  'eks:createCluster': eks('Cluster', ({ Name }) => `cluster/${textAt(Name)}`),
  'eks:deleteCluster': eks('Cluster', ({ Name }) => `cluster/${textAt(Name)}`),
  'eks:createNodegroup': eks('Nodegroup', nodegroup),
  'eks:deleteNodegroup': eks('Nodegroup', nodegroup),
  'eks:createFargateProfile': eks('FargateProfile', fargateProfile),
  'eks:deleteFargateProfile': eks('FargateProfile', fargateProfile),
}

function nodegroup({ ClusterName, NodegroupName }: JsonObject): string {
  return `nodegroup/${textAt(ClusterName)}/${textAt(NodegroupName)}/id`
}

function fargateProfile({ ClusterName, FargateProfileName }: JsonObject): string {
  return `fargateprofile/${textAt(ClusterName)}/${textAt(FargateProfileName)}/id`
}

/** Undefined where a call waits for no job, or for one that IAM has no say in. */
export function jobNeeds({ resource, payload }: Call, account: string): JobNeeds | undefined {
  if (resource.kind !== 'Integration' || !resource.pattern.startsWith('sync')) return undefined
  const row = rows[`${resource.service}:${resource.action}`]
  if (!row) return undefined
  const parameters: JsonObject = isJsonObject(payload) ? payload : {}
  const on = (actions: readonly string[]) =>
    actions.map((action): Permission => ({ action, resource: row.on?.(parameters, account) }))
  return {
    ...(row.rule !== undefined && { rule: arnOf('events', account, `rule/${row.rule}`) }),
    ask: on(row.ask),
    stop: on(row.stop),
  }
}

/** What it takes to make a rule (developer guide, "IAM policies for integrated services"). */
export function rulePermissions(rule: string): readonly Permission[] {
  return ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'].map((action) => ({
    action,
    resource: rule,
  }))
}
