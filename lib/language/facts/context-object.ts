import { byName, type Fact } from './fact'
import { guidePage } from './guide'

function member(name: string, help: string, limits?: string): Fact {
  return { name, help, source: guidePage('input-output-contextobject'), ...(limits && { limits }) }
}

/** The members of the context object, behind `$$.` in JSONPath and `$states.context.` in JSONata. */
export const contextMembers = byName([
  member('Execution.Id', 'The ARN of the execution.'),
  member('Execution.Input', 'What the execution was started with.'),
  member('Execution.Name', 'The name of the execution.'),
  member('Execution.RoleArn', 'The role that the execution works with.'),
  member('Execution.StartTime', 'When the execution began, as ISO 8601 text.'),
  member('Execution.RedriveCount', 'How often the execution was redriven.', 'Only after a redrive.'),
  member('Execution.RedriveTime', 'When it was redriven last.', 'Only after a redrive.'),
  member('State.EnteredTime', 'When this state was entered.'),
  member('State.Name', 'The name of this state.'),
  member('State.RetryCount', 'How often this state was retried; 0 at the first attempt.'),
  member('StateMachine.Id', 'The ARN of the state machine.'),
  member('StateMachine.Name', 'The name of the state machine.'),
  member('Task.Token', 'The token that ends a callback task.', 'Only in a Task with `.waitForTaskToken`.'),
  member('Map.Item.Index', 'The index of the item, counted from 0.', 'Only in `ItemSelector`.'),
  member('Map.Item.Value', 'The item.', 'Only in `ItemSelector`.'),
  member(
    'Map.Item.Key',
    'The key of the item, where the items are members of an object.',
    'Only in a distributed Map.',
  ),
  member('Map.Item.Source', 'Where the item came from.', 'Only in a distributed Map.'),
])

/** What `$states` has, beside the place where it has it. */
export const statesMembers = byName([
  {
    name: 'input',
    help: 'The input of the state, as it came.',
    source: guidePage('transforming-data'),
  },
  {
    name: 'result',
    help: 'What the work returned.',
    limits: 'In `Output` and `Assign` of a Task, Parallel or Map.',
    source: guidePage('transforming-data'),
  },
  {
    name: 'errorOutput',
    help: 'What was caught: an object with `Error` and `Cause`.',
    limits: 'In `Output` and `Assign` of an entry of Catch.',
    source: guidePage('transforming-data'),
  },
  {
    name: 'context',
    help: 'The context object: the execution, the state, the state machine.',
    source: guidePage('input-output-contextobject'),
  },
])
