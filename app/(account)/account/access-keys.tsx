import { ownAddress } from '@/app/_server'
import type { Person } from '@/lib/auth'
import { accessKeysOf, clockOf, SANDBOX_REGION } from '@/lib/sandbox-store/server'
import { AccountForm } from '../account-form'
import { ClockForm } from './clock-form'
import { revokeKey } from './key-actions'
import { NewKeyForm } from './new-key-form'

/** Keys with which AWS's own SDKs and CLI work on the learner's sandbox. */
export async function AccessKeys({ learner }: { learner: Person }) {
  const [keys, clock, address] = await Promise.all([accessKeysOf(learner), clockOf(learner), ownAddress()])
  const working = keys.filter(({ revokedAt }) => !revokedAt)
  const endpoint = new URL('/api/aws', address).href
  return (
    <section aria-labelledby="access-keys">
      <h2 id="access-keys" className="mt-14 mb-2 text-2xl font-bold">
        Access keys
      </h2>
      <p className="mb-5 text-ink-soft">
        AWS’s own SDKs and command line work here too: on your sandbox, an account that is simulated for you
        alone. Give them this endpoint and a key.
      </p>
      <dl className="mb-6 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-ink-soft">Endpoint</dt>
        <dd className="font-mono break-all">{endpoint}</dd>
        <dt className="text-ink-soft">Region</dt>
        <dd className="font-mono">{SANDBOX_REGION}</dd>
      </dl>
      {working.length > 0 && (
        <ul className="mb-6 divide-y divide-line border-y border-line">
          {working.map(({ accessKeyId, createdAt }) => (
            <li key={accessKeyId} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div>
                <p className="font-mono">{accessKeyId}</p>
                <p className="text-sm text-ink-soft">
                  made <time dateTime={createdAt.toISOString()}>{day.format(createdAt)}</time>
                </p>
              </div>
              <AccountForm
                action={revokeKey}
                submit={`Revoke ${accessKeyId.slice(-4)}`}
                look="secondary"
                fields={[]}
              >
                <input type="hidden" name="accessKeyId" value={accessKeyId} />
              </AccountForm>
            </li>
          ))}
        </ul>
      )}
      <NewKeyForm endpoint={endpoint} region={SANDBOX_REGION} />
      <ClockForm clock={clock} />
    </section>
  )
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })
