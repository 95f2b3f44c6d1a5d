import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ExecutionCase } from './case'
import { folders, readForServices } from './on-services'
import { cases, ROOT } from './recordings'

/** How one file of recorded tests fares on the simulated services. */
export interface ModuleScore {
  /** Executions that AWS was recorded to make. */
  cases: number
  /** Of them done by the services in place of the mocks. */
  onServices: number
  /** Of these, those whose whole history is as recorded; and those whose status and output are. */
  events: number
  output: number
  /** Why the others are left to the mocks, with how many. */
  mocks: Readonly<Record<string, number>>
}

export type ServicesScores = Readonly<Record<string, ModuleScore>>

/** What the comparator writes of one case. */
export interface ComparedCase {
  id: string
  output: boolean
  /** Null where no history was recorded. */
  events: boolean | null
}

const scoresFile = path.join(import.meta.dirname, 'services.json')
const readmeFile = path.join(ROOT, 'lib/services/README.md')
const BEGIN = '<!-- Made by `npm run conformance -- --services --raise`. -->'
const END = '<!-- End of what is made. -->'

export function writtenScores(): ServicesScores {
  return JSON.parse(readFileSync(scoresFile, 'utf8'))
}

export function writeScores(scores: ServicesScores): void {
  writeFileSync(scoresFile, `${JSON.stringify(scores, undefined, 2)}\n`)
  const { before, after } = readmeParts()
  writeFileSync(readmeFile, `${before}${BEGIN}\n\n${readmeTable(scores)}\n\n${END}${after}`)
}

/** What the README says between its two marks. */
export function readmeSection(): string {
  return readmeParts().section
}

function readmeParts(): { before: string; section: string; after: string } {
  const text = readFileSync(readmeFile, 'utf8')
  const [before = '', rest = ''] = text.split(BEGIN)
  const [section = '', after = ''] = rest.split(END)
  return { before, section: section.trim(), after }
}

/** By file of tests, of what the comparator found. */
export function scoresOf(compared: readonly ComparedCase[]): ServicesScores {
  const byId = new Map(compared.map((one) => [one.id, one]))
  const scores: Record<string, ModuleScore> = {}
  for (const asked of recordedExecutions()) {
    const module = asked.id.split('/').slice(0, 2).join('/')
    const ready = readForServices(asked)
    const ok = byId.get(asked.id)
    const isOn = ready.for === 'services'
    const before = scores[module] ?? { cases: 0, onServices: 0, events: 0, output: 0, mocks: {} }
    scores[module] = {
      cases: before.cases + 1,
      onServices: before.onServices + Number(isOn),
      events: before.events + Number(isOn && ok?.output === true && ok.events !== false),
      output: before.output + Number(isOn && ok?.output === true),
      mocks: isOn
        ? before.mocks
        : { ...before.mocks, [ready.because]: (before.mocks[ready.because] ?? 0) + 1 },
    }
  }
  return scores
}

/** Cases that were done by the services and are not any more, or that agree less; a sentence each. */
export function fallenServices(now: ServicesScores, least: ServicesScores): string[] {
  return Object.entries(least).flatMap(([module, before]) => {
    const score = now[module]
    return (['onServices', 'output', 'events'] as const).flatMap((level) =>
      (score?.[level] ?? 0) >= before[level]
        ? []
        : [`${module}, ${level}: ${score?.[level] ?? 0}, and it was ${before[level]}.`],
    )
  })
}

export function readmeTable(scores: ServicesScores): string {
  const sum = (level: 'cases' | 'onServices' | 'events' | 'output') =>
    Object.values(scores).reduce((total, score) => total + score[level], 0)
  const rows = Object.entries(scores).map(([module, { cases, onServices, output, events, mocks }]) => [
    `\`${module}\``,
    String(cases),
    String(onServices),
    String(output),
    String(events),
    Object.entries(mocks)
      .map(([because, count]) => `${count}: ${because}`)
      .join('; '),
  ])
  const total = [
    '**all**',
    String(sum('cases')),
    String(sum('onServices')),
    String(sum('output')),
    String(sum('events')),
    '',
  ]
  const head = [
    'recorded tests',
    'executions',
    'on the services',
    'output agrees',
    'history agrees',
    'left to the mocks',
  ]
  return [head, head.map(() => '---'), ...rows, total].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function* recordedExecutions(): Generator<ExecutionCase> {
  for (const folder of folders) yield* casesIn(path.join(cases, folder))
}

function* casesIn(folder: string): Generator<ExecutionCase> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* casesIn(place)
    else if (entry.name.endsWith('.json')) {
      const read = JSON.parse(readFileSync(place, 'utf8')) as ExecutionCase
      if (read.kind === 'execution') yield read
    }
  }
}
