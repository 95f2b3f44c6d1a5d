import type { IntegrationPattern } from '@/lib/asl'
import { isOffered, patterns, type SupportRow, supportMatrix } from '@/lib/services'

/** In which types of workflow a pattern is offered. */
export type Offer = 'both' | 'standard' | 'express' | 'none'

/** A line of the table: actions of one service that are offered alike. */
export interface SupportLine {
  title: string
  /** As a definition writes it: `glue`; absent where a line is not about actions. */
  service?: string
  /** Of this service: `startJobRun`. */
  actions: readonly string[]
  /** By pattern, in the order of `patterns`. */
  offers: readonly Offer[]
  doubt?: string
}

/** The matrix by which definitions are refused, for the eye: first what is no service, then by name. */
export function supportLines(): SupportLine[] {
  const lines = new Map<string, SupportLine>()
  for (const row of supportMatrix) {
    const offers = patterns.map((pattern) => offerOf(row, pattern))
    const key = JSON.stringify([row.kind, row.id, offers, row.doubt])
    const line = lines.get(key) ?? {
      title: row.title,
      actions: [],
      offers,
      ...(row.kind === 'optimized' && { service: row.id }),
      ...(row.doubt !== undefined && { doubt: row.doubt }),
    }
    const actions = row.kind === 'optimized' ? [row.action] : []
    lines.set(key, { ...line, actions: [...line.actions, ...actions] })
  }
  return [...lines.values()].toSorted(
    (a, b) =>
      Number(a.actions.length > 0) - Number(b.actions.length > 0) ||
      bareName(a.title).localeCompare(bareName(b.title), 'en'),
  )
}

function offerOf(row: SupportRow, pattern: IntegrationPattern): Offer {
  const standard = isOffered(row, pattern, 'STANDARD')
  const express = isOffered(row, pattern, 'EXPRESS')
  if (standard && express) return 'both'
  return standard ? 'standard' : express ? 'express' : 'none'
}

/** "Amazon SQS" is looked for under S. */
function bareName(title: string): string {
  return title.replace(/^(Amazon|AWS) /, '')
}
