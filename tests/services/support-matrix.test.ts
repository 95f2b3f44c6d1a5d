import { describe, expect, test } from 'vitest'
import { type Diagnostic, type IntegrationPattern, parse } from '@/lib/asl'
import { isOffered, patterns, type SupportRow, supportMatrix } from '@/lib/services'

type WorkflowType = 'STANDARD' | 'EXPRESS'

/** What the integrations that require parameters cannot do without. */
const parameters = {
  ...{ FunctionName: 'f', QueueUrl: 'u', MessageBody: 'b', Message: 'm', TableName: 't', Item: {}, Key: {} },
  ...{ StateMachineArn: 'a', Entries: [], TaskDefinition: 'd', JobName: 'j' },
}

function resourceOf({ kind, id, action }: SupportRow, pattern: IntegrationPattern): string {
  const suffix = pattern === 'requestResponse' ? '' : `.${pattern}`
  switch (kind) {
    case 'optimized':
      return `arn:aws:states:::${id}:${action}${suffix}`
    case 'aws-sdk':
      return `arn:aws:states:::aws-sdk:s3:listBuckets${suffix}`
    case 'lambda-arn':
      return `arn:aws:lambda:us-east-1:111122223333:function:f${suffix}`
    case 'activity':
      return `arn:aws:states:us-east-1:111122223333:activity:a`
  }
}

function problemsOf(row: SupportRow, pattern: IntegrationPattern, type: WorkflowType): readonly Diagnostic[] {
  const isIntegration = row.kind === 'optimized' || row.kind === 'aws-sdk'
  const definition = {
    StartAt: 'Do',
    States: {
      Do: {
        Type: 'Task',
        Resource: resourceOf(row, pattern),
        ...(isIntegration && { Parameters: parameters }),
        End: true,
      },
    },
  }
  const parsed = parse(JSON.stringify(definition), { type })
  return parsed.ok ? [] : parsed.diagnostics
}

/** Functions and activities have no suffix to write a pattern with; a function's would be part of its name. */
function hasCell({ kind }: SupportRow, pattern: IntegrationPattern): boolean {
  return kind === 'optimized' || kind === 'aws-sdk' || pattern === 'requestResponse'
}

const cells = supportMatrix.flatMap((row) =>
  patterns
    .filter((pattern) => hasCell(row, pattern))
    .flatMap((pattern) =>
      (['STANDARD', 'EXPRESS'] as const).map((type) => ({
        row,
        pattern,
        type,
        words: `${row.id}:${row.action}`,
      })),
    ),
)

describe('the support matrix', () => {
  test('has every row of the guide', () => {
    expect(supportMatrix.length).toBeGreaterThan(60)
    expect(cells.length).toBeGreaterThan(480)
  })

  test.each(cells)('$words with $pattern in a $type workflow', ({ row, pattern, type }) => {
    const problems = problemsOf(row, pattern, type)
    if (isOffered(row, pattern, type)) {
      expect(problems).toEqual([])
      return
    }
    expect(problems).not.toEqual([])
    // The words are AWS's, and at the place of the mistake.
    for (const problem of problems) {
      expect(problem).toMatchObject({ wording: 'aws', path: '/States/Do/Resource', severity: 'ERROR' })
    }
  })
})
