/**
 * The parameters of the optimized integrations; `!` marks those that AWS cannot do without. From the developer guide's
 * page of each service, November 2026.
 */
export const optimizedParameters: ReadonlyMap<string, string> = new Map([
  ['lambda:invoke', 'ClientContext FunctionName! InvocationType LogType Payload Qualifier'],
  [
    'dynamodb:getItem',
    'AttributesToGet ConsistentRead ExpressionAttributeNames Key! ProjectionExpression ReturnConsumedCapacity TableName!',
  ],
  [
    'dynamodb:putItem',
    'ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues Item! ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues TableName!',
  ],
  [
    'dynamodb:updateItem',
    'AttributeUpdates ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues Key! ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues TableName! UpdateExpression',
  ],
  [
    'dynamodb:deleteItem',
    'ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues Key! ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues TableName!',
  ],
  [
    'sqs:sendMessage',
    'DelaySeconds MessageAttributes MessageBody! MessageDeduplicationId MessageGroupId QueueUrl!',
  ],
  [
    'sns:publish',
    'Message! MessageAttributes MessageDeduplicationId MessageGroupId MessageStructure PhoneNumber Subject TargetArn TopicArn',
  ],
  ['events:putEvents', 'Entries!'],
  ['states:startExecution', 'Input Name StateMachineArn!'],
  [
    'batch:submitJob',
    'ArrayProperties ContainerOverrides DependsOn JobDefinition! JobName! JobQueue! Parameters RetryStrategy Tags Timeout',
  ],
  [
    'ecs:runTask',
    'Cluster EnableExecuteCommand Group LaunchType NetworkConfiguration Overrides PlacementConstraints PlacementStrategy PlatformVersion PropagateTags TaskDefinition!',
  ],
  [
    'glue:startJobRun',
    'AllocatedCapacity Arguments ExecutionClass JobName! JobRunId JobRunQueuingEnabled MaxCapacity NotificationProperty NumberOfWorkers SecurityConfiguration Timeout WorkerType',
  ],
  ['databrew:startJobRun', 'Name!'],
  [
    'sagemaker:createTrainingJob',
    'TrainingJobName! HyperParameters AlgorithmSpecification RoleArn! InputDataConfig OutputDataConfig! ResourceConfig VpcConfig StoppingCondition Tags EnableNetworkIsolation EnableInterContainerTrafficEncryption EnableManagedSpotTraining CheckpointConfig DebugHookConfig DebugRuleConfigurations TensorBoardOutputConfig ExperimentConfig ProfilerConfig ProfilerRuleConfigurations Environment RetryStrategy RemoteDebugConfig InfraCheckConfig SessionChainingConfig ServerlessJobConfig MlflowConfig ModelPackageConfig',
  ],
  [
    'sagemaker:createTransformJob',
    'TransformJobName! ModelName! MaxConcurrentTransforms ModelClientConfig MaxPayloadInMB BatchStrategy Environment TransformInput! TransformOutput! DataCaptureConfig TransformResources! DataProcessing Tags ExperimentConfig',
  ],
  [
    'sagemaker:createProcessingJob',
    'ProcessingInputs ProcessingOutputConfig ProcessingJobName! ProcessingResources! StoppingCondition AppSpecification! Environment NetworkConfig RoleArn! Tags ExperimentConfig',
  ],
  [
    'sagemaker:createLabelingJob',
    'LabelingJobName! LabelAttributeName! InputConfig! OutputConfig! RoleArn! LabelCategoryConfigS3Uri StoppingConditions LabelingJobAlgorithmsConfig HumanTaskConfig! Tags',
  ],
  [
    'sagemaker:createHyperParameterTuningJob',
    'HyperParameterTuningJobName! HyperParameterTuningJobConfig! TrainingJobDefinition TrainingJobDefinitions WarmStartConfig Tags Autotune',
  ],
  [
    'sagemaker:createModel',
    'ModelName! PrimaryContainer Containers InferenceExecutionConfig ExecutionRoleArn Tags VpcConfig EnableNetworkIsolation',
  ],
  [
    'sagemaker:createEndpointConfig',
    'EndpointConfigName! ProductionVariants! DataCaptureConfig Tags KmsKeyId AsyncInferenceConfig ExplainerConfig ShadowProductionVariants ExecutionRoleArn VpcConfig EnableNetworkIsolation MetricsConfig',
  ],
  ['sagemaker:createEndpoint', 'EndpointName! EndpointConfigName! DeploymentConfig Tags'],
  [
    'sagemaker:updateEndpoint',
    'EndpointName! EndpointConfigName! RetainAllVariantProperties ExcludeRetainedVariantProperties DeploymentConfig RetainDeploymentConfig',
  ],
  [
    'elasticmapreduce:createCluster',
    'Name! LogUri LogEncryptionKmsKeyId AdditionalInfo AmiVersion ReleaseLabel Instances! Steps StepExecutionRoleArn BootstrapActions SupportedProducts NewSupportedProducts Applications Configurations VisibleToAllUsers JobFlowRole ServiceRole Tags SecurityConfiguration AutoScalingRole ScaleDownBehavior CustomAmiId EbsRootVolumeSize RepoUpgradeOnBoot KerberosAttributes StepConcurrencyLevel ManagedScalingPolicy PlacementGroupConfigs AutoTerminationPolicy OSReleaseLabel EbsRootVolumeIops EbsRootVolumeThroughput ExtendedSupport MonitoringConfiguration SessionEnabled',
  ],
  ['elasticmapreduce:terminateCluster', 'ClusterId!'],
  ['elasticmapreduce:addStep', 'ClusterId! Step! ExecutionRoleArn'],
  ['elasticmapreduce:cancelStep', 'ClusterId! StepId! StepCancellationOption'],
  ['elasticmapreduce:setClusterTerminationProtection', 'ClusterId! TerminationProtected!'],
  ['elasticmapreduce:modifyInstanceFleetByName', 'ClusterId! InstanceFleetName! InstanceFleet!'],
  ['elasticmapreduce:modifyInstanceGroupByName', 'ClusterId! InstanceGroupName InstanceGroup!'],
  [
    'emr-containers:createVirtualCluster',
    'Name! ContainerProvider! ClientToken! Tags SecurityConfigurationId SessionEnabled SchedulerConfiguration',
  ],
  ['emr-containers:deleteVirtualCluster', 'Id!'],
  [
    'emr-containers:startJobRun',
    'Name VirtualClusterId! ClientToken! ExecutionRoleArn ReleaseLabel JobDriver ConfigurationOverrides Tags JobTemplateId JobTemplateParameters RetryPolicyConfiguration',
  ],
  [
    'emr-serverless:createApplication',
    'Name ReleaseLabel! Type! ClientToken! InitialCapacity MaximumCapacity Tags AutoStartConfiguration AutoStopConfiguration NetworkConfiguration Architecture ImageConfiguration WorkerTypeSpecifications RuntimeConfiguration MonitoringConfiguration DiskEncryptionConfiguration InteractiveConfiguration SchedulerConfiguration IdentityCenterConfiguration JobLevelCostAllocationConfiguration',
  ],
  ['emr-serverless:startApplication', 'ApplicationId!'],
  ['emr-serverless:stopApplication', 'ApplicationId!'],
  ['emr-serverless:deleteApplication', 'ApplicationId!'],
  [
    'emr-serverless:startJobRun',
    'ApplicationId! ClientToken! ExecutionRoleArn! ExecutionIamPolicy JobDriver ConfigurationOverrides Tags ExecutionTimeoutMinutes Name Mode RetryPolicy',
  ],
  ['emr-serverless:cancelJobRun', 'ApplicationId! JobRunId! ShutdownGracePeriodInSeconds'],
  [
    'codebuild:startBuild',
    'ProjectName! SecondarySourcesOverride SecondarySourcesVersionOverride SourceVersion ArtifactsOverride SecondaryArtifactsOverride EnvironmentVariablesOverride SourceTypeOverride SourceLocationOverride SourceAuthOverride GitCloneDepthOverride GitSubmodulesConfigOverride BuildspecOverride InsecureSslOverride ReportBuildStatusOverride BuildStatusConfigOverride EnvironmentTypeOverride ImageOverride ComputeTypeOverride CertificateOverride CacheOverride ServiceRoleOverride PrivilegedModeOverride TimeoutInMinutesOverride QueuedTimeoutInMinutesOverride EncryptionKeyOverride IdempotencyToken LogsConfigOverride RegistryCredentialOverride ImagePullCredentialsTypeOverride DebugSessionEnabled FleetOverride AutoRetryLimitOverride HostKernelOverride',
  ],
  ['codebuild:stopBuild', 'Id!'],
  ['codebuild:batchDeleteBuilds', 'Ids!'],
  ['codebuild:batchGetReports', 'ReportArns!'],
  [
    'codebuild:startBuildBatch',
    'ProjectName! SecondarySourcesOverride SecondarySourcesVersionOverride SourceVersion ArtifactsOverride SecondaryArtifactsOverride EnvironmentVariablesOverride SourceTypeOverride SourceLocationOverride SourceAuthOverride GitCloneDepthOverride GitSubmodulesConfigOverride BuildspecOverride InsecureSslOverride ReportBuildBatchStatusOverride EnvironmentTypeOverride ImageOverride ComputeTypeOverride CertificateOverride CacheOverride ServiceRoleOverride PrivilegedModeOverride BuildTimeoutInMinutesOverride QueuedTimeoutInMinutesOverride EncryptionKeyOverride IdempotencyToken LogsConfigOverride RegistryCredentialOverride ImagePullCredentialsTypeOverride BuildBatchConfigOverride DebugSessionEnabled',
  ],
  ['codebuild:stopBuildBatch', 'Id!'],
  ['codebuild:retryBuildBatch', 'Id IdempotencyToken RetryType'],
  ['codebuild:deleteBuildBatch', 'Id!'],
  [
    'athena:startQueryExecution',
    'QueryString! ClientRequestToken QueryExecutionContext ResultConfiguration WorkGroup ExecutionParameters ResultReuseConfiguration EngineConfiguration',
  ],
  ['athena:stopQueryExecution', 'QueryExecutionId!'],
  ['athena:getQueryExecution', 'QueryExecutionId!'],
  ['athena:getQueryResults', 'QueryExecutionId! NextToken MaxResults QueryResultType'],
  [
    'apigateway:invoke',
    'AllowNullValues ApiEndpoint! AuthType Headers Method! Path QueryParameters RequestBody Stage',
  ],
  [
    'bedrock:invokeModel',
    'Accept Body ContentType GuardrailIdentifier GuardrailVersion Input ModelId! Output Trace',
  ],
  [
    'bedrock:createModelCustomizationJob',
    'JobName! CustomModelName! RoleArn! ClientRequestToken BaseModelIdentifier! CustomizationType CustomModelKmsKeyId JobTags CustomModelTags TrainingDataConfig! ValidationDataConfig OutputDataConfig! HyperParameters VpcConfig CustomizationConfig',
  ],
  [
    'bedrockagentcore:invokeHarness',
    'HarnessArn! Qualifier RuntimeSessionId! RuntimeUserId TraceParent TraceState TraceId Baggage Messages! Model SystemPrompt Tools Skills AllowedTools MaxIterations MaxTokens TimeoutSeconds ActorId',
  ],
  [
    'mediaconvert:createJob',
    'AccelerationSettings BillingTagsSource ClientRequestToken HopDestinations JobEngineVersion JobTemplate Priority Queue Role! Settings! SimulateReservedQueue StatusUpdateInterval Tags UserMetadata',
  ],
  ['eks:call', 'CertificateAuthority! ClusterName! Endpoint! Method! Path! QueryParameters RequestBody'],
  ['eks:runJob', 'CertificateAuthority! ClusterName! Endpoint! Job! LogOptions Namespace'],
  [
    'eks:createCluster',
    'Name! Version RoleArn! ResourcesVpcConfig! KubernetesNetworkConfig Logging ClientRequestToken Tags EncryptionConfig OutpostConfig AccessConfig BootstrapSelfManagedAddons UpgradePolicy ZonalShiftConfig RemoteNetworkConfig ComputeConfig StorageConfig DeletionProtection ControlPlaneScalingConfig KubeApiServerConfig KubeSchedulerConfig KubeControllerManagerConfig',
  ],
  ['eks:deleteCluster', 'Name!'],
  [
    'eks:createNodegroup',
    'ClusterName! NodegroupName! ScalingConfig DiskSize Subnets! InstanceTypes AmiType RemoteAccess NodeRole! Labels Taints Tags ClientRequestToken LaunchTemplate UpdateConfig NodeRepairConfig CapacityType Version ReleaseVersion WarmPoolConfig',
  ],
  ['eks:deleteNodegroup', 'ClusterName! NodegroupName!'],
  [
    'eks:createFargateProfile',
    'FargateProfileName! ClusterName! PodExecutionRoleArn! Subnets Selectors ClientRequestToken Tags',
  ],
  ['eks:deleteFargateProfile', 'ClusterName! FargateProfileName!'],
  [
    'http:invoke',
    'ApiEndpoint! Authentication Headers InvocationConfig Method! QueryParameters RequestBody Transform',
  ],
])
