/** A machine of so many states as people build them: mostly a line, with choices that skip and catchers that go back. */
export function machineOf(states: number): string {
  const definition: Record<string, object> = {}
  for (let index = 0; index < states; index++) definition[`Step ${index}`] = stateOf(index, states)
  return JSON.stringify({ StartAt: 'Step 0', States: definition }, undefined, 2)
}

function stateOf(index: number, states: number): object {
  const next = `Step ${index + 1}`
  if (index === states - 1) return { Type: 'Succeed' }
  if (index % 10 === 3 && index + 6 < states) {
    const rule = { Variable: '$.n', NumericGreaterThan: index, Next: `Step ${index + 5}` }
    return { Type: 'Choice', Choices: [rule], Default: next }
  }
  if (index % 10 === 7) {
    return {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'handle', 'Payload.$': '$' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: `Step ${Math.max(0, index - 6)}` }],
      Next: next,
    }
  }
  return { Type: 'Pass', Next: next }
}

/** A definition of at least so many lines. */
export function definitionOfLines(lines: number): string {
  for (let states = 100; ; states += 10) {
    const text = machineOf(states)
    if (text.split('\n').length >= lines) return text
  }
}
