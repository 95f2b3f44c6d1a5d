'use client'

import { useEffect, useMemo, useRef } from 'react'
import type { Scenario } from '@/lib/exercises'
import type { Run } from '@/lib/sandbox'
import { Bill } from './bill'
import { accountSentence } from './content/account-sentence'
import { type AccountContent, accountContents } from './content/sections'
import { ResourceView } from './resource-view'

/** Which resources are open; those that nobody touched follow the content. */
export type Toggled = ReadonlyMap<string, boolean>

/** Where to go when the pane appears: a resource by its key, in the first account unless another is named. */
export interface AccountFocus {
  key: string
  accountId?: string
}

export interface AccountPaneProps {
  /** Of the run, or the one that would be run. */
  scenario: Scenario
  run: Run | undefined
  toggled: Toggled
  focus: AccountFocus | undefined
  onToggle: (id: string, isOpen: boolean) => void
}

/**
 * What is in the account: before a run as the exercise sets it up, afterwards as the run left it, with what changed.
 * Loaded when it is first asked for.
 */
export default function AccountPane({ scenario, run, toggled, focus, onToggle }: AccountPaneProps) {
  const accounts = useMemo(() => accountContents(scenario.account, run), [scenario, run])
  const host = useRef<HTMLDivElement>(null)
  const ownId = accounts[0]?.accountId ?? ''
  const focusId = focus && resourceId(focus.accountId ?? ownId, focus.key)
  useEffect(() => {
    if (focusId === undefined) return
    onToggle(focusId, true)
    const target = host.current?.querySelector<HTMLElement>(`[data-resource="${CSS.escape(focusId)}"]`)
    target?.focus()
    target?.scrollIntoView({ block: 'start' })
  }, [focusId, onToggle])
  const first = firstChanged(accounts)
  return (
    <div ref={host} className="grid grid-cols-[minmax(0,1fr)] gap-4 p-3 text-sm">
      <p role="status" className="m-0">
        {accountSentence(accounts, scenario, run)}
      </p>
      {accounts.map((account, index) => (
        <div key={account.accountId} className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {accounts.length > 1 && (
            <p className="m-0 font-bold">
              {index === 0 ? 'Account' : 'Second account'}{' '}
              <span className="font-mono font-normal">{account.accountId}</span>
            </p>
          )}
          {account.sections.map(({ title, resources }) => (
            <div key={title}>
              <p className="m-0 mb-1 text-xs font-semibold text-ink-soft">{title}</p>
              <ul className="m-0 list-none rounded-md border border-line p-0">
                {resources.map((resource) => {
                  const id = resourceId(account.accountId, resource.key)
                  return (
                    <ResourceView
                      key={id}
                      id={id}
                      resource={resource}
                      isOpen={toggled.get(id) ?? id === first}
                      onToggle={(isOpen) => onToggle(id, isOpen)}
                    />
                  )
                })}
              </ul>
            </div>
          ))}
        </div>
      ))}
      {run?.meter && <Bill meter={run.meter} />}
    </div>
  )
}

/** Unique among the accounts. */
function resourceId(accountId: string, key: string): string {
  return `${accountId} ${key}`
}

/** A list longer than this is for choosing from, so nothing in it opens by itself. */
const SHORT_LIST = 6

function firstChanged(accounts: readonly AccountContent[]): string | undefined {
  const all = accounts.flatMap(({ accountId, sections }) =>
    sections.flatMap(({ resources }) =>
      resources.map(({ key, change }) => ({ id: resourceId(accountId, key), change })),
    ),
  )
  return all.length > SHORT_LIST ? undefined : all.find(({ change }) => change)?.id
}
