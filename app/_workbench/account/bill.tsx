import { type MeterReading, PRICES, priceText } from '@/lib/sandbox'
import { counted } from './content/words'

/** What the run would have been billed for, and what is not in that. */
export function Bill({ meter }: { meter: MeterReading }) {
  const { transitions, expressRequests, expressGbSeconds, lambdaInvocations, lambdaGbSeconds, calls } = meter
  const rows = [
    ['Standard workflows', counted(transitions, 'state transition')],
    ...(expressRequests > 0
      ? [
          [
            'Express workflows',
            `${counted(expressRequests, 'request')}, ${amount(expressGbSeconds)} GB-seconds`,
          ],
        ]
      : []),
    ...(lambdaInvocations > 0
      ? [['Lambda', `${counted(lambdaInvocations, 'request')}, ${amount(lambdaGbSeconds)} GB-seconds`]]
      : []),
    ...Object.entries(calls).map(([resource, count]) => [calledName(resource), counted(count, 'call')]),
  ]
  return (
    <div>
      <p className="m-0 mb-1 text-xs font-semibold text-ink-soft">What it would cost</p>
      <div className="rounded-md border border-line px-3 py-2">
        <p className="m-0 font-semibold">
          {priceText(meter)}, in {PRICES.region}
        </p>
        <dl className="m-0 mt-1 grid grid-cols-[minmax(0,auto)_1fr] gap-x-4 gap-y-0.5">
          {rows.map(([name, count]) => (
            <div key={name} className="contents">
              <dt className="[overflow-wrap:anywhere] text-ink-soft">{name}</dt>
              <dd className="m-0">{count}</dd>
            </div>
          ))}
        </dl>
        <p className="m-0 mt-1 text-ink-soft">
          Priced are Step Functions and Lambda. What other services ask for their calls, logs and data
          transfer is not in it, and free tiers are not taken off.
        </p>
      </div>
    </div>
  )
}

/** `dynamodb:putItem` as it stands; of an ARN what it names: `function price-order`. */
function calledName(resource: string): string {
  return resource.startsWith('arn:') ? resource.split(':').slice(5).join(' ') : resource
}

/** A small amount with two digits that say something. */
function amount(value: number): string {
  return value === 0 ? '0' : value.toPrecision(2)
}
