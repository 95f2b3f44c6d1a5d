import 'server-only'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The files under one content root, by paths with `/` from there. Reads the disk when asked, never ahead. */
export class ContentFiles {
  readonly #root: string
  readonly #paths: readonly string[]

  constructor(root: string) {
    this.#root = root
    this.#paths = listed(root).toSorted()
  }

  /** Every file at or below `folder`, in order of their paths. */
  below(folder: string): readonly string[] {
    return this.#paths.filter((file) => file.startsWith(`${folder}/`))
  }

  has(file: string): boolean {
    return this.#paths.includes(file)
  }

  /** What stands between a prefix and a suffix: the ids of lessons, of exercises, of questions. */
  ids(prefix: string, suffix: string): string[] {
    return this.#paths
      .filter((file) => file.startsWith(prefix) && file.endsWith(suffix))
      .map((file) => file.slice(prefix.length, -suffix.length))
  }

  text(file: string): string {
    return readFileSync(path.join(this.#root, file), 'utf8')
  }

  all(): readonly string[] {
    return this.#paths
  }

  /** SHA-256 over names and bytes of these files: it changes when any of them does. */
  hash(files: readonly string[]): string {
    const hash = createHash('sha256')
    for (const file of files) {
      const bytes = readFileSync(path.join(this.#root, file))
      hash.update(`${file}\0${bytes.length}\0`).update(bytes)
    }
    return hash.digest('hex').slice(0, 16)
  }

  /** Changes when a file is added, removed or written: cheap enough to ask before every read in development. */
  fingerprint(): string {
    return this.#paths.map((file) => `${file} ${statSync(path.join(this.#root, file)).mtimeMs}`).join('\n')
  }
}

function listed(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
}
