import * as z from 'zod/mini'
import { type JsonObject, jsonEquals } from '@/lib/json'
import { arn, description, optional, page, text, whole } from '../members'
import { refuse } from '../refused'
import type { Alias, Resources, SandboxSession } from '../sandbox'
import { isOfSandbox, machineArn, readArn } from './arn'
import { machineNamed, readMachineArn, requireActive, versionArn, versionNumber } from './machines'
import { operation, seconds } from './operation'
import { paged } from './paging'
import { invalid, invalidArn, noSuchMachine, noSuchReference } from './refusals'

/** As AWS writes it when it refuses a name (recorded): not a number alone, which would be a version. */
const ALIAS_NAME = String.raw`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`

const routing = z
  .array(z.object({ stateMachineVersionArn: arn, weight: whole(0, 100) }))
  .check(z.minLength(1), z.maxLength(2))

/** Idempotent by all of its parameters (API reference). */
export const createStateMachineAlias = operation({
  input: z.object({
    description: optional(description),
    name: text(1, 80).check(z.regex(new RegExp(ALIAS_NAME))),
    routingConfiguration: routing,
  }),
  async run(sandbox, { description, name, routingConfiguration }) {
    const { machine, routes } = readRoutes(routingConfiguration)
    const arn = routingConfiguration[0]?.stateMachineVersionArn ?? ''
    const now = await sandbox.now()
    const alias = await sandbox.change(async (resources): Promise<Alias> => {
      if (!isOfSandbox(arn, sandbox)) noSuchReference(arn)
      const owner = await resources.machine(machine)
      if (!owner) noSuchReference(arn)
      requireActive(owner, machineArn(sandbox, machine))
      await requireVersions(sandbox, resources, machine, routes)
      const known = await resources.alias(machine, name)
      if (known) return requireSame(known, description, routes)
      await requireRoom(sandbox, resources, machine)
      const made = {
        name,
        ...(description !== undefined && { description }),
        routes,
        createdAt: now,
        updatedAt: now,
      }
      await resources.saveAlias(machine, made)
      return made
    })
    return {
      stateMachineAliasArn: machineArn(sandbox, machine, name),
      creationDate: seconds(alias.createdAt),
    }
  },
})

export const updateStateMachineAlias = operation({
  input: z.object({
    stateMachineAliasArn: arn,
    description: optional(description),
    routingConfiguration: optional(routing),
  }),
  async run(sandbox, { stateMachineAliasArn, description, routingConfiguration }) {
    if (description === undefined && routingConfiguration === undefined) {
      invalid(
        'Either the description or the routingConfiguration must be specified',
        'MISSING_REQUIRED_PARAMETER',
      )
    }
    const read = readAliasArn(stateMachineAliasArn)
    const routing = routingConfiguration && readRoutes(routingConfiguration)
    if (routing && routing.machine !== read.machine) ofOneMachine(stateMachineAliasArn)
    const updatedAt = await sandbox.now()
    await sandbox.change(async (resources) => {
      const alias = await findAlias(stateMachineAliasArn, sandbox, resources)
      if (routing) await requireVersions(sandbox, resources, read.machine, routing.routes)
      await resources.saveAlias(read.machine, {
        ...alias,
        ...(description !== undefined && { description }),
        ...(routing && { routes: routing.routes }),
        updatedAt,
      })
    })
    return { updateDate: seconds(updatedAt) }
  },
})

export const describeStateMachineAlias = operation({
  input: z.object({ stateMachineAliasArn: arn }),
  async run(sandbox, { stateMachineAliasArn }) {
    const { machine } = readAliasArn(stateMachineAliasArn)
    const alias = await findAlias(stateMachineAliasArn, sandbox, sandbox.resources)
    const { name, description, routes, createdAt, updatedAt } = alias
    return {
      stateMachineAliasArn,
      name,
      ...(description !== undefined && { description }),
      routingConfiguration: routes.map(({ version, weight }) => ({
        stateMachineVersionArn: versionArn(sandbox, machine, version),
        weight,
      })),
      creationDate: seconds(createdAt),
      updateDate: seconds(updatedAt),
    }
  },
})

