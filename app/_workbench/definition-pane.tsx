'use client'

import clsx from 'clsx'
import { Type } from 'lucide-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { knownResources } from '@/lib/language'
import { Button } from '../_ui/button'
import { DraftMenu } from './drafts/draft-menu'
import type { SaveState } from './drafts/use-keeping'
import { Editor } from './editor/editor'
import { EditorMenu } from './editor/language/editor-menu'
import { LanguagePanel } from './editor/language/language-panel'
import { useLanguage } from './editor/language/use-language'
import { PrintedText } from './editor/printed-text'
import { ProblemStrip } from './editor/problem-strip'
import { DefinitionBar } from './frame'
import type { Subject } from './subject'
import type { Bench } from './use-workbench'

const PLAIN_KEY = 'stepwise.plain-editor'

const SAVED: Readonly<Record<SaveState, string>> = {
  'nothing-yet': '',
  typing: 'Saving…',
  here: 'Saved here',
  everywhere: 'Saved',
  nowhere: 'Not kept: this browser refuses',
}

/** The editor with its bar above and its problems below. */
export function DefinitionPane({
  subject,
  bench,
  nonce,
  onRun,
  onCheck,
  onSolution,
  form,
}: {
  subject: Subject
  bench: Bench
  nonce: string | undefined
  onRun: () => void
  onCheck: () => void
  onSolution: () => void
  /** The same definition as a form, while it is drawn. */
  form?: ReactNode
}) {
  const [isPlain, setPlain] = useState(rememberedPlain)
  const [isText, setText] = useState(false)
  const problemsId = useId()
  const { drafts, reading } = bench
  const { account } = subject.scenarios.find(({ id }) => id === bench.scenarioId) ?? {}
  const known = useMemo(() => knownResources(account ?? {}), [account])
  const language = useLanguage({
    editor: bench.editor,
    diagnostics: reading.diagnostics,
    workflowType: subject.workflowType,
    known,
    say: bench.say,
  })
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <DefinitionBar>
        <span className="hidden px-1 text-sm font-semibold @min-[56rem]:inline">Definition</span>
        {form !== undefined && (
          <Button look="secondary" size="sm" aria-pressed={isText} onClick={() => setText(!isText)}>
            Text
          </Button>
        )}
        <span className="mr-auto truncate px-1 text-xs text-ink-faint">
          {bench.isPrediction
            ? 'to read, not to change'
            : drafts.refused
              ? 'Saved here only'
              : SAVED[drafts.state]}
        </span>
        {!bench.isPrediction && subject.kind !== 'machine' && (
          <>
            <DraftMenu
              drafts={drafts.others}
              onTake={(draft) => bench.replaceKeeping(draft.text, 'other-draft')}
              onDiscard={drafts.discard}
            />
            <Button look="quiet" size="sm" onClick={() => bench.replaceKeeping(bench.starter, 'reset')}>
              Reset
            </Button>
            <Button look="quiet" size="sm" onClick={onSolution}>
              Solution
            </Button>
          </>
        )}
        <EditorMenu isReadOnly={bench.isPrediction} onCommand={language.run} />
        <Button
          look="quiet"
          size="sm"
          aria-pressed={isPlain}
          aria-label="Plain text editor"
          title="Plain text editor"
          onClick={() => {
            setPlain(!isPlain)
            rememberPlain(!isPlain)
          }}
        >
          <Type aria-hidden />
        </Button>
      </DefinitionBar>
      <p
        role="status"
        className="m-0 bg-caught-wash px-3 text-sm not-empty:border-b not-empty:border-line not-empty:py-1.5"
      >
        {drafts.refused}
      </p>
      {form !== undefined && !isText && <div className="min-h-0 flex-1 overflow-y-auto">{form}</div>}
      <PrintedText text={bench.state.source} />
      <div className={clsx('min-h-0 flex-1 print:hidden', form !== undefined && !isText && 'hidden')}>
        <Editor
          key={isPlain ? 'plain' : 'code'}
          isPlain={isPlain}
          handle={bench.editor}
          initialText={bench.state.source}
          label={`Definition of ${subject.title}`}
          describedBy={problemsId}
          isReadOnly={bench.isPrediction}
          diagnostics={reading.diagnostics}
          nonce={nonce}
          known={known}
          onEdited={bench.edited}
          onCursor={bench.cursorAt}
          onRun={onRun}
          onCheck={onCheck}
          onCommand={language.run}
          onEscape={() =>
            language.panel || isPlain ? language.close() : bench.say('Press Tab to leave the editor.')
          }
        />
      </div>
      <LanguagePanel language={language} />
      <ProblemStrip
        id={problemsId}
        diagnostics={reading.diagnostics}
        onFix={bench.isPrediction ? undefined : language.showFixes}
        onReveal={({ range }) => bench.editor.current?.reveal(range, true)}
      />
    </div>
  )
}

function rememberedPlain(): boolean {
  try {
    return localStorage.getItem(PLAIN_KEY) === '1'
  } catch {
    return false
  }
}

function rememberPlain(isPlain: boolean): void {
  try {
    localStorage.setItem(PLAIN_KEY, isPlain ? '1' : '0')
  } catch {
    // Not remembered, then: it still holds for this page.
  }
}
