import type { Instant } from '@/lib/asl'
import type { JsonObject } from '@/lib/json'
import { Constraints } from '../constraints'
import { findTable } from '../find-table'
import { page } from '../page'
import { checkMembers, flag, text, whole } from '../parameters'
import {
  checkReadPaths,
  checkSelect,
  checkStartKey,
  constrainReading,
  READING_MEMBERS,
  readExpressions,
  readStartKey,
} from '../reading'
import { invalid } from '../refuse'
import { itemsBehind, itemsIn, type Position, positionOf, sourceOf } from '../source'
import type { Tables } from '../table'

/** The part of all hashes that a parallel scan's worker reads: from the first, up to but without the end. */
type Segment = { from: string; end: string }

export function scan(tables: Tables, parameters: JsonObject, at: Instant): JsonObject {
  constrainReading(new Constraints(parameters))
    .atLeast('TotalSegments', 1, 1_000_000)
    .atLeast('Segment', 0, 999_999)
    .check()
  checkMembers(parameters, {
    expressions: ['ProjectionExpression', 'FilterExpression'],
    others: [...READING_MEMBERS, 'Segment', 'TotalSegments'],
    legacy: {
      AttributesToGet: 'ProjectionExpression',
      ScanFilter: 'FilterExpression',
      ConditionalOperator: 'FilterExpression',
    },
  })
  const start = readStartKey(parameters)
  const segment = readSegment(parameters)
  const expressions = readExpressions(parameters)
  const { filter, projection } = expressions
  const table = findTable(tables, text(parameters, 'TableName') ?? '', at)
  const source = sourceOf(table, text(parameters, 'IndexName'), flag(parameters, 'ConsistentRead'))
  if (start) checkStartKey(source, start, 'Scan')
  checkSelect(parameters, source, projection)
  const from = start && positionOf(source, start)
  if (from && segment && !isIn(from, segment)) invalid(wrongSegment(parameters))
  checkReadPaths(source, expressions)
  const items = itemsBehind(source, itemsIn(source), from)
    .filter(({ position }) => !segment || isIn(position, segment))
    .map(({ item }) => item)
  return page(items, { source, filter, projection }, parameters)
}

function isIn({ hash }: Position, { from, end }: Segment): boolean {
  return hash >= from && hash < end
}

/** @throws Refused */
function readSegment(parameters: JsonObject): Segment | undefined {
  const segment = whole(parameters, 'Segment')
  const total = whole(parameters, 'TotalSegments')
  if (segment === undefined && total === undefined) return undefined
  if (total === undefined) {
    return invalid(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    )
  }
  if (segment === undefined) {
    return invalid(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    )
  }
  if (segment >= total) {
    return invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    )
  }
  return { from: boundary(segment, total), end: boundary(segment + 1, total) }
}

/** The hash at which a segment begins, of 4096 places; behind the last one everything ends. */
function boundary(segment: number, total: number): string {
  if (segment === total) return 'g'
  return Math.ceil((4096 * segment) / total)
    .toString(16)
    .padStart(3, '0')
}

function wrongSegment(parameters: JsonObject): string {
  const [total, segment] = [whole(parameters, 'TotalSegments'), whole(parameters, 'Segment')]
  return `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${total} Segment: ${segment}`
}
