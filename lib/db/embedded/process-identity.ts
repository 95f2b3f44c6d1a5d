import { readFileSync, readlinkSync } from 'node:fs'
import os from 'node:os'

/** Tells one process from another that got the same pid later or in another container. */
export interface ProcessIdentity {
  pid: number
  /** Opaque and unchanging while the process lives; absent where the system does not tell cheaply. */
  startedAt?: string
  host: string
  /** The set of processes in which `pid` counts: a container has its own. */
  processes: string
}

export function ownIdentity(): ProcessIdentity {
  const startedAt = startOf(process.pid)
  return {
    pid: process.pid,
    ...(startedAt === undefined ? {} : { startedAt }),
    host: os.hostname(),
    processes: processNamespace(),
  }
}

/** 'unknown' when the pid counts elsewhere: on another host, or in another container. */
export function liveness(identity: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (identity.host !== os.hostname() || identity.processes !== processNamespace()) return 'unknown'
  if (!isRunning(identity.pid)) return 'dead'
  return identity.startedAt === undefined || identity.startedAt === startOf(identity.pid) ? 'alive' : 'dead'
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Boot and clock tick at which the process began, from Linux's /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(/*turbopackIgnore: true*/ `/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may hold spaces; the start is field 22.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    const boot = readFileSync(/*turbopackIgnore: true*/ '/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}:${ticks}`
  } catch {
    return undefined
  }
}

function processNamespace(): string {
  try {
    return readlinkSync(/*turbopackIgnore: true*/ '/proc/self/ns/pid')
  } catch {
    return 'the only one'
  }
}