/** Also where there is none (recorded). What it leads to stays. */
export const deleteStateMachineAlias = operation({
  input: z.object({ stateMachineAliasArn: arn }),
  async run(sandbox, { stateMachineAliasArn }) {
    const { machine, alias } = readAliasArn(stateMachineAliasArn)
    if (isOfSandbox(stateMachineAliasArn, sandbox)) {
      await sandbox.change((resources) => resources.deleteAlias(machine, alias))
    }
    return {}
  },
})

/** Of a machine, or those that lead to a version of it. */
export const listStateMachineAliases = operation({
  input: z.object({ stateMachineArn: arn, ...page }),
  async run(sandbox, request, call) {
    const { stateMachineArn } = request
    const { machine, qualifier } = readMachineArn(stateMachineArn)
    requireActive(await machineNamed(machine, stateMachineArn, sandbox), stateMachineArn)
    const version = qualifier === undefined ? undefined : versionNumber(qualifier)
    if (qualifier !== undefined && version === undefined) noSuchMachine(stateMachineArn)
    const { items, ...rest } = await paged(call, request, (page) =>
      sandbox.resources.aliases(machine, page, version),
    )
    const stateMachineAliases = items.map(
      ({ name, createdAt }): JsonObject => ({
        stateMachineAliasArn: machineArn(sandbox, machine, name),
        creationDate: seconds(createdAt),
      }),
    )
    return { stateMachineAliases, ...rest }
  },
})

function readAliasArn(arn: string): { machine: string; alias: string } {
  const { machine, qualifier } = readMachineArn(arn)
  if (qualifier === undefined || versionNumber(qualifier) !== undefined) {
    invalidArn(arn)
  }
  return { machine, alias: qualifier }
}

async function findAlias(arn: string, sandbox: SandboxSession, resources: Resources): Promise<Alias> {
  const { machine, alias } = readAliasArn(arn)
  const found = isOfSandbox(arn, sandbox) ? await resources.alias(machine, alias) : undefined
  return found ?? noSuchReference(arn)
}

/** One or two versions of one machine, weights that add up to 100; in AWS's words (recorded). @throws Refused */
function readRoutes(list: z.infer<typeof routing>): { machine: string; routes: Alias['routes'] } {
  const arns = list.map(({ stateMachineVersionArn }) => stateMachineVersionArn)
  const received = `Received: [${arns.join(', ')}]`
  const routes = list.map(({ stateMachineVersionArn, weight }) => {
    const { machine, qualifier = '', label } = readArn(stateMachineVersionArn, 'stateMachine')
    const version = label === undefined ? versionNumber(qualifier) : undefined
    if (version === undefined) {
      badRoutes(`Routing configuration must contain state machine version ARNs. ${received}`)
    }
    return { machine, version, weight }
  })
  if (new Set(arns).size < arns.length) {
    badRoutes(`Routing configuration must contain distinct state machine version ARNs. ${received}`)
  }
  const weights = list.map(({ weight }) => weight)
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    badRoutes(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`)
  }
  const machine = routes[0]?.machine ?? ''
  if (routes.some((route) => route.machine !== machine)) ofOneMachine(arns.join(', '))
  return { machine, routes: routes.map(({ version, weight }) => ({ version, weight })) }
}

function ofOneMachine(received: string): never {
  badRoutes(
    `Routing configuration must contain versions of the alias's own state machine. Received: [${received}]`,
  )
}

function badRoutes(message: string): never {
  invalid(message, 'INVALID_ROUTING_CONFIGURATION')
}

async function requireVersions(
  sandbox: SandboxSession,
  resources: Resources,
  machine: string,
  routes: Alias['routes'],
): Promise<void> {
  for (const { version } of routes) {
    if (!(await resources.version(machine, version))) noSuchReference(versionArn(sandbox, machine, version))
  }
}

function requireSame(known: Alias, description: string | undefined, routes: Alias['routes']): Alias {
  if (known.description === description && jsonEquals(known.routes, routes)) return known
  // AWS says so also where only the description differs (recorded).
  refuse(
    'ConflictException',
    'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  )
}

async function requireRoom({ limits }: SandboxSession, resources: Resources, machine: string): Promise<void> {
  const { aliases } = await resources.countsOf(machine)
  if (aliases < limits.aliasesPerMachine) return
  refuse(
    'ServiceQuotaExceededException',
    `A state machine can have ${limits.aliasesPerMachine} aliases. Delete one that nobody needs.`,
  )
}
