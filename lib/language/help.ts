import { parametersAt } from './complete/parameters'
import { contextOf, resourceOf } from './context'
import { expressionRange, expressionWords } from './expression-words'
import { contextMembers, statesMembers } from './facts/context-object'
import { errorFact } from './facts/error-names'
import type { Fact } from './facts/fact'
import { guidePage } from './facts/guide'
import { intrinsics } from './facts/intrinsics'
import { jsonataFunctions } from './facts/jsonata-functions'
import { operatorFact } from './facts/operators'
import { stateTypes } from './facts/state-types'
import { fieldFacts } from './fields'
import { integrationOf } from './integration'
import { type Place, placeAt, type Token } from './place'
import { symbolAt, touchedUse } from './symbols'
import { nodeAt, textAt } from './tree'

/** What is told of a word of the text. Code stands in backticks. */
export interface Help {
  /** The word. */
  from: number
  to: number
  title: string
  help: string
  /** Such as `Task · required` or `JSONata`. */
  about?: string
  signature?: string
  default?: string
  limits?: string
  example?: string
  /** A page of AWS, or of JSONata. */
  source?: string
}

/** The help for what stands at an offset; undefined where there is none. */
export async function helpAt(source: string, offset: number): Promise<Help | undefined> {
  const place = placeAt(source, offset)
  const { token } = place ?? {}
  if (!place || !token) return undefined
  const found = place.isKey
    ? await keyHelp(place, token)
    : (insideHelp(place, token) ?? valueHelp(place, token))
  return found ?? symbolHelp(place)
}

async function keyHelp(place: Place, token: Token): Promise<Help | undefined> {
  const { root, context, path } = place
  const name = String(token.node.value)
  const range = { from: token.from, to: token.to }
  if (context.inside?.keys.length === 0) {
    const { field } = context.inside
    const holder = (/^(Parameters|Arguments)$/.test(field) && resourceOf(root, context)) || `\`${field}\``
    const parameters = await parametersAt(place)
    const bare = name.endsWith('.$') ? name.slice(0, -2) : name
    const parameter = parameters.find((one) => one.name === bare)
    return (
      parameter && {
        ...range,
        title: name,
        about: parameter.isRequired ? 'parameter · required' : 'parameter',
        help: `A parameter of ${holder}${name === bare ? '' : ', read from the input'}.`,
      }
    )
  }
  const { owner } = contextOf(root, path)
  if (owner === undefined || context.inside) return undefined
  const field = fieldFacts(owner, name)
  if (!field) {
    const operator = owner === 'ChoiceRule' ? operatorFact(name) : undefined
    return operator && ofFact(operator, range, 'operator of a choice rule')
  }
  const about = [
    owner,
    field.isRequired ? 'required' : 'optional',
    ...(field.language ? [`${field.language} only`] : []),
  ].join(' · ')
  const { help, limits, source } = field
  return {
    ...range,
    title: name,
    about,
    help,
    ...(field.default !== undefined && { default: field.default }),
    ...(limits !== undefined && { limits }),
    source,
  }
}

function valueHelp({ context, path, root }: Place, token: Token): Help | undefined {
  const value: unknown = token.node.value
  const { inside } = context
  if (typeof value !== 'string' || !inside) return undefined
  const range = { from: token.from, to: token.to }
  if (inside.field === 'Type') {
    const type = inside.keys.length === 0 && context.state ? stateTypes.get(value) : undefined
    return type && ofFact(type, range, 'state type')
  }
  if (inside.field === 'ErrorEquals') {
    const error = errorFact(value)
    return error && ofFact(error, range, 'error name')
  }
  return inside.field === 'Resource' && textAt(root, path) === value ? resourceHelp(value, range) : undefined
}

const patterns: Readonly<Record<string, string>> = {
  '': 'The state goes on as soon as the service has answered.',
  sync: 'The state waits until the job has ended, and fails when it fails.',
  'sync:2': 'The state waits until the execution has ended; its output comes as JSON instead of text.',
  waitForTaskToken: 'The state waits until somebody sends back the task token that it passes on.',
}

