import type { Revision } from '@/lib/aws-api'

/** A revision in its row: everything but the definition is one text. */
export interface RevisionRow {
  definition: string
  value: string
}

export function revisionText({ definition: _, ...rest }: Revision): string {
  return JSON.stringify(rest)
}

/** Our own text, written by `revisionText`: its shape is taken on trust. */
export function readRevision({ definition, value }: RevisionRow): Revision {
  return { ...(JSON.parse(value) as Omit<Revision, 'definition'>), definition }
}

/** Whether what is made of it is logged. */
export function logsOf({ loggingConfiguration }: Pick<Revision, 'loggingConfiguration'>): boolean {
  const { level = 'OFF' } = loggingConfiguration ?? {}
  return level !== 'OFF'
}
