/**
 * Makes `lib/services/sdk-actions/actions.ts`: the services and actions that AWS SDK integrations can name.
 *
 *   pip download --no-deps botocore && unzip botocore-*.whl
 *   node scripts/make-sdk-actions.mjs botocore/data
 *
 * The models come from botocore, Copyright Amazon.com, Inc. or its affiliates, Apache License 2.0.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** Where the SDK for Java, whose names Step Functions takes, has another name than the service's id. */
const JAVA_NAMES = {
  applicationdiscoveryservice: 'applicationdiscovery',
  configservice: 'config',
  costandusagereportservice: 'costandusagereport',
  databasemigrationservice: 'databasemigration',
  directoryservice: 'directory',
  elasticsearchservice: 'elasticsearch',
  lexmodelbuildingservice: 'lexmodelbuilding',
  lexruntimeservice: 'lexruntime',
  marketplaceentitlementservice: 'marketplaceentitlement',
}

/** Listed in the developer guide and gone from the SDKs since: their actions are not known. */
const RETIRED = [
  ...['alexaforbusiness', 'codestar', 'elasticinference', 'elastictranscoder', 'evidently', 'honeycode'],
  ...['iot1clickprojects', 'iotanalytics', 'iotevents', 'ioteventsdata', 'iotfleethub', 'lookoutvision'],
  ...['macie', 'mobile', 'opsworks', 'opsworkscm', 'panorama', 'qldb', 'qldbsession', 'robomaker', 'sms'],
]

/** Actions that the developer guide says Step Functions cannot call: streams, and ones that are retired. */
const UNSUPPORTED = {
  lambda: ['InvokeAsync', 'InvokeWithResponseStream'],
  s3: ['SelectObjectContent'],
  kinesis: ['SubscribeToShard'],
  sts: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
  bedrockruntime: ['InvokeModelWithResponseStream', 'ConverseStream'],
  bedrockagentcore: ['InvokeHarness'],
  cloudwatchlogs: ['StartLiveTail', 'GetLogObject'],
  lexruntimev2: ['StartConversation'],
  emr: ['DescribeJobFlows'],
  efs: ['CreateTags'],
  shield: ['DeleteSubscription'],
  comprehendmedical: ['DetectEntities'],
  mediapackage: ['RotateChannelCredentials'],
  iotdeviceadvisor: ['ListTestCases'],
}

const [models] = process.argv.slice(2)
if (!models) throw new Error('Say where the folder `botocore/data` is.')

const lines = readdirSync(models, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => lineOf(path.join(models, name)))
const all = [...lines, ...RETIRED].sort()
const target = fileURLToPath(new URL('../lib/services/sdk-actions/actions.ts', import.meta.url))
writeFileSync(
  target,
  `// Made by scripts/make-sdk-actions.mjs out of the models of botocore (Apache License 2.0). Do not edit.
export default \`${all.join('\n')}\`
`,
)

function lineOf(folder) {
  const model = latest(folder)
  if (!model) return []
  const id = model.metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const name = JAVA_NAMES[id] ?? id
  const actions = Object.keys(model.operations).filter((action) => !UNSUPPORTED[name]?.includes(action))
  return [`${name} ${actions.sort().join(' ')}`]
}

function latest(folder) {
  const version = readdirSync(folder).sort().at(-1)
  const file = path.join(folder, version ?? '', 'service-2.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  return existsSync(`${file}.gz`) ? JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString()) : undefined
}
