import type { JsonObject } from '@/lib/json'

/**
 * The jobs that `.sync` waits for, each as templates: `{JobName}` stands for that parameter of the request, and
 * `{id}`, `{uuid}`, `{hex}`, `{region}`, `{account}`, `{startedAt}`, `{endedAt}`, `{status}`, `{reason}` for what
 * the service adds. A member whose whole value stands for nothing is left out. The shapes are those of the
 * services' API references (a test compares them), in the PascalCase in which Step Functions shows them.
 */
export interface JobKind {
  id: string
  /** What the service answers when it takes the job. */
  submitted: JsonObject
  /** What the task gets when the job has ended well, and what the cause tells when it has not. */
  ended: JsonObject
  /** At its end the service repeats what was asked of it: all members of the request. */
  echoes?: true
  succeeded: string
  failed: string
}

const arn = (service: string, rest: string) => `arn:aws:${service}:{region}:{account}:${rest}`

const times = { CreationTime: '{startedAt}', LastModifiedTime: '{endedAt}' }

const sageMaker = (job: string, path: string, more: JsonObject = {}): JobKind => ({
  id: `{${job}Name}`,
  submitted: { [`${job}Arn`]: arn('sagemaker', `${path}/{${job}Name}`) },
  ended: {
    [`${job}Name`]: `{${job}Name}`,
    [`${job}Arn`]: arn('sagemaker', `${path}/{${job}Name}`),
    [`${job}Status`]: '{status}',
    FailureReason: '{reason}',
    ...times,
    ...more,
  },
  echoes: true,
  succeeded: 'Completed',
  failed: 'Failed',
})

const emrServerlessApplication = (state: string): JobKind => ({
  id: '{ApplicationId}',
  submitted: {},
  ended: {
    Application: {
      ApplicationId: '{ApplicationId}',
      Arn: arn('emr-serverless', '/applications/{ApplicationId}'),
      State: '{status}',
      StateDetails: '{reason}',
      UpdatedAt: '{endedAt}',
    },
  },
  succeeded: state,
  failed: 'TERMINATED',
})

const CLUSTER = 'cluster/{Name}'
const NODEGROUP = 'nodegroup/{ClusterName}/{NodegroupName}'
const FARGATE_PROFILE = 'fargateprofile/{ClusterName}/{FargateProfileName}'

const eks = (thing: string, name: string, path: string, does: 'CREATE' | 'DELETE'): JobKind => {
  const shown = (status: string): JsonObject => ({
    [thing]: {
      [name]: `{${name}}`,
      ...(thing === 'Cluster'
        ? { Arn: arn('eks', path) }
        : { ClusterName: '{ClusterName}', [`${thing}Arn`]: arn('eks', path) }),
      Status: status,
      CreatedAt: '{startedAt}',
    },
  })
  return {
    id: `{${name}}`,
    submitted: shown(does === 'CREATE' ? 'CREATING' : 'DELETING'),
    ended: shown('{status}'),
    // What is deleted was last seen while it was being deleted.
    succeeded: does === 'CREATE' ? 'ACTIVE' : 'DELETING',
    failed: thing === 'Cluster' ? 'FAILED' : `${does}_FAILED`,
  }
}

const codeBuild = (batch: boolean): JobKind => {
  const thing = batch ? 'BuildBatch' : 'Build'
  const path = arn('codebuild', `${batch ? 'build-batch' : 'build'}/{id}`)
  const common = { Arn: path, Id: '{id}', ProjectName: '{ProjectName}', StartTime: '{startedAt}' }
  const statusName = batch ? 'BuildBatchStatus' : 'BuildStatus'
  return {
    id: '{ProjectName}:{uuid}',
    submitted: { [thing]: { ...common, [statusName]: 'IN_PROGRESS', CurrentPhase: 'SUBMITTED' } },
    ended: {
      [thing]: { ...common, [statusName]: '{status}', CurrentPhase: 'COMPLETED', EndTime: '{endedAt}' },
    },
    succeeded: 'SUCCEEDED',
    failed: 'FAILED',
  }
}

