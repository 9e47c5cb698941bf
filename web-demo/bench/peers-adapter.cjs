'use strict'
// Stet for a neutral load driver that measures collaborative editing servers beside one another. The driver loads this
// file by --adapter and knows nothing of the protocol; see the README there for the scenarios.
//
//   node bin/run.js S1 --adapter .../web-demo/bench/peers-adapter.cjs --peer stet-h2,stet-pg --runs 3
//
//   stet-h2           the store in a folder, an ack means on disk
//   stet-pg           the driver's PostgreSQL, an ack means committed there
//   stet-h2-relaxed   the store in a folder, --durability relaxed
//
// STET_JAVA_OPTS is handed to the server's virtual machine.
const fs = require('node:fs')
const path = require('node:path')
const { execFileSync } = require('node:child_process')

const driver = path.join(path.dirname(require.main.filename), '..', 'lib')
const { WS } = require(path.join(driver, 'ws'))
const U = require(path.join(driver, 'util'))

const STET = path.join(__dirname, '..', '..', 'stet')
const ROOM = ['--max-frame-bytes', '64m', '--max-operation-bytes', '64m', '--max-document-size', '64m']

/** One connection with one document. It keeps no text: a caret, a revision and a length. */
class Session {
  constructor (ws) {
    this.ws = ws
    this.onRemote = null
    this.onClose = null
    this.replies = new Map() // id of a request -> what to do with its answer
    this.acks = new Map() // seq -> what to do with its ack
    this.unsent = [] // what was typed and is not acknowledged: the first is in flight, the others wait for it
    this.heard = new Map() // author -> operations heard of
    this.requests = 0
    this.seq = 0
    this.own = 0
    this.welcome = () => {}
    ws.onMessage = (bytes) => {
      const messages = JSON.parse(bytes.toString('utf8'))
      if (Array.isArray(messages)) messages.forEach((m) => this.message(m)); else this.message(messages)
    }
    ws.onClose = () => { if (this.onClose) this.onClose() }
  }

  get bytesIn () { return this.ws.bytesIn }
  get bytesOut () { return this.ws.bytesOut }

  message (m) {
    switch (m.type) {
      case 'op:ack': {
        this.revision = m.revision
        this.settle(m.seq, null)
        break
      }
      case 'op:applied': {
        this.revision = m.revision
        for (const { op, author } of m.operations) {
          this.follow(op)
          const n = (this.heard.get(author) || 0) + 1
          this.heard.set(author, n)
          if (this.onRemote) this.onRemote(author + ':' + n)
        }
        break
      }
      case 'session:welcome': {
        this.user = m.user
        this.welcome()
        break
      }
      case 'error': {
        const failure = new Error(m.code + ': ' + m.message)
        if (m.re !== undefined) this.answer(m.re, failure, null)
        else if (m.seq !== undefined) this.settle(m.seq, failure)
        else throw failure
        break
      }
      default:
        if (m.re !== undefined) this.answer(m.re, null, m)
    }
  }

  answer (id, failure, m) {
    const reply = this.replies.get(id)
    this.replies.delete(id)
    if (reply) reply(failure, m)
  }

  settle (seq, failure) {
    const ack = this.acks.get(seq)
    this.acks.delete(seq)
    this.unsent.shift()
    if (this.unsent.length > 0) this.submit()
    if (ack) ack(failure)
  }

  /** Others only insert: what they put before the caret moves it. */
  follow (op) {
    const at = typeof op[0] === 'number' ? op[0] : 0
    const inserted = op.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0)
    if (at < this.caret) this.caret += inserted
    for (const op of this.unsent.slice(1)) if (at < op.at) op.at += inserted
    this.length += inserted
  }

  request (m) {
    const id = String(++this.requests)
    return new Promise((resolve, reject) => {
      this.replies.set(id, (failure, answer) => failure ? reject(failure) : resolve(answer))
      this.ws.send(JSON.stringify({ ...m, id }))
    })
  }

  async create (doc, text) {
    await this.open(doc, { create: true })
    if (text.length > 0) await new Promise((resolve, reject) => this.type(text, (failure) => failure ? reject(failure) : resolve()))
  }

  async open (doc, { create = false } = {}) {
    this.doc = doc
    const opened = await this.request({ type: 'doc:open', doc, create })
    this.revision = opened.revision
    this.length = opened.snapshot.length
    this.caret = 0
    return { chars: opened.snapshot.length, text: opened.snapshot }
  }

  jump (r) { this.caret = Math.floor(r * this.length) }

  type (s, onAck) {
    const seq = ++this.seq
    this.acks.set(seq, onAck)
    this.unsent.push({ seq, at: this.caret, s })
    this.caret += s.length
    this.length += s.length
    if (this.unsent.length === 1) this.submit()
    return this.user + ':' + ++this.own
  }

  /** A client has one operation in flight, as the protocol has it: the server refuses a second one. */
  submit () {
    const { seq, at, s } = this.unsent[0]
    const op = at > 0 ? [at, s] : [s]
    this.ws.send(JSON.stringify({ type: 'op:submit', doc: this.doc, revision: this.revision, seq, op }))
  }

  close () { this.ws.close() }
}

/** Turns postgres://user@host:port/name into what JDBC calls it. */
function jdbc (url) {
  const { username, host, pathname } = new URL(url)
  return `jdbc:postgresql://${host}${pathname}?user=${username}`
}

function make ({ name, ackDurable, usesPostgres = false, options = [] }) {
  return {
    name,
    ackDurable,
    persistent: true,
    volatileDocs: false,
    usesPostgres,
    async launch (ctx) {
      const folder = path.join(ctx.dataDir, name)
      if (ctx.fresh) {
        fs.rmSync(folder, { recursive: true, force: true })
        if (usesPostgres) require(path.join(driver, '..', 'limits', 'pg')).psql('drop schema public cascade; create schema public')
      }
      const store = usesPostgres ? ['--store', jdbc(ctx.pgUrl)] : ['--data', folder]
      const server = await U.launchProcess({
        cmd: STET,
        args: ['serve', '--port', String(ctx.port), ...store, ...ROOM, ...options],
        cpus: ctx.serverCpus,
        ready: /is serving/,
        logFile: ctx.logFile
      })
      server.gc = async () => {
        const jcmd = (...args) => execFileSync('jcmd', [String(server.pid), ...args], { encoding: 'utf8' })
        jcmd('GC.run')
        const used = /used (\d+)K/.exec(jcmd('GC.heap_info'))
        return { heapUsed: used ? Number(used[1]) * 1024 : NaN }
      }
      return server
    },
    async connect (ctx) {
      const ws = await WS.connect({ port: ctx.port, path: '/ws', protocol: 'stet.v1.json' })
      return new Promise((resolve) => {
        const session = new Session(ws)
        session.welcome = () => resolve(session)
        if (session.user) resolve(session)
      })
    }
  }
}

module.exports = {
  list: [
    make({ name: 'stet-h2', ackDurable: 'yes: committed and forced to disk before the ack' }),
    make({ name: 'stet-pg', ackDurable: 'yes: committed in PostgreSQL before the ack', usesPostgres: true }),
    make({ name: 'stet-h2-relaxed', ackDurable: 'no: --durability relaxed', options: ['--durability', 'relaxed'] })
  ]
}
