import type { PlaygroundMachine } from '@/app/_workbench/subject'
import type { Scenario } from '@/lib/exercises'
import { inputOf, type Sketch } from '@/lib/playground'

/** A Monday morning. The clock is virtual, and the same for every run. */
const START_AT = '2026-11-02T09:00:00Z'

/** A sketch as the workbench takes it: its chosen input is the one scenario. */
export function machineOf(
  id: string,
  { name, type, definition, inputs, chosen }: Sketch,
  account: Scenario['account'],
): PlaygroundMachine {
  const { title = '', text = '{}' } = inputs[chosen] ?? {}
  const input = inputOf(text)
  return {
    kind: 'machine',
    id,
    title: name,
    starter: definition,
    workflowType: type,
    scenarios: [
      {
        id: 'own',
        title,
        hidden: false,
        input: input.ok ? input.value : {},
        account,
        startAt: START_AT,
        seed: 1,
        runsOn: ['sandbox'],
      },
    ],
  }
}
