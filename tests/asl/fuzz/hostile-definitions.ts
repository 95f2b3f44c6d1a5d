import fc from 'fast-check'
import type { JsonObject, JsonValue } from '@/lib/json'
import { keys, wellFormed } from './hostile-values'

/**
 * Definitions of all state types in both query languages. Most are valid, so that they run; what their fields say
 * is often nonsense. Where a state leads is a number until `named` gives the states their names.
 */

type Fields = { [field: string]: Raw }
type Raw = JsonValue | Machine | readonly Machine[] | Raw[] | Fields
type Language = 'JSONPath' | 'JSONata'

/** The states of a machine, branch or processor, in order; the first is where it starts. */
class Machine {
  constructor(
    readonly states: readonly Fields[],
    readonly isDistributed = false,
  ) {}

  /** The same as the processor of a distributed Map. */
  distributed(): Machine {
    return new Machine(this.states, true)
  }
}

/** Stands for the name of the state with this number, counted round. */
class Target {
  constructor(readonly number: number) {}
}

const target = fc.nat(5).map((number) => new Target(number) as unknown as JsonValue)

/** Mostly nothing: a state has few of the fields that it may have. */
function seldom<T extends Raw>(field: string, arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<Fields> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Fields>({}) },
    { weight, arbitrary: arbitrary.map((value): Fields => ({ [field]: value })) },
  )
}

function always<T extends Raw>(field: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Fields> {
  return arbitrary.map((value): Fields => ({ [field]: value }))
}

function merged(...parts: fc.Arbitrary<Fields>[]): fc.Arbitrary<Fields> {
  return fc.tuple(...parts).map((fields) => Object.assign({}, ...fields))
}

const paths = fc.constantFrom(
  '$',
  '$.a',
  '$.a.b',
  '$.n',
  '$.s',
  '$.t',
  '$.yes',
  '$.list',
  '$.list[0]',
  '$.list[-1]',
  '$.list[99]',
  '$.list[1:]',
  '$.list[*].a',
  '$..a',
  '$..*',
  '$.list[?(@.a > 1)]',
  '$.list[?(@.a =~ /(a+)+b/)]',
  "$['__proto__']",
  "$['__proto__']['a']",
  '$.constructor',
  '$.list.length()',
  '$$',
  '$$.Execution.Input',
  '$$.State.EnteredTime',
  '$$.State.RetryCount',
  '$$.Map.Item.Index',
  '$$.Map.Item.Value',
  '$$.Task.Token',
  '$$.Nothing',
  '$v',
  '$v.a',
  '$w',
)
const referencePaths = fc.constantFrom<JsonValue>(
  null,
  '$',
  '$.r',
  '$.a.b.c',
  '$.list[0]',
  "$['__proto__']",
  '$.n.x',
  '$.list[7]',
)
const intrinsics = fc.constantFrom(
  "States.Format('{}-{}', $.a, $.n)",
  "States.Format('{}', $.s)",
  "States.Format('{}{}', $.a)",
  'States.StringToJson($.s)',
  'States.JsonToString($)',
  'States.Array($.a, $.n, null)',
  'States.ArrayPartition($.list, $.n)',
  'States.ArrayContains($.list, $.a)',
  'States.ArrayRange(0, $.n, 1)',
  'States.ArrayRange(0, 1000000, 1)',
  'States.ArrayGetItem($.list, $.n)',
  'States.ArrayLength($.list)',
  'States.ArrayUnique($.list)',
  'States.Base64Encode($.s)',
  'States.Base64Decode($.s)',
  "States.Hash($.a, 'SHA-256')",
  'States.JsonMerge($.a, $.a, false)',
  'States.MathRandom(0, $.n)',
  'States.MathAdd($.n, 1)',
  "States.StringSplit($.s, ',')",
  'States.UUID()',
  "States.Format('{}', States.Array(States.UUID(), $v))",
)
const jsonata = fc
  .constantFrom(
    '$states.input',
    '$states.input.a',
    '$states.input.list[0]',
    '$states.input.list.a',
    '$states.input.n',
    '$states.input.n + 1',
    '$states.input.s & "x"',
    '$states.context.Execution.Id',
    '$states.context.Map.Item.Value',
    '$states.result',
    '$states.errorOutput.Error',
    '$v',
    '$w.a',
    '[1..5]',
    '$map([1..5], function($i) { $i * 2 })',
    '$sum($states.input.list.a)',
    '$count($states.input.list)',
    '$string($states.input)',
    '$parse("[1, 2")',
    '$uuid()',
    '$random()',
    '$partition([1..7], 3)',
    '$range(0, 10, 2)',
    '$hash("a", "MD5")',
    '$now()',
    '$toMillis("x")',
    '$eval("1")',
    '$match("aaaaaaaab", /(a+)+b/)',
    '$replace($states.input.s, /a/, "b")',
    '($f := function($n) { $f($n + 1) + 1 }; $f(0))',
    '[1..9999999]',
    '$states.input.list^(a)',
    '{"__proto__": 1, "constructor": $states.input}',
    '$lookup({}, "__proto__")',
    '$error("no")',
    '$x ~> $y',
    'nothing',
    '1/0',
    'function($x) { $x }',
  )
  .map((text) => `{% ${text} %}`)
const timestamps = fc.constantFrom(
  '2026-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '2200-01-01T00:00:00+01:00',
)
const numbers = fc.constantFrom<JsonValue>(0, 1, 2, 3, 40, 60)

/** A JSON template with expressions of the language in it. */
function template(language: Language): fc.Arbitrary<JsonValue> {
  const { node } = fc.letrec<{ node: JsonValue }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 2, arbitrary: wellFormed },
      {
        weight: language === 'JSONata' ? 3 : 1,
        arbitrary: language === 'JSONata' ? jsonata : fc.constant('x'),
      },
      {
        weight: 3,
        arbitrary: fc
          .array(
            language === 'JSONPath'
              ? fc.oneof(
                  fc.tuple(keys, tie('node')),
                  fc.tuple(
                    keys.map((key) => `${key}.$`),
                    fc.oneof(paths, intrinsics),
                  ),
                )
              : fc.tuple(keys, tie('node')),
            { maxLength: 3 },
          )
          .map((members) => Object.fromEntries(members)),
      },
    ),
  }))
  return node
}

