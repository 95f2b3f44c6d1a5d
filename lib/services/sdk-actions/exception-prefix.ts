/**
 * Before the dot of an SDK integration's errors stands its service as the SDK for Java writes it. These are the names
 * that are more than the service's word with a capital (developer guide, "Supported AWS SDK service integrations").
 */
const names = `
AccessAnalyzer AcmPca AlexaForBusiness AmplifyBackend AmplifyUiBuilder ApiGateway ApiGatewayV2 AppConfig
AppConfigData AppIntegrations AppMesh AppStream AppSync ApplicationAutoScaling ApplicationDiscovery
ApplicationInsights AuditManager AutoScaling AutoScalingPlans BackupGateway BedrockAgent
BedrockAgentCore BedrockAgentRuntime BedrockRuntime ChimeSdkMeetings CloudControl CloudDirectory
CloudFormation CloudFront CloudHsm CloudHsmV2 CloudSearch CloudTrail CloudWatch CloudWatchLogs CodeBuild
CodeCommit CodeDeploy CodeGuruProfiler CodeGuruReviewer CodePipeline CodeStar CodeStarConnections
CodestarNotifications CognitoIdentity CognitoIdentityProvider CognitoSync ComprehendMedical
ComputeOptimizer ConnectContactLens ConnectParticipant CostAndUsageReport CostExplorer DataBrew
DataExchange DataPipeline DataSync DatabaseMigration DevOpsGuru DeviceFarm DirectConnect DocDb DynamoDb
DynamoDbStreams Ec2InstanceConnect EcrPublic ElastiCache ElasticBeanstalk ElasticInference
ElasticLoadBalancing ElasticLoadBalancingV2 ElasticTranscoder EmrContainers EmrServerless EventBridge
FSx FraudDetector GameLift GreengrassV2 GroundStation GuardDuty HealthLake IoTAnalytics IoTFleetHub
IoTSecureTunneling IoTSiteWise IoTThingsGraph Iot1ClickProjects IotDeviceAdvisor IotEvents IotEventsData
IotJobsDataPlane IotWireless KafkaConnect KinesisAnalytics KinesisAnalyticsV2 KinesisVideo
KinesisVideoArchivedMedia KinesisVideoMedia KinesisVideoSignaling LakeFormation LexModelBuilding
LexModelsV2 LexRuntime LexRuntimeV2 LicenseManager LookoutVision MTurk ManagedBlockchain
MarketplaceCatalog MarketplaceCommerceAnalytics MarketplaceEntitlement MarketplaceMetering MediaConnect
MediaLive MediaPackage MediaPackageVod MediaStore MediaTailor MemoryDB MigrationHub MigrationHubConfig
MigrationHubStrategy NetworkFirewall OpenSearch OpsWorks OpsWorksCm PersonalizeEvents PersonalizeRuntime
PinpointEmail PinpointSmsVoice QldbSession QuickSight RdsData RedshiftData ResourceGroups
ResourceGroupsTaggingApi RoboMaker Route53Domains Route53Resolver S3Control S3Outposts SageMaker
SageMakerA2IRuntime SageMakerFeatureStoreRuntime SageMakerRuntime SagemakerEdge SecretsManager
SecurityHub ServerlessApplicationRepository ServiceCatalog ServiceCatalogAppRegistry ServiceDiscovery
ServiceQuotas SesV2 SsoAdmin SsoOidc StorageGateway VoiceId WafRegional WellArchitected WorkDocs
WorkMail WorkMailMessageFlow WorkSpaces WorkSpacesWeb XRay
`

const prefixes: ReadonlyMap<string, string> = new Map(
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
)

/** `DynamoDb` of `dynamodb`, `Sqs` of `sqs`. */
export function exceptionPrefix(service: string): string {
  return prefixes.get(service) ?? `${service.charAt(0).toUpperCase()}${service.slice(1)}`
}
