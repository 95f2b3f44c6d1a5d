import 'server-only'
import type { Scenario } from '@/lib/exercises'
import { type AccountFile, accountSetup } from '@/lib/exercises/schemas'
import type { ContentFiles } from './content-files'
import { type ContentProblem, TOP } from './content-problem'
import type { JsonFile, Path } from './json-file'

/** A folder of an exercise or an example: collects the texts that its JSON speaks of, and a problem for each missing. */
export class ContentFolder<T> {
  readonly problems: ContentProblem[] = []
  readonly json: JsonFile<T>
  readonly #used = new Set<string>()
  readonly #files: ContentFiles
  readonly #folder: string
  readonly #jsonName: string

  constructor(files: ContentFiles, folder: string, jsonName: string, json: JsonFile<T>) {
    this.#files = files
    this.#folder = folder
    this.#jsonName = jsonName
    this.json = json
    this.#used.add(`${folder}/${jsonName}`)
  }

  /** Changes with every byte of the folder. */
  version(): string {
    return this.#files.hash(this.#files.below(this.#folder))
  }

  /** The text of a file of this folder; the empty text and a problem at `path` of the JSON without it. */
  text(name: string, path: Path): string {
    const file = `${this.#folder}/${name}`
    this.#used.add(file)
    if (this.#files.has(file)) return this.#files.text(file)
    this.problems.push(
      this.json.problemAt(path, `The file ${name} is missing beside this one.`, `Write content/${file}.`),
    )
    return ''
  }

  /** An account with the texts of its handlers and definitions; `path` is where the JSON describes it. */
  account(
    file: AccountFile | undefined,
    path: Path,
    heard?: (name: string, text: string) => void,
  ): Scenario['account'] {
    if (!file) return {}
    return accountSetup(file, (name, member) => {
      const text = this.text(name, [...path, ...member])
      heard?.(name, text)
      return text
    })
  }

  strayFiles(): ContentProblem[] {
    return this.#files
      .below(this.#folder)
      .filter((file) => !this.#used.has(file))
      .map((file) => ({
        file,
        ...TOP,
        message: `Nothing in ${this.#jsonName} uses this file.`,
        hint: 'Name it there, or delete it.',
      }))
  }
}