const objectTemplate = {
  JSONPath: template('JSONPath').map((made) =>
    typeof made === 'object' && !Array.isArray(made) ? made : { x: made },
  ),
  JSONata: template('JSONata'),
}

function assign(language: Language): fc.Arbitrary<Fields> {
  const expression = language === 'JSONPath' ? fc.oneof(paths, intrinsics) : jsonata
  const names = fc.constantFrom('v', 'w')
  const members = fc.array(
    fc.oneof(
      fc.tuple(names, language === 'JSONata' ? fc.oneof(jsonata, wellFormed) : wellFormed),
      fc.tuple(language === 'JSONPath' ? names.map((name) => `${name}.$`) : names, expression),
    ),
    { minLength: 1, maxLength: 2 },
  )
  return seldom(
    'Assign',
    members.map((entries) => Object.fromEntries(entries) as JsonObject),
  )
}

function flow(language: Language): fc.Arbitrary<Fields> {
  return language === 'JSONPath'
    ? merged(
        seldom('InputPath', fc.oneof<fc.Arbitrary<JsonValue>[]>(paths, fc.constant(null))),
        seldom('OutputPath', fc.oneof<fc.Arbitrary<JsonValue>[]>(paths, fc.constant(null))),
      )
    : seldom('Output', objectTemplate.JSONata)
}

function work(language: Language): fc.Arbitrary<Fields> {
  return language === 'JSONPath'
    ? merged(seldom('ResultSelector', objectTemplate.JSONPath), seldom('ResultPath', referencePaths, 2))
    : fc.constant({})
}

const errorNames = fc.constantFrom(
  'States.ALL',
  'States.TaskFailed',
  'States.Timeout',
  'E',
  'Made.Up',
  'States.HeartbeatTimeout',
)

function handlers(language: Language): fc.Arbitrary<Fields> {
  const retrier = merged(
    always('ErrorEquals', fc.tuple(errorNames)),
    seldom('IntervalSeconds', fc.constantFrom(1, 5)),
    seldom('MaxAttempts', fc.constantFrom(0, 1, 2, 99_999_999)),
    seldom('BackoffRate', fc.constantFrom(1, 1.5, 10)),
    seldom('MaxDelaySeconds', fc.constantFrom(6, 31_622_400)),
    seldom('JitterStrategy', fc.constant('FULL')),
  )
  const catcher = merged(
    always('ErrorEquals', fc.tuple(errorNames)),
    always('Next', target),
    language === 'JSONPath' ? seldom('ResultPath', referencePaths) : seldom('Output', objectTemplate.JSONata),
    assign(language),
  )
  return merged(
    seldom('Retry', fc.array(retrier, { maxLength: 2 })),
    seldom('Catch', fc.array(catcher, { maxLength: 2 }), 2),
  )
}

