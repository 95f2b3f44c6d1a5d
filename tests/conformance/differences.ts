/** A rule in which Stepwise is known not to do as AWS does, and why it is left so. */
export interface Difference {
  what: string
  aws: string
  stepwise: string
  why: string
}

export const differences: readonly Difference[] = [
  {
    what: 'numbers',
    aws: 'keeps `1.0`, `1E3` and integers above 2^53 as Java does',
    stepwise: "JavaScript's numbers: `1`, `1000`, 53 bits of precision; beyond 64 bits the run is stopped",
    why: 'values are JSON values of the browser everywhere; a number of its own kind would slow every path down',
  },
  {
    what: 'ids that AWS makes up',
    aws: 'random',
    stepwise: "from the run's seed",
    why: 'the same signals give the same history, byte for byte',
  },
  {
    what: 'order among branches that run at once',
    aws: 'whatever happens first',
    stepwise: 'rounds, in the order in which branches started; what is due at one instant comes first',
    why: 'a run has to be repeatable',
  },
  {
    what: 'a definition without bounds',
    aws: '25,000 events, a year, money',
    stepwise:
      'these, and limits of ours: transitions, branches at once, memory of values, levels of nesting, steps of a query; they end a run without an event',
    why: 'it runs in the browser and in the grader of somebody else',
  },
  {
    what: 'redrive of a Parallel or Map whose own output fails',
    aws: 'runs all branches again after States.DataLimitExceeded; other failures are not described',
    stepwise: 'runs all branches again whatever the failure was',
    why: 'one rule for what the guide leaves open',
  },
  {
    what: 'how long a JSONata expression may take',
    aws: 'some time on its machines; the error is "Expression evaluation timeout"',
    stepwise:
      "counted work, 800,000 nodes or as much, with AWS's error; all expressions of an execution together have a limit of ours",
    why: 'it has to be the same on every computer; nesting, the sizes of values and of `$range` are those measured on AWS',
  },
  {
    what: 'texts that JSONata fails with and AWS was not seen to say',
    aws: 'a sentence of its own for unknown algorithms of `$hash`, a value out of range, an internal error with an id',
    stepwise: "AWS's error name and events, words of ours behind them",
    why: 'no recording and no page quotes them',
  },
  {
    what: 'regular expressions in JSONata',
    aws: "not documented; its engine's patterns",
    stepwise: "JavaScript's without the flag `u`, matched by ourselves within a budget of steps",
    why: 'patterns such as `(a+)+$` must not stop a browser',
  },
  {
    what: 'rare JSONPath: functions with arguments, filters with `ALL` and `TYPE`',
    aws: 'whatever its Jayway does',
    stepwise: 'as Jayway 2.4 to 3.0 agree',
    why: 'the Amazon States Language says only that paths are as in Jayway',
  },
  {
    what: 'children of a distributed Map at once',
    aws: 'up to 10,000',
    stepwise:
      'up to 1,000, a tenth of the branches and iterations that one execution may have; the others wait',
    why: 'a run has to fit into the memory of a browser tab',
  },
  {
    what: 'what an ItemReader reads',
    aws: 'also Parquet, ORC and compressed files',
    stepwise:
      'texts: CSV, JSON, JSON Lines, listings, S3 inventories and Athena manifests of such; Parquet fails with States.ItemReaderFailed',
    why: 'objects of the simulated S3 are texts',
  },
  {
    what: 'mocked results in TestState',
    aws: 'checked against the models of all services',
    stepwise:
      'against those of the services that state machines call most, without patterns and without the sizes of lists; of jobs (`.sync`) only `states:startExecution` is checked',
    why: 'all models together are seven megabytes; the words for patterns and list sizes are not recorded',
  },
  {
    what: 'the endpoint: which version an alias leads to',
    aws: 'draws for each execution by the weights',
    stepwise: "draws from the execution's name, so the same request sent again starts the same version",
    why: 'an idempotent start has to be the same start',
  },
  {
    what: 'the endpoint: tracing, keys of KMS, log groups',
    aws: 'writes traces, encrypts, delivers histories to CloudWatch within seconds',
    stepwise:
      'keeps and tells the settings; only logs have an effect: FilterLogEvents and GetLogEvents read the history itself',
    why: 'nothing here could read a trace or decrypt',
  },
  {
    what: 'the endpoint: throttling',
    aws: 'a token bucket for each API',
    stepwise: 'none; limits of storage, of executions at once and of things of each kind instead',
    why: "learners' scripts poll; this is one computer for all of them",
  },
  {
    what: 'the endpoint: the role of a session',
    aws: "what is assumed with STS may do what the role's policies say",
    stepwise:
      'opens the sandbox as a whole; trust policies and external ids are evaluated, and the roles of state machines',
    why: "AWS's services ask for permissions that most operations here have no counterpart of",
  },
  {
    what: 'the endpoint: stacks',
    aws: 'made and deleted step by step, for minutes; conditions, mappings, transforms, updates, change sets; properties that a type does not have are refused',
    stepwise:
      'made and deleted before the request is answered; none of these; properties that a type does not have here are passed over',
    why: 'a template of an exercise needs no more',
  },
  {
    what: "the endpoint: DescribeStateMachineForExecution of a map run's child",
    aws: "the definition of the Map's processor",
    stepwise: 'the definition of the whole machine',
    why: 'children are kept with the revision of their root',
  },
  {
    what: 'the endpoint: what it does not have',
    aws: 'other services and operations',
    stepwise: '`Stepwise.NotSimulated`, which is no error of AWS',
    why: 'a made-up answer would teach something wrong',
  },
]

