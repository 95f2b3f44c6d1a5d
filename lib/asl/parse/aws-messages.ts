import type { DiagnosticCode } from './diagnostic'

/**
 * Where AWS's words were read: in the answer of a recorded call, on a page of AWS, or in a public report that
 * quotes AWS's answer (`owner/repository#number`, or the repository whose rules were tried against AWS).
 */
export type MessageSource = 'recorded' | 'AWS page' | `reported in ${string}`

interface AwsMessage {
  code: DiagnosticCode
  /** AWS's sentence; what differs from case to case stands in angle brackets. */
  form: string
  source: MessageSource
  /** AWS answers without a location, which CreateStateMachine renders as `at null`. */
  hasNoLocation?: true
}

function schema<const Form extends string>(form: Form, source: MessageSource) {
  return { code: 'SCHEMA_VALIDATION_FAILED', form, source } as const
}

const floci = 'reported in floci-io/floci#2786'
const preflight = 'reported in badmintoncryer/cdk-preflight'
const tiny = 'reported in gabrielmoreira/tiny-asl-machine'

/**
 * Every sentence that AWS is known to say of a definition. A problem that is not among them has words of ours;
 * docs/parity.md counts both.
 */
export const awsMessages = {
  notAnObject: {
    ...schema('Definition must be a valid JSON object', 'recorded'),
    hasNoLocation: true,
  },

  // fields of an object
  fieldsRequired: schema('These fields are required: [<fields>]', 'recorded'),
  fieldRequired: schema("The field '<field>' is required but was missing", 'recorded'),
  /** Of a state's `Type`, and of what only some ReaderConfigs need. */
  fieldIsRequired: schema("The field '<field>' is required", tiny),
  fieldNotSupported: schema("Field '<field>' is not supported", 'reported in floci-io/floci#2735'),
  fieldOfOtherLanguage: schema(
    "The QueryLanguage is set to '<language>', but field '<field>' is only supported for the '<other>' QueryLanguage",
    'reported in floci-io/floci#2968',
  ),
  onlyOneField: schema('There should only be one of the following fields: [<fields>]', preflight),
  oneField: schema('This object should have only one of the following fields: [<fields>]', preflight),
  oneSelector: schema('The object must have only one of the following fields, [<fields>]', preflight),

  // values
  notAString: schema('Expected value of type [STRING]', 'reported in floci-io/floci#2968'),
  notAnInteger: schema('Expected value of type Integer', preflight),
  notOneOf: schema('Value should be one of the following: [<values>]', 'reported in floci-io/floci#2968'),
  empty: schema('Value cannot be empty', 'recorded'),
  tooSmall: schema('Minimum value is <least>', preflight),
  tooLarge: schema('Maximum value is <most>', preflight),
  notAStateType: schema("The field 'Type' should have one of these values: [<types>]", 'recorded'),
  notATimestamp: schema('String does not match RFC3339 timestamp', 'recorded'),

  // paths and templates
  notAPath: schema('Value must be a valid JSONPath.', 'reported in aws-cloudformation/cfn-lint#4078'),
  notAReferencePath: schema(
    "Value is not a Reference Path: Reference path didn't start with '$'",
    'reported in aws-cloudformation/cfn-lint#4076',
  ),
  bareNameInBrackets: schema(
    "Value is not a Reference Path: '[' must be followed by ' or '['",
    'reported in Stedi-Public-Archive/ts2asl#912',
  ),
  /** Reports quote no more than this, but AWS may go on with what is wrong, as it does above. */
  notOnePlace: schema('Value is not a Reference Path', 'reported in floci-io/floci#3733'),
  notDynamic: schema(
    "The value for the field '<field>' must be a valid JSONPath or a valid intrinsic function call",
    'recorded',
  ),

  // query languages
  languageDowngraded: schema(
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    'reported in floci-io/floci#2968',
  ),
  jsonataNotClosed: schema('JSONata string must start with {% and end with %}', preflight),
  jsonataSyntax: {
    code: 'INVALID_JSONATA_EXPRESSION',
    form: '<problem>',
    source: 'reported in floci-io/floci#2745',
  },
  jsonataTopLevel: {
    code: 'UNSUPPORTED_JSONATA_EXPRESSION',
    form: "Reference to '<name>' at the top level is not supported.",
    source: 'reported in floci-io/floci#2670',
  },
  jsonataRoot: {
    code: 'UNSUPPORTED_JSONATA_EXPRESSION',
    form: "Reference to '$$' is not supported.",
    source: floci,
  },
  jsonataNoSuchField: {
    code: 'UNSUPPORTED_JSONATA_EXPRESSION',
    form: "Field '$states.<name>' does not exist.",
    source: tiny,
  },

  // tasks
  notAnArn: schema('Value is not a valid resource ARN', 'reported in aws/aws-sam-cli-app-templates#185'),
  resourceNotRecognized: schema(
    'The resource provided <arn> is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
    'reported in sam-goodwin/functionless',
  ),
  payloadRequired: schema('<field> field is required for resource ARN: <arn>', preflight),
  credentialsOfActivity: schema("The field 'Credentials' is not supported for activities", preflight),
  catchAllNotLast: schema('States.ALL must appear alone and at end of list', preflight),

  // Express
  expressSync: schema("Express state machine does not support '.sync' service integration", 'recorded'),
  // The blank at the end is AWS's.
  expressCallback: schema(
    "Express state machine does not support '.waitForTaskToken' service integration ",
    'recorded',
  ),
  expressActivity: schema('Express state machine does not support Activity ARN', preflight),
  expressDistributed: schema(
    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
    preflight,
  ),

  // distributed Map
  resourceNotAllowed: schema("The field 'Resource' does not match any of the allowed values", preflight),
  itemsPointer: schema('Invalid input: JSON Pointer expression must start with \'/\': "<pointer>"', tiny),
  duplicateLabel: { code: 'DUPLICATE_LABEL_NAME', form: 'Duplicate Label name: <label>', source: preflight },

  // names
  duplicateState: {
    code: 'DUPLICATE_STATE_NAME',
    form: 'Duplicate State name: <name>',
    source: 'reported in aws-cloudformation/cfn-lint#3616',
  },
  stateNameTooLong: {
    code: 'INVALID_STATE_NAME',
    form: "Invalid State name: State '<name>' exceeds the 80-character limit allowed by the service",
    source: 'reported in ChristopheBougere/asl-validator#69',
  },
  variableReserved: {
    code: 'RESERVED_VARIABLE_NAME',
    form: "Cannot assign to reserved variable '$states'.",
    source: preflight,
  },
  variableInvalid: {
    code: 'INVALID_VARIABLE_NAME',
    form: "Invalid variable name '<name>': the variable name contains invalid characters.",
    source: preflight,
  },

  variableShadows: {
    code: 'DUPLICATE_VARIABLE_NAME',
    form: "The variable name '<name>' was already defined in a parent scope.",
    source: tiny,
  },

  // the graph
  noEndState: {
    code: 'MISSING_END_STATE',
    form: 'Workflow has no terminal state',
    source: 'reported in floci-io/floci#2735',
    hasNoLocation: true,
  },
  /** AWS says `Next` whatever the field is called: `StartAt`, `Default`. */
  missingTarget: {
    code: 'MISSING_TRANSITION_TARGET',
    form: "Missing 'Next' target: <name>",
    source: 'reported in localstack/localstack#11978',
  },
  notReachable: {
    code: 'MISSING_TRANSITION_TARGET',
    form: 'State "<name>" is not reachable.',
    source: 'reported in localstack/localstack#11978',
  },
} as const satisfies Record<string, AwsMessage>

