import { metered } from './metering'

/**
 * A memory import as the linker of this build wrote it: module "a", name "a", at least 256 pages of 64 KiB and
 * at most 32,768.
 */
const DECLARED_MEMORY = [0x01, 0x61, 0x01, 0x61, 0x02, 0x01, 0x80, 0x02, 0x80, 0x80, 0x02]
const MINIMUM_AT = 6

/**
 * Pages that an instance begins with. QuickJS needs 83 before it runs any code, most of it for a C stack that
 * hardly gets used; the memory is wiped after each invocation, and 6 MiB are wiped faster than 16.
 */
export const INITIAL_PAGES = 96

/** Compiles QuickJS, once per worker: 500 KB of WebAssembly, fetched in a browser and read from disk in Node. */
export async function compileQuickJs(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(metered(withSmallerMemory(await quickJsBytes())))
}

async function quickJsBytes(): Promise<Uint8Array<ArrayBuffer>> {
  // Bundlers know this expression: they copy the file to where the page's own origin serves it.
  const url = new URL(
    '../../node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
    import.meta.url,
  )
  if (url.protocol === 'file:') {
    // Asked of the process rather than imported, so that no bundler tries to bring it to the browser.
    return new Uint8Array(await process.getBuiltinModule('node:fs/promises').readFile(url))
  }
  const response = await fetch(url)
  if (!response.ok) throw new Error(`QuickJS could not be fetched: ${response.status} for ${url.pathname}.`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Lowers the number of pages that the module demands; the linker rounded it up to 16 MiB. */
function withSmallerMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let at = bytes.indexOf(DECLARED_MEMORY[0] ?? 0); at >= 0; at = bytes.indexOf(1, at + 1)) {
    if (!DECLARED_MEMORY.every((byte, offset) => bytes[at + offset] === byte)) continue
    // The same two bytes of LEB128: seven bits in each, the lower ones first.
    bytes[at + MINIMUM_AT] = 0x80 | (INITIAL_PAGES & 0x7f)
    bytes[at + MINIMUM_AT + 1] = INITIAL_PAGES >> 7
    return bytes
  }
  throw new Error('This build of QuickJS declares its memory otherwise; see lib/handlers/wasm-module.ts.')
}
