import { jsonOrText, ownMember } from '@/lib/json'
import type { CheckOf } from '../check'
import { firstDifference } from './difference'
import { ending } from './ending'
import { type Finding, fails, holds, type Subject } from './finding'
import { entriesOf, lastId } from './history'
import { howOften, isOftenEnough } from './often'
import { placeOfState, states } from './places'
import { listed, preview, sentence, times } from './words'

/** What became of the rest of the account: tokens, jobs, requests to endpoints, other executions, logs. */

const ENDINGS = {
  Succeeded: 'was answered with success',
  Failed: 'was answered with a failure',
  GivenUp: 'was given up before anybody answered',
  Waiting: 'still waits for an answer',
} as const

export function judgeTaskAnswered(check: CheckOf<'TaskAnswered'>, subject: Subject): Finding {
  const { run, machine } = subject
  const made = (run.account.pendingTasks ?? []).filter(({ stateName }) => stateName === check.state)
  const last = made.at(-1)
  const evidence = entriesOf(run.history, check.state)
  if (last?.status === check.as) return holds(evidence)
  return fails(
    last
      ? `The latest task of "${check.state}" ${ENDINGS[last.status]}.`
      : `"${check.state}" never waited for an answer from outside. ${ending(subject).text}`,
    `The task of "${check.state}" ${ENDINGS[check.as]}.`,
    evidence.length > 0 ? evidence : lastId(run.history),
    placeOfState(machine, check.state) ?? '/States',
  )
}

export function judgeJobEnded(check: CheckOf<'JobEnded'>, subject: Subject): Finding {
  const { run, machine } = subject
  const made = (run.account.jobs ?? []).filter(({ on }) => on === check.job)
  const last = made.at(-1)
  if (last?.status === check.as) return holds(lastId(run.history))
  const task = states(machine).find((state) => state.type === 'Task' && state.resourceArn.includes(check.job))
  return fails(
    last
      ? `The job of ${check.job} is ${last.status.toLowerCase()}.`
      : `No job of ${check.job} was started. ${ending(subject).text}`,
    `The job of ${check.job} is ${check.as.toLowerCase()}.`,
    lastId(run.history),
    placeOfState(machine, task?.name) ?? '/States',
  )
}

export function judgeHttpSent(check: CheckOf<'HttpSent'>, subject: Subject): Finding {
  const { run, machine } = subject
  const sent = run.account.httpRequests ?? []
  const fitting = sent.filter(
    ({ method, url, headers, body }) =>
      (check.method === undefined || method === check.method) &&
      (check.url === undefined || url === check.url) &&
      !firstDifference(check.headers ?? {}, { ...headers }, 'included') &&
      (check.body === undefined || !firstDifference(check.body, jsonOrText(body), 'included')),
  )
  if (isOftenEnough(fitting.length, check)) return holds(lastId(run.history))
  const wanted = [check.method ?? 'A request', check.url && `to ${check.url}`].filter(Boolean).join(' ')
  const having = [
    ...(check.headers ? [`the headers ${preview({ ...check.headers })}`] : []),
    ...(check.body === undefined ? [] : [`the body ${preview(check.body)}`]),
  ]
  const shown = sent.map(
    ({ method, url, body, status }) =>
      `${method} ${url}${body === '' ? '' : ` with ${preview(jsonOrText(body), 120)}`} (answered ${status})`,
  )
  const task = states(machine).find((state) => state.type === 'Task' && state.resourceArn.includes(':http:'))
  return fails(
    sent.length === 0
      ? `No HTTP request was sent. ${ending(subject).text}`
      : sentence(`It sent ${listed(shown, 3)}`),
    sentence(
      `${wanted}${having.length > 0 ? ` with ${having.join(' and ')}` : ''} is sent${howOften(check)}`,
    ),
    lastId(run.history),
    placeOfState(machine, task?.name, 'Parameters') ?? placeOfState(machine, task?.name) ?? '/States',
  )
}

export function judgeExecutionMade(check: CheckOf<'ExecutionMade'>, subject: Subject): Finding {
  const { run, machine } = subject
  const made = (run.otherExecutions ?? []).filter(
    ({ stateMachineName }) => stateMachineName === check.machine,
  )
  const fitting = made.filter(
    ({ status, input }) =>
      (check.status === undefined || status === check.status) &&
      (check.inputIncludes === undefined || !firstDifference(check.inputIncludes, input, 'included')),
  )
  if (isOftenEnough(fitting.length, check)) return holds(lastId(run.history))
  const input = check.inputIncludes === undefined ? '' : ` with ${preview(check.inputIncludes)}`
  const task = states(machine).find(
    (state) => state.type === 'Task' && /startExecution/i.test(state.resourceArn),
  )
  return fails(
    made.length === 0
      ? `No execution of "${check.machine}" was started. ${ending(subject).text}`
      : sentence(
          `Executions of "${check.machine}": ${listed(
            made.map((one) => `${one.status} with ${preview(one.input, 100)}`),
            4,
          )}`,
        ),
    `An execution of "${check.machine}"${input} is started${howOften(check)}${
      check.status === undefined ? '' : ` and ends as ${check.status}`
    }.`,
    lastId(run.history),
    placeOfState(machine, task?.name) ?? '/States',
  )
}

export function judgeCallbackAnswered(check: CheckOf<'CallbackAnswered'>, { run }: Subject): Finding {
  const calls = run.account.callbackCalls ?? []
  const fitting = calls.filter(
    ({ action, answer }) =>
      (check.action === undefined || action === check.action) && answer.split(':')[0] === check.answer,
  )
  if (isOftenEnough(fitting.length, check)) return holds(lastId(run.history))
  const { action = 'a call with the token' } = check
  return fails(
    calls.length === 0
      ? 'Nobody used the token.'
      : sentence(
          `Those who used a token were told: ${listed(calls.map((call) => `${call.action} ${call.answer}`))}`,
        ),
    `The answer to ${action} is ${check.answer}${check.times === undefined ? '' : `, ${times(check.times)}`}.`,
    lastId(run.history),
    undefined,
  )
}

export function judgeFunctionRan(check: CheckOf<'FunctionRan'>, { run }: Subject): Finding {
  const { invocations = 0 } = ownMember(run.account.functions, check.function) ?? {}
  if (invocations === check.times) return holds(lastId(run.history))
  return fails(
    `The function "${check.function}" ran ${times(invocations)}.`,
    `The function "${check.function}" runs ${times(check.times)}.`,
    lastId(run.history),
    undefined,
  )
}

export function judgeLogIncludes(check: CheckOf<'LogIncludes'>, { run }: Subject): Finding {
  const logs = ownMember(run.account.functions, check.function)?.logs ?? []
  if (logs.some((line) => line.includes(check.text))) return holds(lastId(run.history))
  return fails(
    logs.length === 0
      ? `The function "${check.function}" logged nothing.`
      : sentence(
          `The log of "${check.function}" has ${listed(
            logs.map((line) => preview(line, 100)),
            3,
          )}`,
        ),
    `The log of "${check.function}" has a line with ${preview(check.text)}.`,
    lastId(run.history),
    undefined,
  )
}
