import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { PoolConfig } from 'pg'
import { dataFolder } from '../data-folder'
import { DatabaseUnavailable } from '../database-unavailable'
import { isAlive, isLeftover, Lock, modifiedAt, type Owner, readOwner, removeStale } from './lock'

export interface Embedded {
  /** For `pg`: connects to whoever owns the folder at that moment. */
  connection: PoolConfig
  /** The data folder is ours, or another process's that we joined. */
  role(): 'owner' | 'guest'
  close(): Promise<void>
}

/** One opening of the folder: by a worker of ours, or through the socket of another process. */
interface Access {
  role: 'owner' | 'guest'
  socket: string
  /** Settles when the worker or the other process has ended. */
  lost: Promise<void>
  close(): Promise<void>
}

/** Another process may be making the database or recovering it after a crash; on a busy machine that takes a while. */
const PATIENCE_MS = 120_000
/** How long a query waits for a connection, also while another process takes over the folder. */
const CONNECT_MS = 30_000
/** An owner that lives but whose heart has not beaten for so long is not making anything. */
const SILENCE_MS = 10_000

/**
 * Opens the embedded database in the data folder. One process owns the folder (PGlite has no lock of its own, and
 * two would destroy it); others join it through its socket, and when it ends one of them takes its place, while
 * new connections wait.
 *
 * @throws DatabaseUnavailable when the folder cannot be used or its owner does not answer
 */
export async function openEmbedded(): Promise<Embedded> {
  const file = path.join(/*turbopackIgnore: true*/ dataFolder(), 'db')
  let closed = false
  let current: Promise<Access> = openFolder(file)
  await current

  const watch = async () => {
    while (!closed) {
      const access = await current
      await access.lost
      if (closed) return
      current = openFolder(file)
      // Connections that are tried now fail with this error; the next attempt is a second away.
      while (!(await settled(current)) && !closed) {
        await sleep(1_000)
        current = openFolder(file)
      }
    }
  }
  void watch()

  let role: 'owner' | 'guest' = (await current).role
  const whereabouts = async () => {
    for (;;) {
      const access = await current
      role = access.role
      const line = await lineTo(access.socket)
      line?.destroy()
      if (line || closed) return access.socket
      // Its owner has just died, which we are about to learn.
      await Promise.race([access.lost, sleep(1_000, undefined, { ref: false })])
    }
  }
  return {
    connection: {
      user: 'postgres',
      database: 'postgres',
      password: '',
      // An answer that does not come is worse than an error: a transaction of another process may hang.
      connectionTimeoutMillis: CONNECT_MS,
      stream: () => new DoorSocket(whereabouts),
    },
    role: () => role,
    async close() {
      closed = true
      await (await current).close()
    },
  }
}

/** A socket that asks where to connect at the moment of connecting. */
class DoorSocket extends net.Socket {
  readonly #whereabouts: () => Promise<string>

  constructor(whereabouts: () => Promise<string>) {
    super()
    this.#whereabouts = whereabouts
  }

  override connect(): this {
    this.#whereabouts().then(
      (socket) => super.connect(socket),
      (error) => this.destroy(error),
    )
    return this
  }
}

async function openFolder(folder: string): Promise<Access> {
  const file = `${folder}.lock`
  const deadline = Date.now() + PATIENCE_MS
  let heard = { beat: await modifiedAt(file), at: Date.now() }
  for (;;) {
    const runtime = await runtimeFolder()
    const lock = await Lock.take(file, socketIn(runtime)).catch(async (error) => {
      await rm(/*turbopackIgnore: true*/ runtime, { recursive: true, force: true })
      throw new DatabaseUnavailable(
        `The data folder ${path.dirname(file)} cannot be written (${reasonOf(error)}): make it writable, or name another by STEPWISE_DATA.`,
      )
    })
    if (lock) return own(folder, lock, runtime)
    await rm(/*turbopackIgnore: true*/ runtime, { recursive: true, force: true })

    const other = await readOwner(file)
    const joined = other && (await join(other))
    if (joined) return joined
    if (other ? !(await isAlive(file, other)) : await isLeftover(file)) await removeStale(file, other)
    const beat = await modifiedAt(file)
    if (beat !== heard.beat) heard = { beat, at: Date.now() }
    const now = Date.now()
    if (now > deadline || now - heard.at > SILENCE_MS) throw new DatabaseUnavailable(occupied(file, other))
    await sleep(50)
  }
}

async function own(folder: string, lock: Lock, runtime: string): Promise<Access> {
  const worker = new Worker(new URL('./owner.mjs', import.meta.url), {
    workerData: { folder, socket: lock.owner.socket },
  })
  lock.keep(() => void worker.terminate())
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const release = async () => {
    await lock.release()
    await rm(/*turbopackIgnore: true*/ runtime, { recursive: true, force: true })
  }
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve())
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('its worker ended')))
    })
  } catch (error) {
    await ended
    await release()
    throw new DatabaseUnavailable(
      `The database in ${folder} cannot be opened (${reasonOf(error)}): restore a copy of the folder, or move it away to begin with an empty one.`,
    )
  }
  worker.on('error', (error) => console.error(`The database in ${folder} stopped: ${reasonOf(error)}`))
  worker.unref()
  return {
    role: 'owner',
    socket: lock.owner.socket,
    lost: ended.then(release),
    async close() {
      worker.ref()
      worker.postMessage('close')
      await ended
      await release()
    },
  }
}

/** Joins the owner through its socket, or answers `undefined` when it does not listen (yet, or any more). */
async function join(owner: Owner): Promise<Access | undefined> {
  const line = await lineTo(owner.socket)
  if (!line) return undefined
  line.on('error', () => line.destroy())
  line.unref()
  return {
    role: 'guest',
    socket: owner.socket,
    // The line says nothing; that it breaks is how we learn of the owner's end.
    lost: new Promise((resolve) => line.once('close', () => resolve())),
    async close() {
      line.destroy()
    },
  }
}

async function lineTo(socket: string): Promise<net.Socket | undefined> {
  const line = net.connect(socket)
  return new Promise((resolve) => {
    line.once('connect', () => resolve(line))
    line.once('error', () => resolve(undefined))
  })
}

/** A folder for the socket, ours alone (0700). Socket paths have about a hundred bytes, so it lies not in the data. */
async function runtimeFolder(): Promise<string> {
  const runtime = process.env.XDG_RUNTIME_DIR
  if (runtime) {
    const made = await mkdtemp(path.join(/*turbopackIgnore: true*/ runtime, 'stepwise-')).catch(
      () => undefined,
    )
    if (made) return made
  }
  return mkdtemp(path.join(/*turbopackIgnore: true*/ os.tmpdir(), 'stepwise-'))
}

function socketIn(runtime: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${path.basename(runtime)}`
  return path.join(/*turbopackIgnore: true*/ runtime, 'db')
}

function occupied(file: string, owner: Owner | undefined): string {
  const folder = path.dirname(file)
  const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process'
  return `The data folder ${folder} is in use by ${who}, which does not answer here: stop it, or name another folder by STEPWISE_DATA, or another database by DATABASE_URL.`
}

async function settled(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  )
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code)
  return error instanceof Error ? error.message : String(error)
}
