import { Button } from '../../_ui/button'
import { ScrolledText } from '../../_ui/scrolled-text'
import type { NotChecked, Plan } from './aws-run'

/** What would be made, run and paid for; nothing happens without the yes. */
export function PlanView({ plan, onYes, onNo }: { plan: Plan; onYes: () => void; onNo: () => void }) {
  const { environments, price, notChecked } = plan
  const isAnything = environments.length > 0
  return (
    <div className="grid gap-3">
      <p className="m-0 break-words">
        {plan.endpoint
          ? `On the server at ${plan.endpoint}`
          : `In Region ${plan.region}${plan.accountId ? `, account ${plan.accountId}` : ''}`}
        , everything under the name <code>stepwise-{plan.runId}</code>:
      </p>
      {environments.map(({ prefix, template, isGiven, stateMachineName, scenarios }) => (
        <div key={prefix} className="rounded-md border border-line p-3">
          <ul className="m-0 list-disc pl-5 break-words">
            {template &&
              Object.entries(template.Resources).map(([id, { Type }]) => (
                <li key={id} className="m-0">
                  {id} <span className="text-ink-soft">({Type})</span>
                </li>
              ))}
            {isGiven && (
              <li className="m-0">
                This server has no CloudFormation and makes nothing but state machines: what the exercise
                names has to be there already, under the very names.
              </li>
            )}
            <li className="m-0">
              the state machine {stateMachineName}, run with{' '}
              {scenarios
                .map(({ title, limitSeconds }) => `“${title}” (stopped after ${limitSeconds} s)`)
                .join(', ')}
            </li>
          </ul>
          {template && (
            <details className="mt-2">
              <summary className="cursor-pointer font-semibold text-accent">CloudFormation template</summary>
              <ScrolledText className="m-0 mt-2 max-h-96 overflow-auto bg-sunken p-3 text-xs">
                {JSON.stringify(template, null, 2)}
              </ScrolledText>
            </details>
          )}
        </div>
      ))}
      {isAnything && (
        <p className="m-0">
          {dollars(price.dollars)} as in the sandbox, at most {dollars(price.atMostDollars)} for transitions,
          at the prices of {price.pricedOn}
          {price.notPriced.length > 0 &&
            `; besides some requests of ${price.notPriced.join(', ')}, which are not in our table of prices`}
          . Free tiers are left out.
        </p>
      )}
      <NotCheckedList notChecked={notChecked} />
      {!isAnything && <p className="m-0">Nothing of this exercise can be checked on AWS.</p>}
      <div className="flex flex-wrap gap-2">
        {isAnything && (
          <Button size="sm" look="primary" onClick={onYes}>
            Yes, make this and run it
          </Button>
        )}
        <Button size="sm" onClick={onNo}>
          {isAnything ? 'No' : 'Back'}
        </Button>
      </div>
    </div>
  )
}

/** Never among the passed ones. */
export function NotCheckedList({ notChecked }: { notChecked: readonly NotChecked[] }) {
  if (notChecked.length === 0) return null
  return (
    <details open>
      <summary className="cursor-pointer font-semibold">Not checked on AWS: {notChecked.length}</summary>
      <ul className="m-0 mt-1 list-disc pl-5">
        {notChecked.map(({ checkId, scenarioId, title, scenarioTitle, because }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hidden scenarios have no names to tell them apart
          <li key={`${checkId} ${scenarioId} ${index}`} className="m-0">
            {title} <span className="text-ink-soft">· {scenarioTitle}</span>: not checked on AWS, because{' '}
            {because}.
          </li>
        ))}
      </ul>
    </details>
  )
}

function dollars(amount: number): string {
  if (amount === 0) return '0 USD'
  return `${amount.toFixed(Math.max(2, 1 - Math.floor(Math.log10(amount))))} USD`
}
