import { isJsonArray, isJsonObject, type JsonObject, ownMember } from '@/lib/json'
import type { Call } from '../operations/operation'
import { paged } from '../operations/paging'
import type { SandboxSession } from '../sandbox'
import { describedStack, eventShown, resourceShown, summaryShown } from './described'
import { planOf } from './plan'
import { refuseStack } from './problem'
import { isUnderWay, type Stack } from './stack'
import { NAMED_BY } from './types'
import { eventOfStack, goOnWith } from './work'

/** A request of CloudFormation's query protocol, its form taken apart; the answer's dates are in milliseconds. */
export type StackOperation = (sandbox: SandboxSession, request: JsonObject, call: Call) => Promise<JsonObject>

/** More than anybody learns with; those that are gone do not count. */
const STACKS_AT_MOST = 200
/** How long a request waits for somebody else's work on the same stack. */
const PATIENCE_MS = 60_000

const createStack: StackOperation = async (sandbox, request, call) => {
  const name = requiredText(request, 'StackName')
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) {
    refuseStack(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    )
  }
  if (request.TemplateURL !== undefined)
    refuseStack('Stepwise does not read templates from S3: use TemplateBody.')
  const template = text(request, 'TemplateBody')
  if (template === undefined) return refuseStack('Either Template URL or Template Body must be specified.')
  const createdAt = await sandbox.now()
  const token = text(request, 'ClientRequestToken')
  const stackId = `arn:aws:cloudformation:${sandbox.region}:${sandbox.accountId}:stack/${name}/${crypto.randomUUID()}`
  const roleArn = text(request, 'RoleARN')
  const fresh: Stack = {
    stackId,
    name,
    template,
    parameters: Object.fromEntries(
      objects(request, 'Parameters').map((one) => [
        requiredText(one, 'ParameterKey'),
        text(one, 'ParameterValue') ?? '',
      ]),
    ),
    tags: objects(request, 'Tags').map((tag) => ({
      key: requiredText(tag, 'Key'),
      value: text(tag, 'Value') ?? '',
    })),
    capabilities: texts(request, 'Capabilities'),
    suffix: crypto.randomUUID(),
    onFailure: onFailure(request),
    ...(roleArn !== undefined && { roleArn }),
    ...(token !== undefined && { clientRequestToken: token }),
    createdAt,
    status: 'CREATE_IN_PROGRESS',
    resources: [],
    events: [eventOfStack({ name, stackId, status: 'CREATE_IN_PROGRESS' }, createdAt, 'User Initiated')],
    outputs: [],
  }
  const plan = await planOf(fresh, { ...sandbox, policies: await sandbox.resources.policies() })
  requireCapabilities(plan.resources, fresh.capabilities)
  const made = await sandbox.change(async (resources) => {
    const known = await resources.stack(name)
    if (known && token !== undefined && known.clientRequestToken === token) return known
    if (known) return refuseStack(`Stack [${name}] already exists`, 'AlreadyExistsException')
    const { items } = await resources.stacks({ limit: 1_000 })
    if (items.filter(({ deletedAt }) => deletedAt === undefined).length >= STACKS_AT_MOST)
      refuseStack(`Limit for stack has been exceeded: ${STACKS_AT_MOST}`, 'LimitExceededException')
    await resources.saveStack(fresh)
    return fresh
  })
  await goOnWith(made.stackId, sandbox, call)
  return { StackId: made.stackId }
}

/** A stack that is not there is deleted already. */
const deleteStack: StackOperation = async (sandbox, request, call) => {
  const name = requiredText(request, 'StackName')
  const retained = texts(request, 'RetainResources')
  const known = await settled(name, sandbox, call)
  if (!known || known.status === 'DELETE_COMPLETE') return {}
  const at = await sandbox.now()
  await sandbox.change(async (resources) => {
    const stack = await resources.stack(known.stackId)
    if (!stack || isUnderWay(stack) || stack.status === 'DELETE_COMPLETE') return
    const status = 'DELETE_IN_PROGRESS' as const
    const { statusReason: _, ...rest } = stack
    await resources.saveStack({
      ...rest,
      status,
      resources: stack.resources.map((one) =>
        retained.includes(one.logicalId) ? { ...one, status: 'DELETE_SKIPPED', at } : one,
      ),
      events: [...stack.events, eventOfStack({ ...stack, status }, at, 'User Initiated')],
    })
  })
  await goOnWith(known.stackId, sandbox, call)
  return {}
}

const describeStacks: StackOperation = async (sandbox, request, call) => {
  const name = text(request, 'StackName')
  if (name !== undefined) return { Stacks: [await described(await required(name, sandbox, call), sandbox)] }
  const { items, ...rest } = await paged(call, pageIn(request), (page) => sandbox.resources.stacks(page))
  const there = items.filter(({ deletedAt }) => deletedAt === undefined)
  return { Stacks: await Promise.all(there.map((stack) => described(stack, sandbox))), ...tokenOf(rest) }
}

const describeStackEvents: StackOperation = async (sandbox, request, call) => {
  const { name, stackId, events } = await required(requiredText(request, 'StackName'), sandbox, call)
  const newestFirst = [...events].reverse()
  const { items, ...rest } = await paged(call, pageIn(request), async ({ limit, after = '0' }) => {
    const from = Number(after)
    const next = from + limit < newestFirst.length ? { next: String(from + limit) } : {}
    return { items: newestFirst.slice(from, from + limit), ...next }
  })
  return { StackEvents: items.map((event) => eventShown(event, { name, stackId })), ...tokenOf(rest) }
}

