import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** How many agree, of how many. */
export type Score = readonly [agree: number, of: number]

/** By area (a folder of the recordings, or `jsonpath`) and level. */
export type Scores = Readonly<Record<string, Readonly<Record<string, Score>>>>

const file = path.join(import.meta.dirname, 'floors.json')

/** The scores that were reached once; they may only rise. */
export function floors(): Scores {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** What has fallen, a sentence each. Recordings may be added, so shares are compared; an area may not vanish. */
export function fallen(scores: Scores, least: Scores): string[] {
  return Object.entries(least).flatMap(([area, levels]) =>
    Object.entries(levels).flatMap(([level, [agreed, of]]) => {
      const [agree, now] = scores[area]?.[level] ?? [0, 0]
      if (of === 0 || (now > 0 && agree * of >= agreed * now)) return []
      return [`${area}, ${level}: ${agree}/${now}, and it was ${agreed}/${of}.`]
    }),
  )
}

/** The better of both, level by level. */
export function raised(scores: Scores, least: Scores): Scores {
  return Object.fromEntries(
    Object.entries({ ...least, ...scores }).map(([area, levels]) => [
      area,
      Object.fromEntries(
        Object.entries(levels).map(([level, score]) => {
          const before = least[area]?.[level]
          return [level, before && isBetter(before, score) ? before : score]
        }),
      ),
    ]),
  )
}

function isBetter([agreed, of]: Score, [agree, now]: Score): boolean {
  return now === 0 || (of > 0 && agreed * now > agree * of)
}

export function writeFloors(scores: Scores): void {
  const areas = Object.entries(scores)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, levels]) => {
      const shown = Object.entries(levels).map(([level, [agree, of]]) => `"${level}": [${agree}, ${of}]`)
      return `  "${area}": { ${shown.join(', ')} }`
    })
  writeFileSync(file, `{\n${areas.join(',\n')}\n}\n`)
}
