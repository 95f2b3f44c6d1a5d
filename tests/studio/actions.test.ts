import { describe, expect, test } from 'vitest'
import { parse } from '@/lib/asl'
import { actions, findSdkActions, flowStates, newFlowState, newTask } from '@/lib/studio'

describe('what the palette adds', () => {
  test.each(['JSONPath', 'JSONata'] as const)('is a definition that AWS takes, in %s', (language) => {
    const refused = actions.flatMap((action) => {
      const { state } = newTask(action, language)
      const parsed = parse(
        JSON.stringify({ QueryLanguage: language, StartAt: 'A', States: { A: { ...state, End: true } } }),
      )
      return parsed.ok ? [] : [`${action.title}: ${parsed.diagnostics[0].message}`]
    })
    expect(refused).toEqual([])
  })

  test('has every pattern of every optimized integration, the most used first', () => {
    expect(actions[0]?.resource).toBe('arn:aws:states:::lambda:invoke')
    expect(new Set(actions.map(({ resource }) => resource)).size).toBe(actions.length)
    expect(actions.map(({ resource }) => resource)).toContain('arn:aws:states:::states:startExecution.sync:2')
  })

  test('sends the task token where someone is to send it back', () => {
    const callbacks = actions.filter(
      ({ pattern, service }) => pattern === 'waitForTaskToken' && service in SENDING,
    )
    expect(callbacks).toHaveLength(5)
    for (const action of callbacks) {
      expect(JSON.stringify(newTask(action, 'JSONPath'))).toContain('$$.Task.Token')
      expect(JSON.stringify(newTask(action, 'JSONata'))).toContain('$states.context.Task.Token')
    }
  })

  test('has the eight types of state', () => {
    const types = new Set(flowStates.map((flow) => newFlowState(flow, 'JSONPath').state.Type))
    expect([...types, 'Task']).toHaveLength(8)
  })
})

const SENDING = { lambda: '', sqs: '', sns: '', states: '', events: '' }

test('actions of any service are found by words of their names', async () => {
  const found = await findSdkActions('s3 list objects')
  expect(found.map(({ resource }) => resource)).toContain('arn:aws:states:::aws-sdk:s3:listObjectsV2')
  expect(await findSdkActions('x')).toEqual([])
  expect(await findSdkActions('no such service anywhere')).toEqual([])
})
