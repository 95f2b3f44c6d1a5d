import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What a browser would have to load of a module and all that it imports. Sizes are bytes, minified and `gzip -9`. */
export interface BrowserBundle {
  /** Of everything, whenever it is loaded. */
  total: number
  /** Of what is loaded before the module can begin. */
  atOnce: number
  /** What that is made of: each file with its bytes, minified but not compressed. */
  partsAtOnce: ReadonlyMap<string, number>
  parts: ReadonlyMap<string, number>
}

/** Bundles a module for browsers with esbuild, as nothing but a measure: what Next makes of a page has its own bench. */
export async function browserBundle(entry: string): Promise<BrowserBundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(ROOT, entry)],
    outdir: path.join(ROOT, 'bundle'),
    absWorkingDir: ROOT,
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    platform: 'browser',
    alias: { '@': ROOT },
    conditions: ['react-server'],
    metafile: true,
    logLevel: 'warning',
  })
  const sizes = new Map(
    outputFiles.map((file) => [path.relative(ROOT, file.path), gzipSync(file.contents, { level: 9 }).length]),
  )
  const sizeOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0)
  const atOnce = loadedAtOnce(metafile, entry)
  return {
    total: sizeOf(sizes.keys()),
    atOnce: sizeOf(atOnce),
    parts: partsOf(metafile, Object.keys(metafile.outputs)),
    partsAtOnce: partsOf(metafile, atOnce),
  }
}

/** The output files that the entry imports, themselves or through others, other than by `import()`. */
function loadedAtOnce({ outputs }: Metafile, entry: string): Set<string> {
  const [first] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? []
  const loaded = new Set<string>()
  const open = first === undefined ? [] : [first]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (loaded.has(name)) continue
    loaded.add(name)
    for (const { path: imported, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') open.push(imported)
  }
  return loaded
}

function partsOf({ outputs }: Metafile, names: Iterable<string>): Map<string, number> {
  const parts = new Map<string, number>()
  for (const name of names) {
    for (const [part, { bytesInOutput }] of Object.entries(outputs[name]?.inputs ?? {}))
      if (bytesInOutput > 0) parts.set(part, (parts.get(part) ?? 0) + bytesInOutput)
  }
  return parts
}
