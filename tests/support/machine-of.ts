import { parse, type StateMachine } from '@/lib/asl'

/** The machine of a definition that has to be valid; a text is read as it stands. */
export function machineOf(definition: object | string): StateMachine {
  const parsed = parse(typeof definition === 'string' ? definition : JSON.stringify(definition))
  if (parsed.ok) return parsed.machine
  throw new Error(parsed.diagnostics.map(({ message, path }) => `${path}: ${message}`).join('\n'))
}

/** Never comes to its end with an input that is not done. */
export const endlessLoop = {
  StartAt: 'Again',
  States: {
    Again: { Type: 'Pass', Next: 'Enough' },
    Enough: {
      Type: 'Choice',
      Choices: [{ Variable: '$.done', IsPresent: true, Next: 'Done' }],
      Default: 'Again',
    },
    Done: { Type: 'Succeed' },
  },
}
