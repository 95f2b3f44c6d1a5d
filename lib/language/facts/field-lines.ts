import type { FieldOwner } from '@/lib/asl'
import { type Lines, one, oneOf, pathTwin } from './field-line'
import { mapOwn } from './map-field-lines'

const SECONDS = 'A whole number from 1 to 99,999,999.'

/** Fields that mean the same wherever they stand. */
export const shared: Lines = {
  // machines
  Comment: one('Text', 'A note for people; it changes nothing.', { page: 'statemachine-structure' }),
  StartAt: one('StateName', 'The name of the state that runs first.', { page: 'statemachine-structure' }),
  States: one('States', 'The states by name.', {
    page: 'statemachine-structure',
    limits: 'Names have at most 80 characters and are unique within the whole definition.',
  }),

  // every state
  Type: one('StateType', 'What the state does: one of the eight state types.', { page: 'workflow-states' }),
  QueryLanguage: oneOf(['JSONPath', 'JSONata'], 'JSONPath or JSONata, for this state alone.', {
    default: 'What the definition says at its top.',
    limits: 'A definition in JSONata can have no states in JSONPath.',
    page: 'transforming-data',
  }),
  Next: one('StateName', 'The state to go on with.', {
    page: 'workflow-states',
    limits: 'Instead of `End`; a state of the same machine, branch or processor.',
  }),
  End: one('True', '`true` ends the execution, branch or iteration here.', {
    page: 'workflow-states',
    limits: 'Instead of `Next`.',
  }),

  // data
  InputPath: one('Path', 'The part of the input that the state works on; `null` for an empty object.', {
    default: '`$`, all of it.',
    page: 'input-output-inputpath-params',
  }),
  OutputPath: one('Path', 'The part of the outcome that is passed on; `null` for an empty object.', {
    default: '`$`, all of it.',
    page: 'concepts-input-output-filtering',
  }),
  Parameters: one('Template', 'Builds what the work gets; keys ending in `.$` are read from the input.', {
    default: 'The work gets the input as InputPath left it.',
    page: 'input-output-inputpath-params',
  }),
  ResultSelector: one('Template', 'Builds a new result out of the raw one.', {
    default: 'The result as it came.',
    page: 'input-output-inputpath-params',
  }),
  ResultPath: one('ReferencePath', 'Where the result goes in the input; `null` drops the result.', {
    default: '`$`: the result replaces the input.',
    page: 'input-output-resultpath',
  }),
  Output: one('Template', 'What the state passes on, as a template with `{% %}` expressions.', {
    default: 'The result, or the input where nothing is done.',
    page: 'transforming-data',
  }),
  Arguments: one('Template', 'What the work gets, as a template with `{% %}` expressions.', {
    default: 'The work gets the input.',
    page: 'transforming-data',
  }),
  Assign: one('Variables', 'Variables to set when the state ends, readable by later states.', {
    limits: '256 KiB for one variable and for one Assign, 10 MiB in all.',
    page: 'workflow-variables',
  }),

  // errors
  Retry: one('Retriers', 'When to try again after an error, and how long to wait.', {
    default: 'Errors are not retried.',
    page: 'concepts-error-handling',
  }),
  Catch: one('Catchers', 'Where to go on after an error that retrying did not cure.', {
    default: 'An error fails the execution, branch or iteration.',
    page: 'concepts-error-handling',
  }),
  ErrorEquals: one('ErrorNames', 'The names of the errors that this entry is for.', {
    limits: 'At least one; `States.ALL` stands alone and in the last entry.',
  }),
}

