// @ts-check
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import net from 'node:net'
import { Problem } from './problem.mjs'

/**
 * @returns {{ host: string, port: number }} where to listen: `HOST` and `PORT`
 * @throws {Problem} when PORT is no port
 */
export function address() {
  const given = process.env.PORT || '3000'
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(
      `PORT is "${given}", which is no port: give a number from 1 to 65535, as in PORT=3001 npm start.`,
    )
  }
  return { host: process.env.HOST || '127.0.0.1', port }
}

/**
 * Finds out before the long work whether the port is free.
 *
 * @param {{ host: string, port: number }} where
 * @throws {Problem} when it is not
 */
export async function checkFree({ host, port }) {
  const probe = net.createServer()
  await new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, () => resolve(undefined))
  }).catch((error) => {
    throw portProblem(error, { host, port })
  })
  await new Promise((resolve) => probe.close(resolve))
}

/**
 * @param {NodeJS.ErrnoException} error of a failed `listen`
 * @param {{ host: string, port: number }} where
 */
export function portProblem(error, { host, port }) {
  const other = `choose another, as in PORT=${port === 65535 ? 3000 : port + 1} npm start`
  if (error.code === 'EADDRINUSE') {
    const owner = ownerOf(port)
    const whose = owner
      ? `by process ${owner.pid} (${owner.command})`
      : 'by another program, perhaps a Stepwise that still runs'
    return new Problem(`Port ${port} is taken ${whose}: stop it, or ${other}.`)
  }
  if (error.code === 'EACCES') return new Problem(`Port ${port} is reserved for the system: ${other}.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new Problem(
      `HOST is "${host}", which is no address of this machine: unset it for 127.0.0.1, or give 0.0.0.0 for all.`,
    )
  }
  return error
}

/**
 * The process that listens on a port, as far as Linux's /proc shows it to us.
 *
 * @param {number} port
 */
function ownerOf(port) {
  try {
    const inode = inodeOf(port)
    if (!inode) return undefined
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (!holds(pid, `socket:[${inode}]`)) continue
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
      return { pid, command: command.length > 60 ? `${command.slice(0, 60)}…` : command }
    }
  } catch {
    // Not Linux.
  }
  return undefined
}

/** @param {number} port */
function inodeOf(port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n')) {
      const fields = line.trim().split(/\s+/)
      if (fields[3] === LISTENING && fields[1]?.endsWith(suffix)) return fields[9]
    }
  }
  return undefined
}

const LISTENING = '0A'

/**
 * @param {string} pid
 * @param {string} socket
 */
function holds(pid, socket) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === socket)
  } catch {
    return false // Another user's, or gone meanwhile.
  }
}
