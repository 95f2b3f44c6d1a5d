import type {
  ActivityRecord,
  Alias,
  ChangeableResources,
  LogGroup,
  Machine,
  Page,
  Stack,
  Tags,
  Version,
} from '@/lib/aws-api'
import type { JsonObject } from '@/lib/json'
import { paged } from './paged'

interface MachineEntry {
  machine: Machine
  versions: Map<number, Version>
  aliases: Map<string, Alias>
}

/** What of a sandbox is not an execution, in memory. */
export class ResourcesInMemory implements ChangeableResources {
  #machines = new Map<string, MachineEntry>()
  #activities = new Map<string, ActivityRecord>()
  #tags = new Map<string, Tags>()
  #stacks = new Map<string, Stack>()
  #logGroups = new Map<string, LogGroup>()
  #policies = new Map<string, JsonObject>()

  constructor(private readonly hasRunning: (machineName: string) => boolean) {}

  copy(): ResourcesInMemory {
    const copy = new ResourcesInMemory(this.hasRunning)
    for (const [name, { machine, versions, aliases }] of this.#machines)
      copy.#machines.set(name, { machine, versions: new Map(versions), aliases: new Map(aliases) })
    copy.#activities = new Map(this.#activities)
    copy.#tags = new Map(this.#tags)
    copy.#stacks = new Map(this.#stacks)
    copy.#logGroups = new Map(this.#logGroups)
    copy.#policies = new Map(this.#policies)
    return copy
  }

  async machine(name: string) {
    const machine = this.#machines.get(name)?.machine
    if (machine?.status !== 'DELETING' || this.hasRunning(name)) return machine
    this.#machines.delete(name)
    return undefined
  }

  async machines(page: Page) {
    const active = [...this.#machines.values()].filter(({ machine }) => machine.status === 'ACTIVE')
    const byName = active.sort((a, b) => (a.machine.name < b.machine.name ? -1 : 1))
    return paged(byName, page, ({ machine }) => machine)
  }

  async version(machineName: string, number: number) {
    return this.#machines.get(machineName)?.versions.get(number)
  }

  async versions(machineName: string, page: Page) {
    const versions = [...(this.#machines.get(machineName)?.versions.values() ?? [])]
    return paged(versions.reverse(), page, (version) => version)
  }

  async alias(machineName: string, name: string) {
    return this.#machines.get(machineName)?.aliases.get(name)
  }

  async aliases(machineName: string, page: Page, version?: number) {
    const aliases = [...(this.#machines.get(machineName)?.aliases.values() ?? [])]
    const leads = (alias: Alias) =>
      version === undefined || alias.routes.some((route) => route.version === version)
    return paged(aliases.filter(leads), page, (alias) => alias)
  }

  async activity(name: string) {
    return this.#activities.get(name)
  }

  async activities(page: Page) {
    return paged([...this.#activities.values()], page, (activity) => activity)
  }

  async tags(resourceArn: string): Promise<Tags> {
    return this.#tags.get(resourceArn) ?? new Map()
  }

  async counts() {
    return { machines: this.#machines.size, activities: this.#activities.size }
  }

  async countsOf(machineName: string) {
    const entry = this.#machines.get(machineName)
    return { versions: entry?.versions.size ?? 0, aliases: entry?.aliases.size ?? 0 }
  }

  async saveMachine(machine: Machine) {
    const entry = this.#machines.get(machine.name)
    if (entry) entry.machine = machine
    else this.#machines.set(machine.name, { machine, versions: new Map(), aliases: new Map() })
  }

  async deleteMachine(name: string) {
    const machine = this.#machines.get(name)?.machine
    this.#machines.delete(name)
    this.#forgetTags(`:stateMachine:${name}`)
    if (machine && this.hasRunning(name)) await this.saveMachine({ ...machine, status: 'DELETING' })
  }

  async saveVersion(machineName: string, version: Version) {
    this.#machines.get(machineName)?.versions.set(version.number, version)
  }

  async deleteVersion(machineName: string, number: number) {
    this.#machines.get(machineName)?.versions.delete(number)
  }

  async saveAlias(machineName: string, alias: Alias) {
    this.#machines.get(machineName)?.aliases.set(alias.name, alias)
  }

  async deleteAlias(machineName: string, name: string) {
    this.#machines.get(machineName)?.aliases.delete(name)
  }

  async saveActivity(activity: ActivityRecord) {
    this.#activities.set(activity.name, activity)
  }

  async deleteActivity(name: string) {
    this.#activities.delete(name)
    this.#forgetTags(`:activity:${name}`)
  }

  async saveTags(resourceArn: string, tags: Tags) {
    this.#tags.set(resourceArn, tags)
  }

  async stack(nameOrId: string) {
    const live = [...this.#stacks.values()].find(
      ({ name, deletedAt }) => name === nameOrId && deletedAt === undefined,
    )
    return live ?? this.#stacks.get(nameOrId)
  }

  async stacks(page: Page) {
    return paged([...this.#stacks.values()].reverse(), page, (stack) => stack)
  }

  async saveStack(stack: Stack) {
    this.#stacks.set(stack.stackId, stack)
  }

  async logGroup(name: string) {
    return this.#logGroups.get(name)
  }

  async logGroups(page: Page) {
    return paged([...this.#logGroups.values()], page, (group) => group)
  }

  async saveLogGroup(group: LogGroup) {
    this.#logGroups.set(group.name, group)
  }

  async deleteLogGroup(name: string) {
    this.#logGroups.delete(name)
  }

  async policies() {
    return this.#policies
  }

  async savePolicy(arn: string, document: JsonObject) {
    this.#policies.set(arn, document)
  }

  async deletePolicy(arn: string) {
    this.#policies.delete(arn)
  }

  #forgetTags(ending: string) {
    for (const arn of this.#tags.keys()) if (arn.endsWith(ending)) this.#tags.delete(arn)
  }
}