/** A rule of the interpreter that no recording shows. */
export interface Decision {
  what: string
  decision: string
  why: string
}

export const decisions: readonly Decision[] = [
  {
    what: 'a Choice that matches nothing',
    decision: '`States.Runtime`, which nobody can catch',
    why: 'so measured on AWS twice (floci-io/floci#3167, gabrielmoreira/tiny-asl-machine); only the developer guide says States.NoChoiceMatched',
  },
  {
    what: 'an intrinsic function that refuses its arguments',
    decision: "`States.Runtime`, in AWS's words; `States.IntrinsicFailure` is never raised",
    why: 'so measured on AWS (gabrielmoreira/tiny-asl-machine, tests/conformance), though the developer guide lists States.IntrinsicFailure',
  },
  {
    what: '`States.Runtime` inside a branch or iteration',
    decision: 'ends the execution at once',
    why: 'the guide says it always fails the execution; at the top level it was recorded to skip `MapStateFailed` and every Catch',
  },
  {
    what: '`States.DataLimitExceeded`',
    decision:
      "caught by `States.ALL` when a task's own result was too large (recorded), otherwise only by name",
    why: 'the guide calls it terminal',
  },
  {
    what: 'a ResultPath or ItemsPath that does not fit the data',
    decision:
      '`States.ReferencePathConflict`, which Retry and Catch take, instead of the `States.ResultPathMatchFailure` of the guide',
    why: 'public accounts of runs quote this name and its causes (such as qiita.com/tsubasaogawa/items/4fe341bdb6ae7d2fd8ee); none tells of a Catch',
  },
  {
    what: 'a missed heartbeat',
    decision:
      'the event and the error output say `States.Timeout` (recorded); `ErrorEquals` may also say `States.HeartbeatTimeout`',
    why: 'the guide lists the name',
  },
  {
    what: '`ExecutionAborted`',
    decision: '`previousEventId` 0, after `…StateAborted` of what was at work',
    why: 'as measured for `ExecutionTimedOut`',
  },
  {
    what: 'jitter and `MaxDelaySeconds`',
    decision: 'the cap first, then the draw',
    why: 'capping after the draw would make the longest wait the likeliest',
  },
  {
    what: '`$` in `Assign` of a Task, Parallel or Map',
    decision: 'the result after ResultSelector',
    why: 'the guide only says "the result"',
  },
  {
    what: 'ItemSelector',
    decision: 'computed when its iteration starts',
    why: 'invisible but for the moment of a failure',
  },
  {
    what: '`QueryParameters` of API Gateway',
    decision: 'lists of strings, refused in the words recorded for `Headers`',
    why: 'the guide shows both alike',
  },
  {
    what: 'results of tolerated failures',
    decision: 'stand in the result with all that is known of the child, as `Transformation: NONE` shows it',
    why: 'the guide says so of every transformation',
  },
  {
    what: 'ToleratedFailureCount beside ToleratedFailurePercentage',
    decision:
      'each ends the run by itself; an absent one does not count, and without both no failure is tolerated',
    why: 'the guide says that exceeding either fails the run; the absent one cannot mean 0',
  },
  {
    what: 'an item that is too large, or that ItemSelector cannot make',
    decision: 'fails the map run with the error of the field',
    why: 'no recording; the items concern the run, not one child',
  },
  {
    what: '`OutputType: JSONL` without a Resource',
    decision: 'the result is one string of lines',
    why: 'the guide shows JSON Lines only in files',
  },
  {
    what: 'a stopped execution with a map run',
    decision: '`MapRunAborted`, `MapStateAborted`, `ExecutionAborted`; children end with `ExecutionAborted`',
    why: 'the order in which Parallel and Map states are aborted',
  },
  {
    what: 'the label of a Map without `Label`',
    decision: 'made up once per state, the same for all its runs',
    why: 'the guide only says that it is made up',
  },
  {
    what: 'causes of failures in TestState',
    decision: 'without "An error occurred while executing the state …" in front',
    why: 'so recorded for the one cause of that kind that there is',
  },
  {
    what: '`result`, `afterItemsPath`, `afterItemSelector`, `afterItemBatcher` and `afterItemsPointer` in TestState',
    decision:
      '`result` for Task, and for Pass with `Result`; `afterItemsPath` for every Map in JSONPath; the others where their field is written',
    why: 'recorded for some states; the API reference says the same of the others',
  },
  {
    what: 'a failure mocked in TestState beside more failed iterations than are tolerated',
    decision: 'the mocked failure',
    why: 'it is what the caller asked to see',
  },
  {
    what: '`retryBackoffIntervalSeconds`',
    decision: 'whole seconds, cut off',
    why: 'the API has an integer there',
  },
  {
    what: 'where a definition is wrong',
    decision:
      'two fields of which only one may be there: at their object; `States.ALL` that is not last: at `ErrorEquals`; a name in `Assign`: at the name',
    why: 'the sentences are reported without their places',
  },
  {
    what: 'the order of what is wrong with a definition',
    decision:
      'fields in the order of the text, an object before its fields; then targets that are missing, then no end, then states that nothing leads to, then names that are taken',
    why: 'so in the few reports that quote more than one sentence',
  },
  {
    what: 'states that lead only to each other',
    decision: 'a warning of ours',
    why: 'AWS was reported to say that a state is not reachable only of states that nothing leads to',
  },
  {
    what: '`MaxDelaySeconds` up to `IntervalSeconds`, fields of a distributed Map in an inline one, `a` beside `a.$`',
    decision: 'warnings of ours',
    why: 'the guide says what they are for, and nobody that AWS refuses them',
  },
  {
    what: 'JSON that is none',
    decision: 'refused in words of ours',
    why: "AWS's sentence has the words of its parser, which differ by what is wrong",
  },
  {
    what: 'which variables a branch cannot assign',
    decision:
      'those of states around it that are written before; it may assign those of its own Parallel or Map and of states written later, and then has a variable of its own',
    why: 'AWS was tried with states before and after; of the Parallel itself only its Catch is recorded, and accepted',
  },
  {
    what: 'the history of a redriven map run',
    decision:
      '`MapRunRedriven` is caused by `MapStateEntered`; the history of an Express child that starts anew goes on with another `ExecutionStarted`',
    why: 'the guide describes what runs again; no recording shows the events',
  },
  {
    what: 'which map runs a redrive goes on with',
    decision:
      'those that were aborted or failed by their tolerance, by reading or by writing; after any other failure another map run starts. At most 10,000 children that failed are kept where they failed; further ones start anew',
    why: 'the guide names States.Runtime and States.DataLimitExceeded for another run, and nothing of expressions; a run has to fit into the memory of a browser tab',
  },
  {
    what: 'a Pass state with `Result`',
    decision: '`InputPath` and `Parameters` are not looked at, be they wrong',
    why: 'TestState shows neither of them for such a state (recorded)',
  },
  {
    what: '`TimeoutSeconds` of a machine, and of a Task by JSONata, that is 0',
    decision: 'accepted, and over at once',
    why: 'AWS was tried and accepts them; what happens then nobody reports',
  },
  {
    what: 'an Express workflow with `.sync:2`',
    decision: 'refused with the sentence for `.sync`',
    why: 'recorded for `.sync`',
  },
  {
    what: 'a role that is no ARN of a role in CreateStateMachine',
    decision: '`InvalidArn`, `Invalid Role Arn: …`',
    why: 'the API reference lists the error, not its words',
  },
]
