import type { Instant } from '@/lib/asl'
import { refuse } from './refuse'
import type { Table, Tables } from './table'
import { deleteExpired } from './time-to-live'

/** The table of a name or ARN, as it is at an instant. @throws Refused */
export function findTable(tables: Tables, name: string, at: Instant): Table {
  const [, afterArn = name] = name.startsWith('arn:') ? name.split(':table/') : []
  const table = tables.get(afterArn)
  if (!table) return refuse('ResourceNotFoundException', 'Requested resource not found')
  deleteExpired(table, at)
  return table
}
