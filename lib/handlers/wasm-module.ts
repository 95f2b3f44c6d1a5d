/** Where bundlers and plain Node find QuickJS; a bundler copies the file to our own origin. */
const location = () =>
  new URL(
    '../../node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
    import.meta.url,
  )

/** Compiles QuickJS, once per worker: 500 KB of WebAssembly, fetched in a browser and read from disk in Node. */
export async function compileQuickJs(): Promise<WebAssembly.Module> {
  const url = location()
  if (url.protocol !== 'file:') return WebAssembly.compileStreaming(fetch(url))
  // Asked of the process rather than imported, so that no bundler tries to bring it to the browser.
  const { readFile } = process.getBuiltinModule('node:fs/promises')
  return WebAssembly.compile(await readFile(url))
}