export type AwsMessageName = keyof typeof awsMessages

/** The names in angle brackets. */
type Holes<Form extends string> = Form extends `${string}<${infer Hole}>${infer Rest}`
  ? Hole | Holes<Rest>
  : never
type Values<Name extends AwsMessageName> = Record<Holes<(typeof awsMessages)[Name]['form']>, string>

/** What a problem has when AWS's words for it are known. */
export interface AwsWords {
  code: DiagnosticCode
  message: string
  wording: 'aws'
  hasNoLocation?: true
}

/** AWS's sentence with the given values: `aws('fieldNotSupported', { field: 'Nxt' })`. */
export function aws<Name extends AwsMessageName>(
  name: Name,
  ...[values]: [Holes<(typeof awsMessages)[Name]['form']>] extends [never] ? [] : [Values<Name>]
): AwsWords {
  const { code, form, hasNoLocation }: AwsMessage = awsMessages[name]
  const given: Readonly<Record<string, string>> = values ?? {}
  return {
    code,
    message: form.replace(/<(\w+)>/g, (_hole, hole: string) => given[hole] ?? ''),
    wording: 'aws',
    ...(hasNoLocation && { hasNoLocation }),
  }
}

/**
 * Which of AWS's sentences a diagnostic says, and with what in its holes: the way back from `aws`, for whoever wants to
 * mend what is wrong. Undefined for words of ours.
 */
export function awsMessageOf(diagnostic: {
  code: DiagnosticCode
  message: string
  wording: 'aws' | 'ours'
}): { name: AwsMessageName; values: Readonly<Record<string, string>> } | undefined {
  if (diagnostic.wording === 'ours') return undefined
  for (const [name, { code, form }] of Object.entries(awsMessages)) {
    const values = code === diagnostic.code ? valuesIn(form, diagnostic.message) : undefined
    if (values) return { name: name as AwsMessageName, values }
  }
  return undefined
}

/** The text between the fixed parts of a sentence, each as short as can be. */
function valuesIn(form: string, message: string): Readonly<Record<string, string>> | undefined {
  const [start = '', ...rest] = form.split(/<(\w+)>/)
  if (!message.startsWith(start)) return undefined
  const values: Record<string, string> = {}
  let at = start.length
  for (let index = 0; index < rest.length; index += 2) {
    const [hole = '', fixed = ''] = rest.slice(index, index + 2)
    const isLast = index + 2 >= rest.length
    const end = isLast ? message.length - fixed.length : message.indexOf(fixed, at)
    if (end < at || !message.startsWith(fixed, end)) return undefined
    values[hole] = message.slice(at, end)
    at = end + fixed.length
  }
  return at === message.length ? values : undefined
}