/** By the words of the `Resource` without its pattern. */
export const jobKinds: Readonly<Record<string, JobKind>> = {
  'batch:submitJob': {
    id: '{uuid}',
    submitted: { JobArn: arn('batch', 'job/{id}'), JobId: '{id}', JobName: '{JobName}' },
    ended: {
      JobArn: arn('batch', 'job/{id}'),
      JobId: '{id}',
      JobName: '{JobName}',
      JobQueue: '{JobQueue}',
      JobDefinition: '{JobDefinition}',
      Parameters: '{Parameters}',
      Attempts: [{ StartedAt: '{startedAt}', StoppedAt: '{endedAt}', StatusReason: '{reason}' }],
      Container: {
        Command: '{ContainerOverrides.Command}',
        // Which jobs were started by Step Functions is told by this (recorded).
        Environment: [
          '{ContainerOverrides.Environment}',
          { Name: 'MANAGED_BY_AWS', Value: 'STARTED_BY_STEP_FUNCTIONS' },
        ],
      },
      DependsOn: ['{DependsOn}'],
      Status: '{status}',
      StatusReason: '{reason}',
      CreatedAt: '{startedAt}',
      StartedAt: '{startedAt}',
      StoppedAt: '{endedAt}',
    },
    succeeded: 'SUCCEEDED',
    failed: 'FAILED',
  },
  'ecs:runTask': {
    id: '{hex}',
    submitted: {
      Tasks: [
        {
          TaskArn: arn('ecs', 'task/{Cluster}/{id}'),
          ClusterArn: '{Cluster}',
          TaskDefinitionArn: '{TaskDefinition}',
          LastStatus: 'PROVISIONING',
          DesiredStatus: 'RUNNING',
          LaunchType: '{LaunchType}',
          CreatedAt: '{startedAt}',
        },
      ],
      Failures: [],
    },
    ended: {
      TaskArn: arn('ecs', 'task/{Cluster}/{id}'),
      ClusterArn: '{Cluster}',
      TaskDefinitionArn: '{TaskDefinition}',
      LastStatus: 'STOPPED',
      DesiredStatus: 'STOPPED',
      LaunchType: '{LaunchType}',
      CreatedAt: '{startedAt}',
      StoppedAt: '{endedAt}',
      StopCode: 'EssentialContainerExited',
      StoppedReason: '{reason}',
    },
    succeeded: 'STOPPED',
    failed: 'STOPPED',
  },
  'glue:startJobRun': {
    id: 'jr_{hex}{hex}',
    submitted: { JobName: '{JobName}', JobRunId: '{id}' },
    ended: {
      Id: '{id}',
      Attempt: 0,
      JobName: '{JobName}',
      JobRunState: '{status}',
      ErrorMessage: '{reason}',
      StartedOn: '{startedAt}',
      LastModifiedOn: '{endedAt}',
      CompletedOn: '{endedAt}',
    },
    succeeded: 'SUCCEEDED',
    failed: 'FAILED',
  },
  'databrew:startJobRun': {
    id: 'db_{hex}{hex}',
    submitted: { RunId: '{id}' },
    ended: {
      RunId: '{id}',
      JobName: '{Name}',
      State: '{status}',
      ErrorMessage: '{reason}',
      StartedOn: '{startedAt}',
      CompletedOn: '{endedAt}',
    },
    succeeded: 'SUCCEEDED',
    failed: 'FAILED',
  },
  'sagemaker:createTrainingJob': sageMaker('TrainingJob', 'training-job', {
    ModelArtifacts: {
      S3ModelArtifacts: '{OutputDataConfig.S3OutputPath}/{TrainingJobName}/output/model.tar.gz',
    },
    TrainingEndTime: '{endedAt}',
  }),
  'sagemaker:createTransformJob': sageMaker('TransformJob', 'transform-job', { ModelName: '{ModelName}' }),
  'sagemaker:createProcessingJob': sageMaker('ProcessingJob', 'processing-job'),
  'sagemaker:createLabelingJob': sageMaker('LabelingJob', 'labeling-job'),
  'sagemaker:createHyperParameterTuningJob': sageMaker(
    'HyperParameterTuningJob',
    'hyper-parameter-tuning-job',
  ),
  'elasticmapreduce:createCluster': {
    id: 'j-{HEX13}',
    submitted: { ClusterId: '{id}' },
    ended: {
      Cluster: {
        Id: '{id}',
        Name: '{Name}',
        ReleaseLabel: '{ReleaseLabel}',
        Status: { State: '{status}', StateChangeReason: { Message: '{reason}' } },
      },
      ClusterId: '{id}',
    },
    succeeded: 'WAITING',
    failed: 'TERMINATED_WITH_ERRORS',
  },
  'elasticmapreduce:terminateCluster': {
    id: '{ClusterId}',
    submitted: {},
    ended: {
      Cluster: {
        Id: '{ClusterId}',
        Status: { State: '{status}', StateChangeReason: { Message: '{reason}' } },
      },
    },
    succeeded: 'TERMINATED',
    failed: 'TERMINATED_WITH_ERRORS',
  },
  'elasticmapreduce:addStep': {
    id: 's-{HEX13}',
    submitted: { StepId: '{id}' },
    ended: {
      Step: {
        Id: '{id}',
        Name: '{Step.Name}',
        ActionOnFailure: '{Step.ActionOnFailure}',
        Status: {
          State: '{status}',
          FailureDetails: { Reason: '{reason}' },
          Timeline: { CreationDateTime: '{startedAt}', EndDateTime: '{endedAt}' },
        },
      },
    },
    succeeded: 'COMPLETED',
    failed: 'FAILED',
  },
  'emr-containers:deleteVirtualCluster': {
    id: '{Id}',
    submitted: { Id: '{Id}' },
    ended: { VirtualCluster: { Id: '{Id}', State: '{status}' } },
    succeeded: 'TERMINATED',
    failed: 'ARRESTED',
  },
  'emr-containers:startJobRun': {
    id: '{hex}',
    submitted: {
      Id: '{id}',
      Name: '{Name}',
      Arn: arn('emr-containers', '/virtualclusters/{VirtualClusterId}/jobruns/{id}'),
      VirtualClusterId: '{VirtualClusterId}',
    },
    ended: {
      JobRun: {
        Id: '{id}',
        Name: '{Name}',
        VirtualClusterId: '{VirtualClusterId}',
        State: '{status}',
        StateDetails: '{reason}',
        CreatedAt: '{startedAt}',
        FinishedAt: '{endedAt}',
      },
    },
    succeeded: 'COMPLETED',
    failed: 'FAILED',
  },
  'emr-serverless:createApplication': {
    ...emrServerlessApplication('CREATED'),
    id: '00{HEX13}',
    submitted: {
      ApplicationId: '{id}',
      Name: '{Name}',
      Arn: arn('emr-serverless', '/applications/{id}'),
    },
    ended: { Application: { ApplicationId: '{id}', Name: '{Name}', State: '{status}' } },
  },
  'emr-serverless:startApplication': emrServerlessApplication('STARTED'),
  'emr-serverless:stopApplication': emrServerlessApplication('STOPPED'),
  'emr-serverless:deleteApplication': emrServerlessApplication('TERMINATED'),
  'emr-serverless:startJobRun': {
    id: '00{HEX13}',
    submitted: {
      ApplicationId: '{ApplicationId}',
      JobRunId: '{id}',
      Arn: arn('emr-serverless', '/applications/{ApplicationId}/jobruns/{id}'),
    },
    ended: {
      JobRun: {
        ApplicationId: '{ApplicationId}',
        JobRunId: '{id}',
        Name: '{Name}',
        State: '{status}',
        StateDetails: '{reason}',
        CreatedAt: '{startedAt}',
        UpdatedAt: '{endedAt}',
      },
    },
    succeeded: 'SUCCESS',
    failed: 'FAILED',
  },
  'emr-serverless:cancelJobRun': {
    id: '{JobRunId}',
    submitted: { ApplicationId: '{ApplicationId}', JobRunId: '{JobRunId}' },
    ended: { JobRun: { ApplicationId: '{ApplicationId}', JobRunId: '{JobRunId}', State: '{status}' } },
    succeeded: 'CANCELLED',
    failed: 'FAILED',
  },
  'codebuild:startBuild': codeBuild(false),
  'codebuild:startBuildBatch': codeBuild(true),
  'codebuild:retryBuildBatch': { ...codeBuild(true), id: '{Id}' },
  'athena:startQueryExecution': {
    id: '{uuid}',
    submitted: { QueryExecutionId: '{id}' },
    ended: {
      QueryExecution: {
        QueryExecutionId: '{id}',
        Query: '{QueryString}',
        WorkGroup: '{WorkGroup}',
        ResultConfiguration: '{ResultConfiguration}',
        QueryExecutionContext: '{QueryExecutionContext}',
        Status: {
          State: '{status}',
          StateChangeReason: '{reason}',
          SubmissionDateTime: '{startedAt}',
          CompletionDateTime: '{endedAt}',
        },
      },
    },
    succeeded: 'SUCCEEDED',
    failed: 'FAILED',
  },
  'bedrock:createModelCustomizationJob': {
    id: '{JobName}',
    submitted: { JobArn: arn('bedrock', 'model-customization-job/{JobName}') },
    ended: {
      JobArn: arn('bedrock', 'model-customization-job/{JobName}'),
      JobName: '{JobName}',
      OutputModelName: '{CustomModelName}',
      RoleArn: '{RoleArn}',
      Status: '{status}',
      FailureMessage: '{reason}',
      ...times,
      EndTime: '{endedAt}',
    },
    succeeded: 'Completed',
    failed: 'Failed',
  },
  'mediaconvert:createJob': {
    id: '{startedAt}-{hex}',
    submitted: { Job: { Id: '{id}', Role: '{Role}', Status: 'SUBMITTED', CreatedAt: '{startedAt}' } },
    ended: { Job: { Id: '{id}', Role: '{Role}', Status: '{status}', ErrorMessage: '{reason}' } },
    succeeded: 'COMPLETE',
    failed: 'ERROR',
  },
  'eks:runJob': {
    id: '{Job.metadata.name}',
    submitted: { StatusCode: 201, ResponseBody: '{Job}' },
    ended: {
      Status: { Conditions: [{ Type: '{status}', Status: 'True', Message: '{reason}' }] },
      Metadata: { Name: '{Job.metadata.name}' },
    },
    succeeded: 'Complete',
    failed: 'Failed',
  },
  'eks:createCluster': eks('Cluster', 'Name', CLUSTER, 'CREATE'),
  'eks:deleteCluster': eks('Cluster', 'Name', CLUSTER, 'DELETE'),
  'eks:createNodegroup': eks('Nodegroup', 'NodegroupName', NODEGROUP, 'CREATE'),
  'eks:deleteNodegroup': eks('Nodegroup', 'NodegroupName', NODEGROUP, 'DELETE'),
  'eks:createFargateProfile': eks('FargateProfile', 'FargateProfileName', FARGATE_PROFILE, 'CREATE'),
  'eks:deleteFargateProfile': eks('FargateProfile', 'FargateProfileName', FARGATE_PROFILE, 'DELETE'),
}
