import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, rmdir, stat, unlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { liveness, ownIdentity, type ProcessIdentity } from './process-identity'

/** What the lock file says: who owns the data folder, and where it answers. */
export interface Owner extends ProcessIdentity {
  /** Unix socket (on Windows a pipe) that speaks PostgreSQL's protocol. */
  socket: string
  token: string
}

/** How often an owner touches its lock; a lock of another host is stale when it stands still five times as long. */
const HEARTBEAT_MS = 1_000
const STALE_MS = 5 * HEARTBEAT_MS
/** A guard or an empty lock file older than this was left by a process that died between two lines. */
const LEFTOVER_MS = 10_000

export class Lock {
  readonly owner: Owner
  readonly #file: string
  #heartbeat: NodeJS.Timeout | undefined

  private constructor(file: string, owner: Owner) {
    this.#file = file
    this.owner = owner
  }

  /** Takes the lock, or answers `undefined` when somebody has it, alive or not. */
  static async take(file: string, socket: string): Promise<Lock | undefined> {
    const owner: Owner = { ...ownIdentity(), socket, token: randomUUID() }
    try {
      const handle = await open(/*turbopackIgnore: true*/ file, 'wx', 0o600)
      await handle.writeFile(JSON.stringify(owner))
      await handle.close()
      return new Lock(file, owner)
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return undefined
      throw error
    }
  }

  /** Shows other hosts that the owner lives, and calls `onLost` once should another have taken the lock over. */
  keep(onLost: () => void): void {
    this.#heartbeat = setInterval(async () => {
      const current = await readOwner(this.#file)
      if (current?.token === this.owner.token) {
        const now = new Date()
        await utimes(/*turbopackIgnore: true*/ this.#file, now, now).catch(() => undefined)
      } else if (this.#heartbeat) {
        this.#stopKeeping()
        onLost()
      }
    }, HEARTBEAT_MS)
    this.#heartbeat.unref()
  }

  async release(): Promise<void> {
    this.#stopKeeping()
    const current = await readOwner(this.#file)
    if (current?.token === this.owner.token) await rm(/*turbopackIgnore: true*/ this.#file, { force: true })
  }

  #stopKeeping() {
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
  }
}

/** The owner that the lock file names; `undefined` while there is none, or while it is being written. */
export async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(/*turbopackIgnore: true*/ file, 'utf8'))
    return isOwner(read) ? read : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether the owner still lives. Within one set of processes the pid and its start time tell at once; across
 * hosts and containers only the heartbeat does, which takes some seconds of watching.
 */
export async function isAlive(file: string, owner: Owner): Promise<boolean> {
  const known = liveness(owner)
  if (known !== 'unknown') return known === 'alive'
  const before = await modifiedAt(file)
  for (let waited = 0; waited < STALE_MS; waited += HEARTBEAT_MS) {
    await sleep(HEARTBEAT_MS)
    const now = await modifiedAt(file)
    if (now !== before) return now !== undefined
  }
  return false
}

/**
 * Removes the lock of a dead owner. Two processes may come to this at once: the guard, a folder (made by one
 * only), keeps the second from removing the lock that the first has taken meanwhile.
 */
export async function removeStale(file: string, dead: Owner | undefined): Promise<void> {
  const guard = `${file}.takeover`
  if (!(await makeGuard(guard))) return
  try {
    const current = await readOwner(file)
    if (current?.token !== dead?.token) return
    await unlink(/*turbopackIgnore: true*/ file).catch(() => undefined)
    // The folder of the dead owner's socket, made for it alone.
    if (dead && path.basename(path.dirname(dead.socket)).startsWith('stepwise-')) {
      await rm(/*turbopackIgnore: true*/ path.dirname(dead.socket), { recursive: true, force: true })
    }
  } finally {
    await rmdir(/*turbopackIgnore: true*/ guard).catch(() => undefined)
  }
}

/** An unreadable lock file is being written, unless it has been so for long: then its writer died. */
export async function isLeftover(file: string): Promise<boolean> {
  const modified = await modifiedAt(file)
  return modified !== undefined && Date.now() - modified > LEFTOVER_MS
}

async function makeGuard(guard: string): Promise<boolean> {
  try {
    await mkdir(/*turbopackIgnore: true*/ guard)
    return true
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
  if (await isLeftover(guard)) {
    const aside = `${guard}.${randomUUID()}`
    // Renaming is atomic: of several that find the leftover only one moves it.
    await rename(/*turbopackIgnore: true*/ guard, aside).then(
      () => rmdir(/*turbopackIgnore: true*/ aside),
      () => undefined,
    )
  }
  return false
}

/** When a file was written or, as the lock is by its owner's heartbeat, touched last; undefined without one. */
export async function modifiedAt(file: string): Promise<number | undefined> {
  try {
    return (await stat(/*turbopackIgnore: true*/ file)).mtimeMs
  } catch {
    return undefined
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false
  const strings = ['host', 'processes', 'socket', 'token'] as const
  const record: Partial<Record<string, unknown>> = { ...value }
  return typeof record.pid === 'number' && strings.every((key) => typeof record[key] === 'string')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
