import type { FieldFacts } from '../fields'

const ONE_MACHINE = '{ "StartAt": "¦", "States": {} }'

/** Numbers to begin with, where 1 would hardly be meant. */
const numbers: ReadonlyMap<string, string> = new Map([
  ['TimeoutSeconds', '300'],
  ['HeartbeatSeconds', '60'],
  ['Seconds', '10'],
  ['IntervalSeconds', '2'],
  ['MaxAttempts', '3'],
  ['BackoffRate', '2'],
  ['MaxDelaySeconds', '60'],
  ['MaxConcurrency', '10'],
  ['ToleratedFailurePercentage', '5'],
  ['MaxItems', '100'],
  ['MaxItemsPerBatch', '10'],
  ['MaxInputBytesPerBatch', '262144'],
])

/** A value of the kind that a field takes, with marks around what is to be written over; see `marked`. */
export function startingValue({
  name,
  kind,
  language,
}: Pick<FieldFacts, 'name' | 'kind' | 'language'>): string {
  switch (kind) {
    case 'True':
      return 'true'
    case 'Number':
    case 'WholeNumber':
      return `¦${numbers.get(name) ?? '1'}¦`
    case 'Path':
    case 'ReferencePath':
      return '"$.¦"'
    case 'Expression':
      return '"{% ¦ %}"'
    case 'Items':
      return '"{% ¦$states.input¦ %}"'
    case 'Template':
      return name === 'Output' && language === 'JSONata' ? '"{% ¦$states.input¦ %}"' : '{ ¦ }'
    case 'ErrorNames':
      return '["¦States.ALL¦"]'
    case 'List':
      return '[¦]'
    case 'Json':
    case 'Object':
    case 'Variables':
    case 'States':
    case 'Rule':
      return '{ ¦ }'
    case 'Rules':
      return '[{ ¦ }]'
    case 'Machine':
      return ONE_MACHINE
    case 'Machines':
      return `[${ONE_MACHINE}]`
    case 'Retriers':
      return '[{ "ErrorEquals": ["¦States.ALL¦"], "IntervalSeconds": 2, "MaxAttempts": 3, "BackoffRate": 2 }]'
    case 'Catchers':
      return '[{ "ErrorEquals": ["States.ALL"], "Next": "¦" }]'
    case 'Text':
    case 'Timestamp':
    case 'OneOf':
    case 'StateType':
    case 'StateName':
    case 'Resource':
      return '"¦"'
  }
}
