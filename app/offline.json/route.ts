import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

interface Build {
  build: string
  /** Addresses of every file with a hash in its name. */
  files: readonly string[]
}

let known: Promise<Build> | undefined

/** What the service worker keeps beside the pages that were visited, and the build that it is of. */
export async function GET(): Promise<Response> {
  known ??= thisBuild()
  return Response.json(await known, { headers: { 'Cache-Control': 'no-store' } })
}

async function thisBuild(): Promise<Build> {
  const root = path.join(/* turbopackIgnore: true */ process.cwd(), process.env.NEXT_DIST_DIR || '.next')
  const files = await readdir(path.join(root, 'static'), { recursive: true, withFileTypes: true })
  return {
    build: (await readFile(path.join(root, 'BUILD_ID'), 'utf8')).trim(),
    files: files
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .map((name) => `/_next/${name}`)
      .sort(),
  }
}
