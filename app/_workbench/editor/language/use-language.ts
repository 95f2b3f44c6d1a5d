'use client'

import { type RefObject, useRef, useState } from 'react'
import type { Diagnostic } from '@/lib/asl'
import type { Fix } from '@/lib/fixes'
import type { Help, KnownResource, SeenData } from '@/lib/language'
import type { LanguageAnswer, LanguageRequest } from '../../workers/messages'
import { askToRead } from '../../workers/workers'
import type { EditorHandle } from '../editor-handle'
import type { Choice } from './choice-list'
import type { LanguageCommand } from './commands'

/** What is open above the problems. */
export type LanguagePanelState =
  | { kind: 'help'; help: Help }
  | { kind: 'choices'; asked: number; title: string; choices: readonly Choice[] }
  | { kind: 'rename'; name: string; count: number; offset: number; problem?: string }

interface Asking {
  editor: RefObject<EditorHandle | null>
  diagnostics: readonly Diagnostic[]
  workflowType: Extract<LanguageRequest, { job: 'fixes' }>['workflowType']
  known: readonly KnownResource[]
  seenAt: (offset: number) => SeenData
  say: (sentence: string) => void
}

/** Answers the commands of an editor: by a panel, by going somewhere, by changing the text in one step. */
export function useLanguage({ editor, diagnostics, workflowType, known, seenAt, say }: Asking) {
  const [panel, setPanel] = useState<LanguagePanelState>()
  /** Asked a second time, the help itself takes the focus, with the link in it. */
  const helpSection = useRef<HTMLElement>(null)
  /** How many lists have been asked for. */
  const listsAsked = useRef(0)

  function close() {
    setPanel(undefined)
    editor.current?.focus()
  }

  async function run(command: LanguageCommand) {
    const handle = editor.current
    if (!handle) return
    const [source, offset] = [handle.text(), handle.cursor()]
    switch (command) {
      case 'help': {
        const isShown = panel?.kind === 'help' && panel.help.from <= offset && offset <= panel.help.to
        if (isShown) return helpSection.current?.focus()
        const answer = await ask({ job: 'help', source, offset })
        if (!answer?.help) return say('There is no help for this word.')
        setPanel({ kind: 'help', help: answer.help })
        return say(`${answer.help.title}. ${answer.help.help.replaceAll('`', '')}`)
      }
      case 'complete':
        return complete(source, offset)
      case 'fix':
        return showFixes(source, problemsAt(diagnostics, offset))
      case 'definition': {
        const use = (await ask({ job: 'symbol', source, offset }))?.symbol?.uses.find(
          (one) => one.isDefinition,
        )
        if (!use) return say('Here stands no name of a state or variable.')
        handle.reveal(use, true)
        return say(`Line ${lineOf(source, use.from)}.`)
      }
      case 'uses':
        return showUses(source, offset)
      case 'rename': {
        const symbol = (await ask({ job: 'symbol', source, offset }))?.symbol
        if (!symbol) return say('Here stands no name of a state or variable.')
        return setPanel({ kind: 'rename', name: symbol.name, count: symbol.uses.length, offset })
      }
      case 'format': {
        const answer = await ask({ job: 'format', source })
        if (!answer?.edits) return say('The text is not JSON yet, so it stays as it is.')
        if (answer.edits.length === 0) return say('The text is formatted already.')
        if (handle.text() === source) handle.edit(answer.edits)
        return say('Formatted.')
      }
    }
  }

  function choose(title: string, choices: readonly Choice[]) {
    listsAsked.current += 1
    setPanel({ kind: 'choices', asked: listsAsked.current, title, choices })
  }

  async function complete(source: string, offset: number) {
    const answer = await ask({ job: 'complete', source, offset, known, seen: seenAt(offset) })
    const found = answer?.completions
    if (!found) return say('Nothing is known to stand here.')
    const typed = source.slice(found.from, offset).toLowerCase()
    const fitting = found.options.filter(({ label }) => label.toLowerCase().includes(typed))
    const options = fitting.length > 0 ? fitting : found.options
    choose(
      'What may stand here',
      options.map(({ label, help, insert, select }) => ({
        label,
        detail: help,
        act: () =>
          editor.current?.edit([{ from: found.from, to: Math.max(found.to, offset), insert }], {
            from: found.from + (select?.from ?? insert.length),
            to: found.from + (select?.to ?? insert.length),
          }),
      })),
    )
  }

  async function showFixes(source: string, problems: readonly Diagnostic[]) {
    if (problems.length === 0) return say('There is no problem here.')
    const answer = await ask({
      job: 'fixes',
      source,
      diagnostics: problems,
      ...(workflowType && { workflowType }),
    })
    const choices = problems.flatMap((diagnostic, index) =>
      (answer?.fixes[index] ?? []).map((fix) => ({
        label: fix.title,
        detail: `Line ${diagnostic.range.line}: ${diagnostic.message}`,
        act: () => apply(fix, source),
      })),
    )
    if (choices.length === 0) return say('No fix is known for this problem.')
    choose('Fixes', choices)
  }

  /** The fix of a text that has changed since would change the wrong places. */
  function apply(fix: Fix, source: string) {
    if (editor.current?.text() !== source) return say('The text has changed in the meantime. Ask again.')
    editor.current.edit(fix.edits)
    say(`Done: ${fix.title.replaceAll('`', '')}.`)
  }

  async function showUses(source: string, offset: number) {
    const symbol = (await ask({ job: 'symbol', source, offset }))?.symbol
    if (!symbol) return say('Here stands no name of a state or variable.')
    choose(
      `Where ${symbol.name} is used`,
      symbol.uses.map((use) => ({
        label: `Line ${lineOf(source, use.from)}`,
        detail: `${use.isDefinition ? 'Defined: ' : ''}${textOfLine(source, use.from)}`,
        act: () => editor.current?.reveal(use, true),
      })),
    )
  }

  async function rename(name: string) {
    const handle = editor.current
    if (panel?.kind !== 'rename' || !handle) return
    const source = handle.text()
    const answer = await ask({ job: 'rename', source, offset: panel.offset, name })
    if (!answer) return
    if (!answer.renamed.ok) return setPanel({ ...panel, problem: answer.renamed.error })
    if (handle.text() === source && name !== panel.name) handle.edit(answer.renamed.value)
    say(`${panel.name} is called ${name} now, in ${panel.count} places.`)
    close()
  }

  return {
    panel,
    helpSection,
    run: (command: LanguageCommand) => void run(command),
    close,
    rename,
    showFixes: (problems: readonly Diagnostic[]) => void showFixes(editor.current?.text() ?? '', problems),
  }
}

export type Language = ReturnType<typeof useLanguage>

async function ask<Job extends LanguageRequest['job']>(
  request: Extract<LanguageRequest, { job: Job }>,
): Promise<Extract<LanguageAnswer, { job: Job }> | undefined> {
  const end = await askToRead(request).ended
  const isAnswer = end.kind === 'answered' && end.answer.job === request.job
  return isAnswer ? (end.answer as Extract<LanguageAnswer, { job: Job }>) : undefined
}

/** The problems at the cursor, or on its line, or else the first of all. */
function problemsAt(diagnostics: readonly Diagnostic[], offset: number): readonly Diagnostic[] {
  const at = diagnostics.filter(({ range }) => range.from <= offset && offset <= range.to)
  return at.length > 0 ? at : diagnostics.slice(0, 1)
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}

function textOfLine(source: string, offset: number): string {
  const from = source.lastIndexOf('\n', offset - 1) + 1
  const end = source.indexOf('\n', offset)
  return source.slice(from, end < 0 ? undefined : end).trim()
}
