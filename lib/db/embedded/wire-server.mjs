// @ts-check
import net from 'node:net'

/**
 * PostgreSQL's protocol on a socket, for a PGlite, which is one session without any notion of connections.
 *
 * A connection takes turns. Its messages are collected up to one that asks for an answer (Query, Sync, Flush) and
 * handed over together; the turn lasts until the database says it is idle, that is to the end of a transaction.
 * So no other connection can come between the parts of a query, or between an error and the Sync that ends it.
 *
 * @typedef {Pick<import('@electric-sql/pglite').PGlite, 'execProtocolRaw' | 'exec'>} Session
 */

const PROTOCOL_3 = 196608
const SSL_REQUEST = 80877103
const GSS_REQUEST = 80877104
const ASKS_FOR_AN_ANSWER = new Set([...'QSHcf'].map((letter) => letter.charCodeAt(0)))
const TERMINATE = 'X'.charCodeAt(0)
const READY_FOR_QUERY = 'Z'.charCodeAt(0)
const IDLE = 'I'.charCodeAt(0)

/** A message may hold an answer of 6 MiB several times over; more is refused. */
const MOST_BYTES = 64 * 1024 * 1024
/** A transaction left open so long, by a stopped process say, is rolled back and its connection closed. */
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * @param {Session} session
 * @returns {net.Server} not yet listening
 */
export function wireServer(session) {
  const turns = new Turns()
  return net.createServer((socket) => new Connection(socket, session, turns))
}

/** Whose turn it is: one holder, the others in the order of their asking. */
class Turns {
  /** @type {Connection | undefined} */
  #holder
  /** @type {{ connection: Connection, go: () => void }[]} */
  #waiting = []

  /** @param {Connection} connection */
  async take(connection) {
    if (this.#holder === connection) return
    if (this.#holder === undefined) this.#holder = connection
    else await new Promise((resolve) => this.#waiting.push({ connection, go: () => resolve(undefined) }))
  }

  /** @param {Connection} connection */
  release(connection) {
    if (this.#holder !== connection) return
    const next = this.#waiting.shift()
    this.#holder = next?.connection
    next?.go()
  }

  /** @param {Connection} connection */
  holds(connection) {
    return this.#holder === connection
  }
}

class Connection {
  #socket
  #session
  #turns
  #started = false
  /** @type {Buffer} */
  #received = Buffer.alloc(0)
  /** Whole messages that wait for one which asks for an answer. @type {Buffer[]} */
  #batch = []
  /** @type {NodeJS.Timeout | undefined} */
  #patience
  /** Data is handled in order, one piece at a time. */
  #previous = Promise.resolve()

  /**
   * @param {net.Socket} socket
   * @param {Session} session
   * @param {Turns} turns
   */
  constructor(socket, session, turns) {
    this.#socket = socket
    this.#session = session
    this.#turns = turns
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      // Nothing more is read while this piece is handled, so a fast sender cannot fill the memory.
      socket.pause()
      this.#then(async () => {
        await this.#handle(data)
        socket.resume()
      })
    })
    socket.on('close', () => this.#then(() => this.#leave()))
  }

  /** @param {() => Promise<void>} work */
  #then(work) {
    this.#previous = this.#previous.then(work).catch(() => {
      this.#socket.destroy()
    })
  }

  /** @param {Buffer} data */
  async #handle(data) {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data])
    for (let message = this.#nextMessage(); message; message = this.#nextMessage()) {
      if (!this.#started) await this.#start(message)
      else if (message[0] === TERMINATE) this.#socket.end()
      else {
        this.#batch.push(message)
        if (ASKS_FOR_AN_ANSWER.has(message[0] ?? 0)) await this.#run(this.#batch.splice(0))
      }
    }
  }

  /** Cuts the next whole message off what has been received. */
  #nextMessage() {
    // The first message of a connection has no letter before its length.
    const lengthAt = this.#started ? 1 : 0
    if (this.#received.length < lengthAt + 4) return undefined
    const end = lengthAt + this.#received.readInt32BE(lengthAt)
    if (end < lengthAt + 4 || end > MOST_BYTES) throw new Error('a message of an impossible length')
    if (this.#received.length < end) return undefined
    const message = this.#received.subarray(0, end)
    this.#received = this.#received.subarray(end)
    return message
  }

  /** @param {Buffer} message */
  async #start(message) {
    const code = message.length >= 8 ? message.readInt32BE(4) : 0
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      this.#socket.write('N')
    } else if (code === PROTOCOL_3) {
      this.#started = true
      await this.#run([message])
    } else {
      this.#socket.end()
    }
  }

  /** @param {Buffer[]} batch */
  async #run(batch) {
    clearTimeout(this.#patience)
    await this.#turns.take(this)
    const answer = await this.#session.execProtocolRaw(Buffer.concat(batch))
    if (this.#socket.writable) this.#socket.write(answer)
    if (isIdle(answer)) this.#turns.release(this)
    else this.#patience = setTimeout(() => this.#socket.destroy(), IDLE_IN_TRANSACTION_MS)
  }

  /** The other side is gone: what it left unfinished is undone. */
  async #leave() {
    clearTimeout(this.#patience)
    if (!this.#turns.holds(this)) return
    try {
      // Ends a pipeline that was broken off, then the transaction.
      await this.#session.execProtocolRaw(SYNC)
      await this.#session.exec('ROLLBACK')
    } finally {
      this.#turns.release(this)
    }
  }
}

const SYNC = Buffer.from([...'S\0\0\0\u0004'].map((letter) => letter.charCodeAt(0)))

/**
 * Whether an answer ends with ReadyForQuery and no transaction is open: a letter, four bytes of length, a status.
 *
 * @param {Uint8Array} answer
 */
function isIdle(answer) {
  return answer.at(-6) === READY_FOR_QUERY && answer.at(-1) === IDLE
}
