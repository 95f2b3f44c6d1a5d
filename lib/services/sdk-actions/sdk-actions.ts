/** What AWS's SDKs know: actions by service, as Step Functions spells both. */
export class SdkActions {
  readonly #lines = new Map<string, string>()

  /** A service to a line, its actions behind it. */
  constructor(list: string) {
    for (const line of list.split('\n')) {
      const space = line.indexOf(' ')
      if (space < 0) this.#lines.set(line, '')
      else this.#lines.set(line.slice(0, space), line.slice(space + 1))
    }
  }

  get services(): Iterable<string> {
    return this.#lines.keys()
  }

  /** In camelCase; empty for a service that is gone from the SDKs. Undefined when there is no such service. */
  actionsOf(service: string): readonly string[] | undefined {
    const line = this.#lines.get(service)
    if (line === undefined) return undefined
    return line === ''
      ? []
      : line.split(' ').map((action) => `${action.charAt(0).toLowerCase()}${action.slice(1)}`)
  }
}

let loading: Promise<SdkActions | undefined> | undefined

/** Undefined when the list cannot be had, as without a network; whoever asks again, tries again. */
export function loadSdkActions(): Promise<SdkActions | undefined> {
  loading ??= import('./actions').then(
    ({ default: list }) => new SdkActions(list),
    () => {
      loading = undefined
      return undefined
    },
  )
  return loading
}