/** Fields of one object alone, and those that mean something else there. */
export const own: Partial<Readonly<Record<FieldOwner, Lines>>> = {
  StateMachine: {
    QueryLanguage: oneOf(
      ['JSONPath', 'JSONata'],
      'JSONPath (the default) or JSONata, for every state that does not say otherwise.',
      { default: '`JSONPath`', page: 'transforming-data' },
    ),
    TimeoutSeconds: one('WholeNumber', 'After so many seconds the execution ends as timed out.', {
      default: 'None of its own; a Standard execution lasts at most a year, an Express one five minutes.',
      limits: 'A whole number up to 99,999,999.',
    }),
    Version: oneOf(['1.0'], 'The version of the language; only `1.0` exists.', { default: '`1.0`' }),
  },
  Pass: {
    Result: one('Json', 'A fixed result, passed on as it is written.', {
      default: 'The input, or what Parameters build.',
    }),
  },
  Task: {
    Resource: one('Resource', 'The ARN of what does the work; it decides the type of task.', {
      limits: 'Fixed text; it cannot be an expression or a path.',
    }),
    Credentials: one('Json', 'A role to take on for this task, for example in another account.', {
      default: 'The role of the state machine.',
      page: 'concepts-access-cross-acct-resources',
    }),
    TimeoutSeconds: one('WholeNumber', 'After so many seconds the task fails with States.Timeout.', {
      default: '99,999,999: more than three years.',
      limits: `${SECONDS} In JSONata it may be an expression.`,
    }),
    TimeoutSecondsPath: pathTwin('TimeoutSeconds'),
    HeartbeatSeconds: one('WholeNumber', 'The longest silence of a worker before the task fails.', {
      default: 'Silence is allowed.',
      limits: 'A whole number, smaller than TimeoutSeconds.',
    }),
    HeartbeatSecondsPath: pathTwin('HeartbeatSeconds'),
  },
  Choice: {
    Choices: one('Rules', 'The rules, tried from the top; the first that holds decides.', {
      limits: 'At least one rule.',
    }),
    Default: one('StateName', 'Where to go when no rule holds; without it the execution fails.', {
      default: 'No rule holding ends in States.NoChoiceMatched.',
    }),
  },
  ChoiceRule: {
    Next: one('StateName', 'Where to go when the rule holds.'),
    Variable: one('Path', 'The value that the rule looks at.', {
      limits: 'A path that finds nothing ends the execution, but for `IsPresent`.',
    }),
    And: one('Rules', 'Holds when all of its rules hold.', {
      limits: 'At least one rule, none with `Next`.',
    }),
    Or: one('Rules', 'Holds when one of its rules holds.', {
      limits: 'At least one rule, none with `Next`.',
    }),
    Not: one('Rule', 'Holds when its rule does not.', { limits: 'One rule, without `Next`.' }),
    Condition: one('Expression', 'An expression that is true when the rule holds.', {
      limits: 'It has to give `true` or `false`; all else is States.QueryEvaluationError.',
    }),
  },
  Wait: {
    Seconds: one('WholeNumber', 'How many seconds to wait.', {
      limits: 'A whole number from 0 to 99,999,999; in JSONata it may be an expression.',
    }),
    SecondsPath: pathTwin('Seconds'),
    Timestamp: one('Timestamp', 'The moment to wait for, such as 2026-03-14T01:59:00Z.', {
      limits: 'RFC 3339 with a capital `T` and `Z`; a moment in the past does not wait.',
    }),
    TimestampPath: pathTwin('Timestamp'),
  },
  Fail: {
    Error: one('Text', 'The name of the error that the execution fails with.'),
    ErrorPath: one('Path', 'As Error, read from the input or made by an intrinsic function.'),
    Cause: one('Text', 'What went wrong, for people.'),
    CausePath: one('Path', 'As Cause, read from the input or made by an intrinsic function.'),
  },
  Parallel: {
    Branches: one('Machines', 'State machines that all get the same input and run at once.', {
      limits: 'At least one; the result is an array in their order.',
    }),
  },
  Map: {
    ItemProcessor: one('Machine', 'The state machine that runs once for every item.'),
    Iterator: one('Machine', 'The old name of ItemProcessor.', { limits: 'Instead of ItemProcessor.' }),
    ItemsPath: one('Path', 'Where the array of items stands in the input.', {
      default: '`$`, the input itself.',
      page: 'input-output-itemspath',
    }),
    Items: one('Items', 'The array of items, or an expression that gives it.', {
      default: '`{% $states.input %}`',
    }),
    ItemSelector: one('Template', 'Builds the input of every iteration; the item is `$$.Map.Item.Value`.', {
      default: 'The item itself.',
      page: 'input-output-itemselector',
    }),
    Parameters: one('Template', 'The old name of ItemSelector.', {
      limits: 'Instead of ItemSelector.',
      page: 'input-output-itemselector',
    }),
    MaxConcurrency: one('WholeNumber', 'How many iterations run at once; 0 for as many as AWS allows.', {
      default: '0',
      limits: 'Inline at most 40 run at once, distributed 10,000.',
    }),
    MaxConcurrencyPath: pathTwin('MaxConcurrency'),
    ItemReader: one('Object', 'Reads the items of a distributed Map from S3.', {
      page: 'input-output-itemreader',
    }),
    ItemBatcher: one('Object', 'Hands several items at a time to a distributed iteration.', {
      page: 'input-output-itembatcher',
    }),
    ResultWriter: one('Object', 'Writes the results of a distributed Map to S3.', {
      page: 'input-output-resultwriter',
    }),
    ToleratedFailurePercentage: one('Number', 'How much of a distributed Map may fail.', {
      default: '0',
      limits: 'From 0 to 100.',
      page: 'state-map-distributed',
    }),
    ToleratedFailurePercentagePath: pathTwin('ToleratedFailurePercentage', 'state-map-distributed'),
    ToleratedFailureCount: one('WholeNumber', 'How many items of a distributed Map may fail.', {
      default: '0',
      page: 'state-map-distributed',
    }),
    ToleratedFailureCountPath: pathTwin('ToleratedFailureCount', 'state-map-distributed'),
    Label: one('Text', 'A short name for the Map Run of a distributed Map.', {
      default: 'AWS makes one up.',
      limits: 'At most 40 characters, unique within the definition.',
    }),
  },
  ...mapOwn,
  Retrier: {
    IntervalSeconds: one('WholeNumber', 'Seconds before the first retry; 1 when absent.', {
      default: '1',
      limits: SECONDS,
    }),
    MaxAttempts: one('WholeNumber', 'How many retries; 3 when absent, 0 for none.', {
      default: '3',
      limits: 'A whole number from 0 to 99,999,999.',
    }),
    BackoffRate: one('Number', 'What the wait is multiplied by from retry to retry; 2 when absent.', {
      default: '2.0',
      limits: 'At least 1.',
    }),
    MaxDelaySeconds: one('WholeNumber', 'The longest wait before a retry.', {
      default: 'Waits grow without bound.',
      limits: 'More than IntervalSeconds, at most 31,622,400.',
    }),
    JitterStrategy: oneOf(
      ['FULL', 'NONE'],
      'FULL draws the wait at random up to its length, so that retries spread out.',
      { default: '`NONE`' },
    ),
  },
  Catcher: {
    Next: one('StateName', 'Where to go on after such an error.'),
    ResultPath: one('ReferencePath', 'Where the error output goes in the input; `$` replaces the input.', {
      default: '`$`: the error output replaces the input.',
      page: 'input-output-resultpath',
    }),
  },
}