function resourceHelp(arn: string, range: { from: number; to: number }): Help | undefined {
  const called = integrationOf(arn)
  if (called) {
    const { isSdk, service, action, pattern } = called
    return {
      ...range,
      title: `${service}:${action}${pattern && `.${pattern}`}`,
      about: isSdk ? 'AWS SDK integration' : 'optimized integration',
      help: patterns[pattern] ?? 'There is no such integration pattern.',
      ...(isSdk && {
        limits: 'Parameters begin with a capital: `QueueUrl`, also where the API has small letters.',
      }),
      source: guidePage(isSdk ? 'supported-services-awssdk' : 'integrate-optimized'),
    }
  }
  if (/:lambda:.*:function:/.test(arn)) {
    return {
      ...range,
      title: 'Lambda function',
      about: 'called directly',
      help: 'The input of the task is the whole payload, and the result is what the function returns.',
      source: guidePage('connect-lambda'),
    }
  }
  if (!/:states:.*:activity:/.test(arn)) return undefined
  return {
    ...range,
    title: 'Activity',
    help: 'The task waits until a worker has asked for it and sent its result.',
    limits: 'Standard workflows only.',
    source: guidePage('concepts-activities'),
  }
}

/** The word at the cursor inside an expression, a path or an intrinsic function. */
function insideHelp({ source, offset, context }: Place, token: Token): Help | undefined {
  const range = expressionRange(source, token)
  if (range && context.language === 'JSONata') {
    const states = memberAt(source, range, offset, /\$states\.(\w+)(?:\.([\w.]*\w))?/g)
    if (states) return states
    const word = [...expressionWords(source.slice(range.from, range.to), range.from)].find(
      ({ from, to }) => from <= offset && offset <= to,
    )
    const fact = word && jsonataFunctions.get(source.slice(word.from, word.to))
    return fact && ofFact(fact, word, 'function of JSONata')
  }
  const inside = { from: token.from + 1, to: token.to - 1 }
  const text = source.slice(inside.from, inside.to)
  if (!/^(\$|States\.)/.test(text)) return undefined
  for (const match of text.matchAll(/States\.\w+|\$\$\.([\w.]*\w)/g)) {
    const at = { from: inside.from + match.index, to: inside.from + match.index + match[0].length }
    if (offset < at.from || offset > at.to) continue
    const path = match[1]
    const fact = path === undefined ? intrinsics.get(match[0]) : contextMember(path)
    if (fact)
      return {
        ...ofFact(fact, at, path === undefined ? 'intrinsic function' : 'context object'),
        title: match[0],
      }
  }
  return undefined
}

function memberAt(
  source: string,
  { from, to }: { from: number; to: number },
  offset: number,
  pattern: RegExp,
): Help | undefined {
  for (const match of source.slice(from, to).matchAll(pattern)) {
    const at = { from: from + match.index, to: from + match.index + match[0].length }
    if (offset < at.from || offset > at.to) continue
    const [whole, member = '', rest] = match
    const fact =
      (member === 'context' && rest !== undefined && contextMember(rest)) || statesMembers.get(member)
    if (fact) return { ...ofFact(fact, at, 'reserved variable'), title: whole }
  }
  return undefined
}

/** `Execution.Input.order` is about `Execution.Input`. */
function contextMember(path: string): Fact | undefined {
  return [...contextMembers.values()].find(({ name }) => path === name || path.startsWith(`${name}.`))
}

/** A state or a variable of the learner's own. */
function symbolHelp({ source, offset, root, context }: Place): Help | undefined {
  const symbol = symbolAt(source, offset)
  const use = symbol && touchedUse(symbol, offset)
  if (!symbol || !use) return undefined
  const count = symbol.uses.filter(({ isDefinition }) => !isDefinition).length
  const times =
    count === 0 ? 'nothing reads it' : count === 1 ? 'read in one place' : `read in ${count} places`
  // The quote at which the offset may stand belongs to the word.
  const range = { from: Math.min(use.from, offset), to: Math.max(use.to, offset) }
  if (symbol.kind === 'Variable') {
    return {
      ...range,
      title: `$${symbol.name}`,
      about: 'variable',
      help: `Set by an \`Assign\`; ${times}.`,
      source: guidePage('workflow-variables'),
    }
  }
  const state = nodeAt(root, [...context.machine, 'States', symbol.name])
  const type = textAt(state, ['Type'])
  const comment = textAt(state, ['Comment'])
  const led =
    count === 0
      ? 'Nothing leads to it.'
      : count === 1
        ? 'One transition leads to it.'
        : `${count} transitions lead to it.`
  return {
    ...range,
    title: symbol.name,
    about: type === undefined ? 'state' : `${type} state`,
    help: comment === undefined ? led : `${comment} ${led}`,
  }
}

function ofFact(fact: Fact, { from, to }: { from: number; to: number }, about: string): Help {
  const { name: title, ...rest } = fact
  return { from, to, title, about, ...rest }
}