const describeStackResources: StackOperation = async (sandbox, request, call) => {
  const stack = await required(requiredText(request, 'StackName'), sandbox, call)
  const wanted = text(request, 'LogicalResourceId')
  const some = stack.resources.filter(({ logicalId }) => wanted === undefined || logicalId === wanted)
  if (wanted !== undefined && some.length === 0)
    refuseStack(`Resource ${wanted} does not exist for stack ${stack.name}`)
  return { StackResources: some.map((one) => ({ ...resourceShown(one, 'Timestamp'), ...namesOf(stack) })) }
}

const describeStackResource: StackOperation = async (sandbox, request, call) => {
  const stack = await required(requiredText(request, 'StackName'), sandbox, call)
  const wanted = requiredText(request, 'LogicalResourceId')
  const one = stack.resources.find(({ logicalId }) => logicalId === wanted)
  if (!one) return refuseStack(`Resource ${wanted} does not exist for stack ${stack.name}`)
  return { StackResourceDetail: { ...resourceShown(one, 'LastUpdatedTimestamp'), ...namesOf(stack) } }
}

const listStackResources: StackOperation = async (sandbox, request, call) => {
  const { resources } = await required(requiredText(request, 'StackName'), sandbox, call)
  return { StackResourceSummaries: resources.map((one) => resourceShown(one, 'LastUpdatedTimestamp')) }
}

const listStacks: StackOperation = async (sandbox, request, call) => {
  const wanted = texts(request, 'StackStatusFilter')
  const { items, ...rest } = await paged(call, pageIn(request), (page) => sandbox.resources.stacks(page))
  const some = items.filter(({ status }) => wanted.length === 0 || wanted.includes(status))
  return { StackSummaries: some.map(summaryShown), ...tokenOf(rest) }
}

const getTemplate: StackOperation = async (sandbox, request, call) => {
  const { template } = await required(requiredText(request, 'StackName'), sandbox, call)
  return { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] }
}

export const stackOperations: ReadonlyMap<string, StackOperation> = new Map(
  Object.entries({
    CreateStack: createStack,
    DeleteStack: deleteStack,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    GetTemplate: getTemplate,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
  }),
)

/** The stack as it is once nobody is at work on it any more. */
async function settled(name: string, sandbox: SandboxSession, call: Call): Promise<Stack | undefined> {
  for (let waitedMs = 0; ; waitedMs += 1_000) {
    const stack = await sandbox.resources.stack(name)
    if (!stack || !isUnderWay(stack) || waitedMs >= PATIENCE_MS) return stack
    await goOnWith(stack.stackId, sandbox, { ...call, receivedAt: call.receivedAt + waitedMs })
    const now = await sandbox.resources.stack(stack.stackId)
    if (!now || !isUnderWay(now)) return now
    await sandbox.accountChanges({ waitMs: 1_000, ...(call.abandoned && { abandoned: call.abandoned }) })
  }
}

/** Somebody asks about a stack that nobody works on any more: then its work goes on. @throws StackRefused */
async function required(name: string, sandbox: SandboxSession, call: Call): Promise<Stack> {
  const stack = await sandbox.resources.stack(name)
  if (!stack) return refuseStack(`Stack with id ${name} does not exist`)
  if (!isUnderWay(stack)) return stack
  await goOnWith(stack.stackId, sandbox, call)
  return (await sandbox.resources.stack(stack.stackId)) ?? stack
}

async function described(stack: Stack, sandbox: SandboxSession): Promise<JsonObject> {
  const policies = await sandbox.resources.policies()
  const { template, parameters } = await planOf(stack, { ...sandbox, policies })
  return describedStack(stack, parameters, template.description)
}

function namesOf({ name, stackId }: Stack): JsonObject {
  return { StackName: name, StackId: stackId }
}

function requireCapabilities(
  resources: readonly { type: string; properties: JsonObject }[],
  given: readonly string[],
): void {
  const about = resources.filter(({ type }) => NAMED_BY.has(type))
  if (about.length === 0 || given.includes('CAPABILITY_NAMED_IAM')) return
  const hasNames = about.some(({ type, properties }) => properties[NAMED_BY.get(type) ?? ''] !== undefined)
  if (!hasNames && given.includes('CAPABILITY_IAM')) return
  refuseStack(
    `Requires capabilities : [${hasNames ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'}]`,
    'InsufficientCapabilitiesException',
  )
}

function onFailure(request: JsonObject): Stack['onFailure'] {
  if (text(request, 'DisableRollback') === 'true') return 'DO_NOTHING'
  const given = text(request, 'OnFailure') ?? 'ROLLBACK'
  if (given === 'ROLLBACK' || given === 'DELETE' || given === 'DO_NOTHING') return given
  return refuseStack(
    `1 validation error detected: Value '${given}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [ROLLBACK, DELETE, DO_NOTHING]`,
  )
}

/** Lists of CloudFormation have a hundred at most. */
function pageIn(request: JsonObject): { maxResults: number; nextToken?: string } {
  const nextToken = text(request, 'NextToken')
  return { maxResults: 100, ...(nextToken !== undefined && { nextToken }) }
}

function tokenOf({ nextToken }: { nextToken?: string }): JsonObject {
  return nextToken === undefined ? {} : { NextToken: nextToken }
}

function requiredText(request: JsonObject, name: string): string {
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return (
    text(request, name) ||
    refuseStack(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    )
  )
}

function text(request: JsonObject, name: string): string | undefined {
  const value = ownMember(request, name)
  return typeof value === 'string' ? value : undefined
}

function texts(request: JsonObject, name: string): string[] {
  const value = ownMember(request, name)
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function objects(request: JsonObject, name: string): JsonObject[] {
  const value = ownMember(request, name)
  return isJsonArray(value) ? value.filter(isJsonObject) : []
}
