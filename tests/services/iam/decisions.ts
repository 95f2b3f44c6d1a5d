import type { JsonObject } from '@/lib/json'

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide'
/** Pages of AWS's documentation, by the names that the rows use. */
export const pages = {
  logic: `${GUIDE}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
  boundary: `${GUIDE}/access_policies_boundaries.html`,
  action: `${GUIDE}/reference_policies_elements_action.html`,
  notAction: `${GUIDE}/reference_policies_elements_notaction.html`,
  resource: `${GUIDE}/reference_policies_elements_resource.html`,
  notResource: `${GUIDE}/reference_policies_elements_notresource.html`,
  operators: `${GUIDE}/reference_policies_elements_condition_operators.html`,
  multiple: `${GUIDE}/reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  sets: `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  variables: `${GUIDE}/reference_policies_variables.html`,
  version: `${GUIDE}/reference_policies_elements_version.html`,
  dynamodb: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  lambda: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html',
  s3: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
} as const

export interface DecisionRow {
  what: string
  source: keyof typeof pages
  /** Of version 2012-10-17; Effect is Allow, Action and Resource `*` unless given. */
  statements: readonly JsonObject[]
  boundary?: readonly JsonObject[]
  version?: string
  action?: string
  resource?: string
  context?: Readonly<Record<string, string | readonly string[]>>
  is: 'Allow' | 'ExplicitDeny' | 'ImplicitDeny'
}

const allow: JsonObject = {}
const deny: JsonObject = { Effect: 'Deny' }
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:pack'
const QUEUE = 'arn:aws:sqs:us-east-1:111122223333:orders'
const OBJECT = 'arn:aws:s3:::photos/2026/cat.png'

const row = (
  source: keyof typeof pages,
  what: string,
  is: DecisionRow['is'],
  statements: readonly JsonObject[],
  more: Partial<DecisionRow> = {},
): DecisionRow => ({ source, what, is, statements, ...more })

/** A statement with one condition, and what the request has under its key. */
const when = (
  what: string,
  operator: string,
  wanted: string | number | boolean | readonly (string | number)[],
  given: string | readonly string[] | undefined,
  is: 'Allow' | 'ImplicitDeny',
  source: keyof typeof pages = 'operators',
): DecisionRow =>
  row(source, what, is, [{ Condition: { [operator]: { 'test:Key': wanted as JsonObject[string] } } }], {
    ...(given !== undefined && { context: { 'test:key': given } }),
  })

const yes = 'Allow'
const no = 'ImplicitDeny'

export const decisions: readonly DecisionRow[] = [
  row('logic', 'nothing allows', no, [], {}),
  row('logic', 'one Allow is enough', yes, [allow]),
  row('logic', 'a Deny wins over an Allow', 'ExplicitDeny', [allow, deny]),
  row('logic', 'a Deny wins wherever it stands', 'ExplicitDeny', [deny, allow]),
  row('logic', 'a Deny alone is a Deny', 'ExplicitDeny', [deny]),
  row('logic', 'a Deny of another action denies nothing here', yes, [allow, { ...deny, Action: 'sqs:*' }]),
  row('logic', 'a Deny of another action allows nothing', no, [{ ...deny, Action: 'sqs:*' }]),
  row('logic', 'a Deny whose condition fails denies nothing', yes, [
    allow,
    { ...deny, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
  ]),
  row('logic', 'two statements that each allow a part', yes, [
    { Action: 'sqs:*', Resource: '*' },
    { Action: 'lambda:*', Resource: FUNCTION },
  ]),
  row('logic', 'action of one statement, resource of another', no, [
    { Action: 'lambda:*', Resource: QUEUE },
    { Action: 'sqs:*', Resource: FUNCTION },
  ]),
  row('boundary', 'a boundary that allows, too', yes, [allow], { boundary: [{ Action: 'lambda:*' }] }),
  row('boundary', 'a boundary that does not', no, [allow], { boundary: [{ Action: 'sqs:*' }] }),
  row('boundary', 'a boundary alone gives nothing', no, [], { boundary: [allow] }),
  row('boundary', 'a Deny in the boundary', 'ExplicitDeny', [allow], { boundary: [allow, deny] }),

  row('action', 'the exact action', yes, [{ Action: 'lambda:InvokeFunction' }]),
  row('action', 'another action', no, [{ Action: 'lambda:GetFunction' }]),
  row('action', 'actions have no case', yes, [{ Action: 'LAMBDA:invokefunction' }]),
  row('action', '* for all actions of a service', yes, [{ Action: 'lambda:*' }]),
  row('action', '* for all actions', yes, [{ Action: '*' }]),
  row('action', '* at the end', yes, [{ Action: 'lambda:Invoke*' }]),
  row('action', '* in the middle', yes, [{ Action: 'lambda:*Function' }]),
  row('action', '* may stand for nothing', yes, [{ Action: 'lambda:InvokeFunction*' }]),
  row('action', '* for another service', no, [{ Action: 'sqs:*' }]),
  row('action', '? for one character', yes, [{ Action: 'lambda:InvokeFunctio?' }]),
  row('action', '? stands for no empty text', no, [{ Action: 'lambda:InvokeFunction?' }]),
  row('action', 'one of several', yes, [{ Action: ['sqs:SendMessage', 'lambda:InvokeFunction'] }]),
  row('notAction', 'everything but another service', yes, [{ NotAction: 'iam:*' }]),
  row('notAction', 'everything but this', no, [{ NotAction: 'lambda:*' }]),
  row('notAction', 'a Deny of everything but this', yes, [allow, { ...deny, NotAction: 'lambda:*' }]),
  row('notAction', 'a Deny of everything but others', 'ExplicitDeny', [
    allow,
    { ...deny, NotAction: ['iam:*', 's3:*'] },
  ]),

  row('resource', 'the exact ARN', yes, [{ Resource: FUNCTION }]),
  row('resource', 'another name', no, [{ Resource: `${FUNCTION}er` }]),
  row('resource', 'resources have case', no, [{ Resource: FUNCTION.replace('pack', 'Pack') }]),
  row('resource', '* at the end', yes, [{ Resource: 'arn:aws:lambda:us-east-1:111122223333:function:*' }]),
  row('resource', '* goes beyond colons at the end', yes, [{ Resource: 'arn:aws:lambda:*' }]),
  row('resource', '* for region and account', yes, [{ Resource: 'arn:aws:lambda:*:*:function:pack' }]),
  row('resource', '? for one character', yes, [{ Resource: FUNCTION.replace('pack', 'p?ck') }]),
  row('resource', '? is not two', no, [{ Resource: FUNCTION.replace('pack', 'p?k') }]),
  row('lambda', 'a version is not the function', no, [{ Resource: FUNCTION }], { resource: `${FUNCTION}:1` }),
  row('lambda', 'all versions', yes, [{ Resource: `${FUNCTION}:*` }], { resource: `${FUNCTION}:1` }),
  row('lambda', 'all versions, but not without one', no, [{ Resource: `${FUNCTION}:*` }]),
  row('resource', 'another account', no, [{ Resource: FUNCTION.replace('1111', '4444') }]),
  row('resource', 'objects of a bucket', yes, [{ Resource: 'arn:aws:s3:::photos/*' }], {
    action: 's3:GetObject',
    resource: OBJECT,
  }),
  row('resource', 'the bucket is not its objects', no, [{ Resource: 'arn:aws:s3:::photos' }], {
    action: 's3:GetObject',
    resource: OBJECT,
  }),
  row('resource', 'the objects are not the bucket', no, [{ Resource: 'arn:aws:s3:::photos/*' }], {
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::photos',
  }),
  row('notResource', 'everything but another', yes, [{ NotResource: QUEUE }]),
  row('notResource', 'everything but this', no, [{ NotResource: [QUEUE, FUNCTION] }]),
  row('notResource', 'a Deny of everything but this', yes, [allow, { ...deny, NotResource: FUNCTION }]),
  row('notResource', 'a Deny of everything but another', 'ExplicitDeny', [
    allow,
    { ...deny, NotResource: QUEUE },
  ]),

  when('StringEquals', 'StringEquals', 'blue', 'blue', yes),
  when('StringEquals has case', 'StringEquals', 'Blue', 'blue', no),
  when('StringEquals knows no wildcards', 'StringEquals', 'bl*', 'blue', no),
  when('StringEquals without the key', 'StringEquals', 'blue', undefined, no),
  when('StringNotEquals', 'StringNotEquals', 'red', 'blue', yes),
  when('StringNotEquals of the same', 'StringNotEquals', 'blue', 'blue', no),
  when('StringNotEquals without the key', 'StringNotEquals', 'blue', undefined, yes),
  when('StringEqualsIgnoreCase', 'StringEqualsIgnoreCase', 'BLUE', 'blue', yes),
  when('StringNotEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'BLUE', 'blue', no),
  when('StringLike', 'StringLike', 'b*e', 'blue', yes),
  when('StringLike with ?', 'StringLike', 'b??e', 'blue', yes),
  when('StringLike has case', 'StringLike', 'B*', 'blue', no),
  when('StringNotLike', 'StringNotLike', 'b*', 'blue', no),
  when('NumericEquals', 'NumericEquals', 10, '10.0', yes),
  when('NumericLessThan', 'NumericLessThan', '10', '9', yes),
  when('NumericLessThan of the same', 'NumericLessThan', '10', '10', no),
  when('NumericLessThanEquals', 'NumericLessThanEquals', '10', '10', yes),
  when('NumericGreaterThan', 'NumericGreaterThan', '9', '10', yes),
  when('NumericGreaterThanEquals', 'NumericGreaterThanEquals', '11', '10', no),
  when('NumericNotEquals', 'NumericNotEquals', '11', '10', yes),
  when('a number that is none', 'NumericLessThan', '10', 'few', no),
  when('DateLessThan', 'DateLessThan', '2026-12-31T00:00:00Z', '2026-12-01T12:00:00Z', yes),
  when('DateGreaterThan', 'DateGreaterThan', '2026-12-31T00:00:00Z', '2026-12-01T12:00:00Z', no),
  when('DateEquals, as seconds', 'DateEquals', '1796126400', '2026-12-01T12:00:00Z', yes),
  when('DateLessThanEquals of the same', 'DateLessThanEquals', '2026-12-01', '2026-12-01T00:00:00Z', yes),
  when('Bool', 'Bool', 'true', 'true', yes),
  when('Bool, as a boolean', 'Bool', true, 'true', yes),
  when('Bool of the other', 'Bool', 'false', 'true', no),
  when('Bool without the key', 'Bool', 'false', undefined, no),
  when('BinaryEquals', 'BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', yes),
  when('IpAddress in the range', 'IpAddress', '203.0.113.0/24', '203.0.113.77', yes),
  when('IpAddress outside', 'IpAddress', '203.0.113.0/24', '203.0.114.1', no),
  when('IpAddress without a length', 'IpAddress', '203.0.113.5', '203.0.113.5', yes),
  when('IpAddress of version 6', 'IpAddress', '2001:db8:1234:5678::/64', '2001:db8:1234:5678::9', yes),
  when('NotIpAddress', 'NotIpAddress', '203.0.113.0/24', '203.0.113.77', no),
  when('ArnEquals has wildcards, too', 'ArnEquals', 'arn:aws:sqs:*:*:orders', QUEUE, yes),
  when('ArnLike', 'ArnLike', 'arn:aws:sqs:us-*:*:order?', QUEUE, yes),
  when('ArnLike compares part by part', 'ArnLike', 'arn:aws:*:orders', QUEUE, no),
  when('ArnNotLike', 'ArnNotLike', 'arn:aws:sqs:*:*:orders', QUEUE, no),
  when('ArnNotEquals without the key', 'ArnNotEquals', QUEUE, undefined, yes),
  when('Null true: there is no such key', 'Null', 'true', undefined, yes),
  when('Null true, but there is', 'Null', 'true', 'x', no),
  when('Null false: there is one', 'Null', 'false', 'x', yes),
  when('Null false, but there is none', 'Null', 'false', undefined, no),
  when('…IfExists without the key', 'StringEqualsIfExists', 'blue', undefined, yes),
  when('…IfExists with the key', 'StringEqualsIfExists', 'blue', 'red', no),
  when('…IfExists of numbers', 'NumericLessThanIfExists', '10', '11', no),

  when('one of several values', 'StringEquals', ['red', 'blue'], 'blue', yes, 'multiple'),
  when('negated: none of several values', 'StringNotEquals', ['red', 'blue'], 'blue', no, 'multiple'),
  when('negated: really none', 'StringNotEquals', ['red', 'green'], 'blue', yes, 'multiple'),
  row(
    'multiple',
    'all operators have to hold',
    no,
    [{ Condition: { StringEquals: { 'a:b': '1' }, Bool: { 'c:d': 'true' } } }],
    { context: { 'a:b': '1', 'c:d': 'false' } },
  ),
  row(
    'multiple',
    'all keys have to hold',
    yes,
    [{ Condition: { StringEquals: { 'a:b': '1', 'c:d': '2' } } }],
    {
      context: { 'A:B': '1', 'c:D': '2' },
    },
  ),

  when('ForAllValues: all are in the list', 'ForAllValues:StringEquals', ['a', 'b'], ['b', 'a'], yes, 'sets'),
  when('ForAllValues: one is not', 'ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], no, 'sets'),
  when('ForAllValues without the key', 'ForAllValues:StringEquals', ['a'], undefined, yes, 'sets'),
  when('ForAllValues of no values', 'ForAllValues:StringEquals', ['a'], [], yes, 'sets'),
  when('ForAnyValue: one is in the list', 'ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], yes, 'sets'),
  when('ForAnyValue: none is', 'ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], no, 'sets'),
  when('ForAnyValue without the key', 'ForAnyValue:StringEquals', ['a'], undefined, no, 'sets'),
  when('ForAnyValue with wildcards', 'ForAnyValue:StringLike', ['prod-*'], ['prod-1'], yes, 'sets'),
  row(
    'dynamodb',
    'leading keys of a customer',
    yes,
    [{ Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['c-1'] } } }],
    { action: 'dynamodb:GetItem', context: { 'dynamodb:LeadingKeys': ['c-1'] } },
  ),
  row('s3', 'a listing of one folder', yes, [{ Condition: { StringLike: { 's3:prefix': ['2026/*'] } } }], {
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::photos',
    context: { 's3:prefix': '2026/05/' },
  }),
  row('s3', 'a listing of another folder', no, [{ Condition: { StringLike: { 's3:prefix': ['2026/*'] } } }], {
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::photos',
    context: { 's3:prefix': '2025/' },
  }),

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: variables of IAM
  row(
    'variables',
    'a variable in a resource',
    yes,
    [{ Resource: 'arn:aws:s3:::${aws:PrincipalAccount}/*' }],
    {
      resource: 'arn:aws:s3:::111122223333/a',
    },
  ),
  row(
    'variables',
    'the value of a variable has no wildcards',
    no,
    [{ Resource: 'arn:aws:s3:::${test:Key}/*' }],
    {
      resource: 'arn:aws:s3:::anything/a',
      context: { 'test:Key': '*' },
    },
  ),
  row('variables', 'a variable that the request lacks', no, [{ Resource: '${test:Key}' }]),
  row('variables', 'a default value', yes, [{ Resource: "arn:aws:s3:::${test:Key, 'photos'}/*" }], {
    resource: OBJECT,
  }),
  row(
    'variables',
    'a key that is there needs no default',
    no,
    [{ Resource: "arn:aws:s3:::${test:Key, 'photos'}/*" }],
    { resource: OBJECT, context: { 'test:Key': 'films' } },
  ),
  row(
    'variables',
    'a variable in a condition',
    yes,
    [{ Condition: { StringEquals: { 'test:Key': '${aws:PrincipalAccount}' } } }],
    { context: { 'test:Key': '111122223333' } },
  ),
  row('variables', '${*} is an asterisk', no, [{ Resource: 'arn:aws:s3:::photos/${*}' }], {
    resource: OBJECT,
  }),
  row('variables', '${*} fits an asterisk', yes, [{ Resource: 'arn:aws:s3:::photos/${*}' }], {
    resource: 'arn:aws:s3:::photos/*',
  }),
  row('variables', '${?} is a question mark', no, [{ Resource: 'arn:aws:s3:::photo${?}/*' }], {
    resource: OBJECT,
  }),
  row(
    'variables',
    'keys of variables have no case',
    yes,
    [{ Resource: 'arn:aws:s3:::${AWS:principalaccount}' }],
    {
      resource: 'arn:aws:s3:::111122223333',
    },
  ),
  row(
    'version',
    'before 2012 a variable is text',
    no,
    [{ Resource: 'arn:aws:s3:::${aws:PrincipalAccount}' }],
    {
      version: '2008-10-17',
      resource: 'arn:aws:s3:::111122223333',
    },
  ),
  row('version', 'without Version it is that of 2008', yes, [{ Resource: 'arn:aws:s3:::${x}' }], {
    version: '',
    resource: 'arn:aws:s3:::${x}',
  }),
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: variables of IAM
]

export const defaults = { action: 'lambda:InvokeFunction', resource: FUNCTION }
