'use client'

import clsx from 'clsx'
import { Type } from 'lucide-react'
import { memo, type ReactNode, type RefObject, useId, useMemo, useState } from 'react'
import type { Diagnostic } from '@/lib/asl'
import { knownResources, type SeenData } from '@/lib/language'
import { Button } from '../_ui/button'
import type { Draft } from './drafts/draft'
import { DraftMenu } from './drafts/draft-menu'
import type { SaveState } from './drafts/use-keeping'
import { Editor } from './editor/editor'
import type { EditorHandle } from './editor/editor-handle'
import { EditorMenu } from './editor/language/editor-menu'
import { LanguagePanel } from './editor/language/language-panel'
import { useLanguage } from './editor/language/use-language'
import { PrintedText } from './editor/printed-text'
import { ProblemStrip } from './editor/problem-strip'
import { DefinitionBar } from './frame'
import type { Subject } from './subject'

const PLAIN_KEY = 'stepwise.plain-editor'

const SAVED: Readonly<Record<SaveState, string>> = {
  'nothing-yet': '',
  typing: 'Saving…',
  here: 'Saved here',
  everywhere: 'Saved',
  nowhere: 'Not kept: this browser refuses',
}

/** The editor with its bar above and its problems below. It holds the text, so a change of it draws nothing here. */
export const DefinitionPane = memo(function DefinitionPane({
  subject,
  scenarioId,
  isReadOnly,
  nonce,
  editor,
  diagnostics,
  kept,
  refused,
  others,
  form,
  source,
  textNow,
  seenAt,
  onEdited,
  onCursor,
  onReplace,
  onReset,
  onDiscard,
  onRun,
  onCheck,
  onSolution,
  onSay,
}: {
  subject: Subject
  /** The account of this scenario is what may be completed. */
  scenarioId: string
  isReadOnly: boolean
  nonce: string | undefined
  editor: RefObject<EditorHandle | null>
  diagnostics: readonly Diagnostic[]
  kept: SaveState
  /** Why the server does not take the text, if it says so. */
  refused: string | undefined
  others: readonly Draft[]
  /** The same definition as a form, while it is drawn. */
  form?: ReactNode
  /** The text as the views have it. */
  source: () => string
  /** The text as it is at this moment, also within a pause of typing. */
  textNow: () => string
  /** The data that the state at an offset has been seen with. */
  seenAt: (offset: number) => SeenData
  onEdited: (text: string) => void
  onCursor: (offset: number) => void
  onReplace: (text: string, why: NonNullable<Draft['setAside']>) => void
  onReset: () => void
  onDiscard: (draft: Draft) => Promise<boolean>
  onRun: () => void
  onCheck: () => void
  onSolution: () => void
  onSay: (sentence: string) => void
}) {
  const [isPlain, setPlain] = useState(rememberedPlain)
  const [isText, setText] = useState(false)
  const problemsId = useId()
  const { account } = subject.scenarios.find(({ id }) => id === scenarioId) ?? {}
  const known = useMemo(() => knownResources(account ?? {}), [account])
  const language = useLanguage({
    editor,
    diagnostics,
    workflowType: subject.workflowType,
    known,
    seenAt,
    say: onSay,
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
          {isReadOnly ? 'to read, not to change' : refused ? 'Saved here only' : SAVED[kept]}
        </span>
        {!isReadOnly && subject.kind !== 'machine' && (
          <>
            <DraftMenu
              drafts={others}
              onTake={(draft) => onReplace(draft.text, 'other-draft')}
              onDiscard={onDiscard}
            />
            <Button look="quiet" size="sm" onClick={onReset}>
              Reset
            </Button>
            <Button look="quiet" size="sm" onClick={onSolution}>
              Solution
            </Button>
          </>
        )}
        <EditorMenu isReadOnly={isReadOnly} onCommand={language.run} />
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
        {refused}
      </p>
      {form !== undefined && !isText && <div className="min-h-0 flex-1 overflow-y-auto">{form}</div>}
      <PrintedText textNow={textNow} />
      <div className={clsx('min-h-0 flex-1 print:hidden', form !== undefined && !isText && 'hidden')}>
        <Editor
          key={isPlain ? 'plain' : 'code'}
          isPlain={isPlain}
          handle={editor}
          firstText={source}
          label={`Definition of ${subject.title}`}
          describedBy={problemsId}
          isReadOnly={isReadOnly}
          diagnostics={diagnostics}
          nonce={nonce}
          known={known}
          seenAt={seenAt}
          onEdited={onEdited}
          onCursor={onCursor}
          onRun={onRun}
          onCheck={onCheck}
          onCommand={language.run}
          onEscape={() =>
            language.panel || isPlain ? language.close() : onSay('Press Tab to leave the editor.')
          }
        />
      </div>
      <LanguagePanel language={language} />
      <ProblemStrip
        id={problemsId}
        diagnostics={diagnostics}
        onFix={isReadOnly ? undefined : language.showFixes}
        onReveal={({ range }) => editor.current?.reveal(range, true)}
      />
    </div>
  )
})

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
