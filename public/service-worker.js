// @ts-check
/// <reference lib="webworker" />

/**
 * Lets pages that were visited be opened again without a network. A page always comes from the network while there is
 * one, so nobody is held on old code; only files with their hash in the name are taken from the cache first.
 *
 * A page is kept as a stranger would get it, fetched once more without cookies: no name, no progress, nothing that
 * needs an account is ever in the cache, and neither is any answer of the API.
 */

const self_ = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

const KEPT = /^\/(?:$|lessons\/|exercises\/|playground(?:\/|$))/
const FILES = '/_next/static/'
/** What a machine of one's own needs is kept with any page of the playground: its address begins there. */
const PLAYGROUND = ['/playground', '/playground/new', '/playground/shared']
const CACHES_KEPT = 2
const PAGES_KEPT = 80
/** How long the network has, where there is a page to show without it. */
const PATIENCE_MS = 6_000
const LIST_GOOD_FOR_MS = 600_000

self_.addEventListener('install', () => void self_.skipWaiting())
self_.addEventListener('activate', (event) => event.waitUntil(self_.clients.claim()))

self_.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self_.location.origin) return
  if (url.pathname.startsWith(FILES)) return event.respondWith(file(request))
  if (request.mode === 'navigate' && KEPT.test(url.pathname)) {
    event.respondWith(page(request, url.pathname))
  }
})

// Pages say themselves that they were visited: the first of all was there before this worker was, and the router
// fetches only what changes from one page to the next.
self_.addEventListener('message', (event) => {
  if (typeof event.data?.visited !== 'string' || !KEPT.test(event.data.visited)) return
  event.waitUntil(keep(event.data.visited).catch(() => undefined))
})

/** @param {Request} request */
async function file(request) {
  const known = await found(request.url)
  if (!known) return fetch(request)
  // A worker reads its own address, which is that of the answer unless the answer has none.
  return new Response(known.body, { headers: known.headers })
}

/** @param {Request} request @param {string} path */
async function page(request, path) {
  const asked = fetch(request)
  // Heard below, but not before the caches were searched.
  asked.catch(() => undefined)
  const known = await found(path)
  try {
    return await (known ? Promise.race([asked, tooLate()]) : asked)
  } catch {
    return known ?? notKept()
  }
}

/** What is kept under an address, of the newest build that has it. @param {string} address */
async function found(address) {
  for (const name of (await caches.keys()).reverse()) {
    // Workers are asked for with a search part that no file has.
    const known = await (await caches.open(name)).match(address, { ignoreSearch: true })
    if (known) return known
  }
  return undefined
}

/** @returns {Promise<never>} */
function tooLate() {
  return new Promise((_, fail) => setTimeout(() => fail(new Error('too late')), PATIENCE_MS))
}

/** @typedef {{ build: string, files: string[] }} Build */

/** @type {{ at: number, build: Promise<Build> } | undefined} */
let asked

/** The build that the server serves, as it said a while ago, or says now. @param {boolean} now */
function served(now) {
  if (now || !asked || Date.now() - asked.at > LIST_GOOD_FOR_MS) {
    const build = fetch('/offline.json', { credentials: 'omit' }).then((answer) => answer.json())
    asked = { at: Date.now(), build }
    build.catch(() => {
      asked = undefined
    })
  }
  return asked.build
}

/**
 * Keeps a page of the build that is served now, once, with every file of that build.
 *
 * @param {string} path
 */
async function keep(path) {
  const pages = [path, ...(path.startsWith('/playground') ? PLAYGROUND : [])]
  if ((await missing(await served(false), pages)).length === 0) return
  // What is fetched from here on may be of a newer build than the one that was told of before.
  const build = await served(true)
  const cache = await caches.open(nameOf(build))
  for (const one of await missing(build, pages)) {
    const answer = await fetch(one, { credentials: 'omit' })
    if (answer.ok && !answer.redirected) await cache.put(one, answer)
  }
  await tidy(cache, nameOf(build))
}

/** @param {Build} build @param {string[]} pages */
async function missing(build, pages) {
  const cache = await caches.open(nameOf(build))
  const found = await Promise.all([...pages, ...build.files].map((one) => cache.match(one)))
  return [...pages, ...build.files].filter((_, place) => found[place] === undefined)
}

/** @param {Build} build */
function nameOf({ build }) {
  return `stepwise ${build}`
}

/** @param {Cache} cache @param {string} current */
async function tidy(cache, current) {
  const names = (await caches.keys()).filter((name) => name.startsWith('stepwise '))
  // The build before stays: a tab may still show one of its pages.
  for (const name of names.filter((one) => one !== current).slice(0, 1 - CACHES_KEPT)) {
    await caches.delete(name)
  }
  const pages = (await cache.keys()).filter(({ url }) => !new URL(url).pathname.startsWith(FILES))
  for (const old of pages.slice(0, Math.max(0, pages.length - PAGES_KEPT))) await cache.delete(old)
}

async function notKept() {
  const kept = new Set()
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname } = new URL(url)
      if (!pathname.startsWith(FILES)) kept.add(pathname)
    }
  }
  const lines = [...kept].sort().map((path) => `<li><a href="${path}">${path}</a></li>`)
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>No network</title><body style="font:1.1rem/1.6 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem"><h1>There is no network</h1><p>This page was not visited before, so it is not here. What you have written is kept. These pages are here:</p><ul>${lines.join('')}</ul>`
  return new Response(text, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
