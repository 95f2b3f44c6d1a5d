'use client'

import { useId, useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { AccountText } from '@/lib/curriculum'
import { type AccountTextProblem, fileTemplate } from '@/lib/playground'
import { TextArea } from './text-area'

const ACCOUNT = 'account.json'

/** The account as text: its JSON, and the code and definitions that it names, each a file. */
export function AccountDesk({
  account,
  problems,
  onChange,
}: {
  account: AccountText
  problems: readonly AccountTextProblem[]
  onChange: (account: AccountText) => void
}) {
  const [isAsked, setAsked] = useState(false)
  const [file, setFile] = useState(ACCOUNT)
  const id = useId()
  const isOpen = isAsked || problems.length > 0
  const shown = file === ACCOUNT || !Object.hasOwn(account.files, file) ? ACCOUNT : file
  const write = (name: string, text: string) =>
    onChange(
      name === ACCOUNT
        ? { ...account, json: text }
        : { ...account, files: { ...account.files, [name]: text } },
    )
  return (
    <div className="border-b border-line p-3 text-sm print:hidden">
      <Button size="sm" aria-expanded={isOpen} onClick={() => setAsked(!isOpen)}>
        {isOpen ? 'Done changing the account' : 'Change the account'}
      </Button>
      {isOpen && (
        <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <label htmlFor={`${id}file`} className="font-semibold">
              File
            </label>
            <select
              id={`${id}file`}
              value={shown}
              onChange={(event) => setFile(event.target.value)}
              className="min-h-9 max-w-full rounded-md border border-line-strong bg-panel px-2 font-mono"
            >
              {[ACCOUNT, ...Object.keys(account.files)].map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
            <span className="text-ink-soft">
              {shown === ACCOUNT
                ? 'What is in the account before each run: functions, tables, queues and what answers.'
                : 'Named in account.json. Every run takes it as it stands here.'}
            </span>
          </div>
          <TextArea
            label={shown}
            text={shown === ACCOUNT ? account.json : (account.files[shown] ?? '')}
            describedBy={`${id}problems`}
            isWrong={shown === ACCOUNT && problems.length > 0}
            className="min-h-72"
            onChange={(text) => write(shown, text)}
          />
          <ul id={`${id}problems`} aria-label="Problems of the account" className="m-0 list-none p-0">
            {problems.slice(0, 20).map((problem) => (
              <li key={`${problem.line}:${problem.column} ${problem.message}`} className="m-0 mb-1">
                <span className="text-failed">
                  Line {problem.line}: {problem.message}
                </span>{' '}
                <Remedy
                  problem={problem}
                  onWrite={(name) => {
                    write(name, fileTemplate(name))
                    setFile(name)
                  }}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function Remedy({ problem, onWrite }: { problem: AccountTextProblem; onWrite: (name: string) => void }) {
  const { missing, hint } = problem
  if (missing === undefined) return <span className="text-ink-soft">{hint}</span>
  return (
    <Button size="sm" onClick={() => onWrite(missing)}>
      Write {missing}
    </Button>
  )
}
