import path from 'node:path'
import { build, type Metafile } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '../..')

/**
 * Builds a module with all that it imports of ours into one file, as a production build does. (What `tsx` makes of
 * a file names every function as it is created, which costs more than many of our functions do.)
 */
export async function built(
  entry: string,
  { platform }: { platform: 'node' | 'browser' },
): Promise<{ file: string; metafile: Metafile }> {
  const file = path.join(ROOT, 'node_modules/.cache/bench', `${path.basename(entry, '.ts')}.mjs`)
  const { metafile } = await build({
    entryPoints: [path.join(ROOT, entry)],
    outfile: file,
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    target: 'es2023',
    platform,
    // In Node packages stay as they are published; what a browser gets has everything in it, and nothing twice.
    packages: platform === 'node' ? 'external' : 'bundle',
    minify: platform === 'browser',
    alias: { '@': ROOT },
    conditions: ['react-server'],
    metafile: true,
    logLevel: 'warning',
  })
  return { file, metafile }
}
