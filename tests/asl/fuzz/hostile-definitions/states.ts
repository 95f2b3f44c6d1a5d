import fc from 'fast-check'
import { wellFormed } from '../hostile-values'
import { assign, flow, goesOn, handlers, work } from './common-fields'
import { jsonata, numbers, objectTemplate, paths, referencePaths, timestamps } from './expressions'
import { always, type Fields, type Language, type Machine, merged, seldom, target } from './fields'

const comparisons: fc.Arbitrary<Fields> = fc.oneof(
  always('NumericLessThan', fc.constantFrom(0, 2, 1e9)),
  always('NumericEqualsPath', paths),
  always('StringEquals', fc.constantFrom('a', '')),
  always('StringMatches', fc.constantFrom('a*', '*\\*', '**********b', 'a')),
  always('StringLessThanPath', paths),
  always('BooleanEquals', fc.boolean()),
  always('TimestampLessThan', timestamps),
  always('IsPresent', fc.boolean()),
  always('IsNull', fc.boolean()),
  always('IsNumeric', fc.boolean()),
  always('IsTimestamp', fc.boolean()),
)

const { condition } = fc.letrec<{ condition: Fields }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 5, arbitrary: merged(always('Variable', paths), comparisons) },
    { weight: 1, arbitrary: always('And', fc.array(tie('condition'), { minLength: 1, maxLength: 2 })) },
    { weight: 1, arbitrary: always('Or', fc.array(tie('condition'), { minLength: 1, maxLength: 2 })) },
    { weight: 1, arbitrary: always('Not', tie('condition')) },
  ),
}))

/** What a Task asks for. An integration needs its parameters; a function or an activity takes anything. */
function request(language: Language): fc.Arbitrary<Fields> {
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters'
  const token: Fields =
    language === 'JSONata' ? { t: '{% $states.context.Task.Token %}' } : { 't.$': '$$.Task.Token' }
  const anything = seldom(field, objectTemplate[language])
  return fc.oneof(
    merged(always('Resource', fc.constant('arn:aws:lambda:us-east-1:111122223333:function:work')), anything),
    merged(always('Resource', fc.constant('arn:aws:states:us-east-1:111122223333:activity:work')), anything),
    fc.constantFrom<Fields>(
      {
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        [field]: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/q', MessageBody: token },
      },
      { Resource: 'arn:aws:states:::lambda:invoke', [field]: { FunctionName: 'work', Payload: token } },
      { Resource: 'arn:aws:states:::ecs:runTask.sync', [field]: { TaskDefinition: 't', Cluster: 'c' } },
      { Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', [field]: { TableName: 't', Key: {} } },
    ),
  )
}

/** Where a distributed Map finds its items and leaves its results; nothing for an inline one. */
function distributed(language: Language): fc.Arbitrary<Fields> {
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters'
  const place: Fields = { Resource: 'arn:aws:states:::s3:getObject', [field]: { Bucket: 'b', Key: 'k' } }
  const reader = fc.constantFrom<Fields>(
    {},
    { ItemReader: { ReaderConfig: { InputType: 'JSON', MaxItems: 2 }, ...place } },
    { ItemReader: { ReaderConfig: { InputType: 'JSONL' }, ...place } },
    { ItemReader: { ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, ...place } },
    { ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', [field]: { Bucket: 'b', Prefix: 'p' } } },
  )
  return merged(
    reader,
    seldom('ItemBatcher', fc.constantFrom<Fields>({ MaxItemsPerBatch: 2 }, { MaxInputBytesPerBatch: 40 })),
    seldom('ToleratedFailureCount', fc.constantFrom(0, 1)),
    seldom('ToleratedFailurePercentage', fc.constantFrom(0, 50)),
    seldom(
      'ResultWriter',
      fc.constant<Fields>({
        Resource: 'arn:aws:states:::s3:putObject',
        [field]: { Bucket: 'b', Prefix: 'p' },
      }),
    ),
  )
}

/** Any state; `machine` is for the branches and processors in it. */
export function stateOf(language: Language, machine: fc.Arbitrary<Machine>): fc.Arbitrary<Fields> {
  const type = (name: string) => fc.constant<Fields>({ Type: name })
  const isJsonata = language === 'JSONata'
  const parameters = (field: string) => seldom(isJsonata ? 'Arguments' : field, objectTemplate[language])
  return fc.oneof(
    {
      weight: 4,
      arbitrary: merged(
        type('Pass'),
        flow(language),
        assign(language),
        isJsonata
          ? fc.constant({})
          : merged(
              fc.oneof(seldom('Result', wellFormed, 2), seldom('Parameters', objectTemplate.JSONPath, 2)),
              seldom('ResultPath', referencePaths),
            ),
        goesOn,
      ),
    },
    {
      weight: 5,
      arbitrary: merged(
        type('Task'),
        request(language),
        flow(language),
        work(language),
        assign(language),
        seldom('TimeoutSeconds', fc.constantFrom(2, 60)),
        seldom('HeartbeatSeconds', fc.constant(1)),
        handlers(language),
        goesOn,
      ),
    },
    {
      weight: 2,
      arbitrary: merged(
        type('Choice'),
        flow(language),
        assign(language),
        always(
          'Choices',
          fc.array(
            merged(
              isJsonata ? always('Condition', fc.oneof(jsonata, fc.constant('{% true %}'))) : condition,
              always('Next', target),
            ),
            { minLength: 1, maxLength: 2 },
          ),
        ),
        seldom('Default', target, 4),
      ),
    },
    {
      weight: 2,
      arbitrary: merged(
        type('Wait'),
        flow(language),
        assign(language),
        fc.oneof(
          always('Seconds', isJsonata ? fc.oneof(numbers, jsonata) : numbers),
          always('Timestamp', isJsonata ? fc.oneof(timestamps, jsonata) : timestamps),
          ...(isJsonata ? [] : [always('SecondsPath', paths), always('TimestampPath', paths)]),
        ),
        goesOn,
      ),
    },
    { weight: 1, arbitrary: merged(type('Succeed'), flow(language)) },
    {
      weight: 1,
      arbitrary: merged(
        type('Fail'),
        seldom('Error', isJsonata ? jsonata : fc.constantFrom('E', '__proto__')),
        seldom(isJsonata ? 'Cause' : 'CausePath', isJsonata ? jsonata : paths),
      ),
    },
    {
      weight: 2,
      arbitrary: merged(
        type('Parallel'),
        flow(language),
        work(language),
        parameters('Parameters'),
        assign(language),
        always('Branches', fc.array(machine, { minLength: 1, maxLength: 3 })),
        handlers(language),
        goesOn,
      ),
    },
    {
      weight: 2,
      arbitrary: merged(
        type('Map'),
        flow(language),
        work(language),
        assign(language),
        isJsonata ? seldom('Items', jsonata, 4) : seldom('ItemsPath', paths, 6),
        seldom('ItemSelector', objectTemplate[language]),
        isJsonata
          ? seldom('MaxConcurrency', fc.oneof(numbers, jsonata))
          : fc.oneof(seldom('MaxConcurrency', numbers), seldom('MaxConcurrencyPath', paths)),
        fc.oneof(
          { weight: 3, arbitrary: always('ItemProcessor', machine) },
          {
            weight: 1,
            arbitrary: merged(
              always(
                'ItemProcessor',
                machine.map((made) => made.distributed()),
              ),
              distributed(language),
            ),
          },
        ),
        handlers(language),
        goesOn,
      ),
    },
  )
}