const goesOn = fc.oneof(
  { weight: 3, arbitrary: always('Next', target) },
  { weight: 2, arbitrary: fc.constant<Fields>({ End: true }) },
)

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

function stateOf(language: Language, machine: fc.Arbitrary<Machine>): fc.Arbitrary<Fields> {
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

function machineOf(language: Language): fc.Arbitrary<Machine> {
  return fc.letrec<{ machine: Machine; state: Fields }>((tie) => {
    const machine = tie('machine')
    const inJsonata = stateOf('JSONata', machine)
    return {
      // A machine in JSONPath may have states in JSONata, but not the other way round.
      state:
        language === 'JSONata'
          ? inJsonata
          : fc.oneof(
              { weight: 5, arbitrary: stateOf('JSONPath', machine) },
              {
                weight: 2,
                arbitrary: inJsonata.map((fields): Fields => ({ QueryLanguage: 'JSONata', ...fields })),
              },
            ),
      machine: fc
        .oneof(
          { maxDepth: 2, depthIdentifier: 'nesting' },
          fc.array(stateOf(language, fc.constant(new Machine([{ Type: 'Pass', End: true }]))), {
            minLength: 1,
            maxLength: 2,
          }),
          fc.array(tie('state'), { minLength: 1, maxLength: 4, depthIdentifier: 'nesting' }),
        )
        .map((states) => new Machine(states)),
    }
  }).machine
}

/** Whole definitions. */
export const definitions: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: machineOf('JSONPath').map((machine) => new Names().machine(machine)) },
  {
    weight: 1,
    arbitrary: machineOf('JSONata').map((machine) => ({
      QueryLanguage: 'JSONata',
      ...new Names().machine(machine),
    })),
  },
)

/** Gives every state a name of its own, and its successors theirs. */
class Names {
  static readonly #beginnings = ['S', '__proto__', 'constructor', 'é😀', ' ', '/~', '"', 'toString']
  #count = 0

  machine({ states, isDistributed }: Machine): JsonObject {
    const last = states.findIndex(({ Type }) => Type === 'Succeed' || Type === 'Fail')
    const chain = last < 0 ? [...states, { Type: 'Succeed' }] : states.slice(0, last + 1)
    const names = chain.map(() => this.#name())
    const executionType = this.#count % 2 === 0 ? 'STANDARD' : 'EXPRESS'
    return {
      ...(isDistributed && { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType } }),
      StartAt: names[0] ?? '',
      States: Object.fromEntries(
        chain.map((fields, index) => [names[index] ?? '', this.#state(fields, index, names)]),
      ),
    }
  }

  /** The first time around without a number: so the names are as bad as they look. */
  #name(): string {
    const beginning = Names.#beginnings[this.#count % Names.#beginnings.length] ?? 'S'
    return this.#count++ < Names.#beginnings.length ? beginning : `${beginning}${this.#count}`
  }

  /** Every state leads to the one after it, so that none is out of reach; some lead elsewhere as well. */
  #state(fields: Fields, index: number, names: readonly string[]): JsonObject {
    const next = names[index + 1]
    const named = this.#named(fields, names) as { [field: string]: JsonValue }
    if ('Next' in named || 'End' in named) {
      delete named.Next
      delete named.End
      Object.assign(named, next === undefined ? { End: true } : { Next: next })
    }
    if (named.Type === 'Choice' && next !== undefined) named.Default = next
    return named
  }

  #named(raw: Raw, names: readonly string[]): JsonValue {
    if (raw instanceof Machine) return this.machine(raw)
    if (raw instanceof Target) return names[raw.number % names.length] ?? ''
    if (Array.isArray(raw)) return raw.map((item) => this.#named(item, names))
    if (typeof raw !== 'object' || raw === null) return raw as JsonValue
    return Object.fromEntries(Object.entries(raw).map(([key, member]) => [key, this.#named(member, names)]))
  }
}
