'use client'

import { Download, Share2 } from 'lucide-react'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { Desk } from '@/app/_workbench/desk'
import { WorkbenchLoader } from '@/app/_workbench/workbench-loader'
import type { Scenario } from '@/lib/exercises'
import { type AccountTextProblem, accountOf, inputOf, type Sketch } from '@/lib/playground'
import { AccountDesk } from './account-desk'
import { ExportDialog } from './export-dialog'
import { InputDesk } from './input-desk'
import type { OpenedSketch } from './playground'
import { ShareDialog } from './share-dialog'
import { SketchHead } from './sketch-head'
import { machineOf } from './sketch-subject'
import { useKeptSketch } from './use-kept-sketch'

/** The workbench with everything that a lesson would give it: name and type, an input, an account. */
export function SketchBench({
  id,
  opened,
  usualAccount,
  nonce,
  children,
}: {
  id: string
  opened: OpenedSketch
  usualAccount: Sketch['account']
  nonce: string | undefined
  children: ReactNode
}) {
  const [sketch, setSketch] = useState(opened.sketch)
  // The text of now; it is no state, because the editor has it and nothing here is drawn from it.
  const definition = useRef(opened.sketch.definition)
  const latest = useRef(sketch)
  const { state, refused, save } = useKeptSketch(opened)

  const change = (part: Partial<Sketch>) => {
    latest.current = { ...latest.current, ...part }
    setSketch(latest.current)
    save({ ...latest.current, definition: definition.current })
  }
  const edited = useCallback(
    (text: string) => {
      if (text === definition.current) return
      definition.current = text
      save({ ...latest.current, definition: text })
    },
    [save],
  )

  const [dialog, setDialog] = useState<{ kind: 'share' | 'export'; sketch: Sketch }>()
  const now = (): Sketch => ({ ...latest.current, definition: definition.current })
  const account = useAccount(sketch)
  const subject = useMemo(() => machineOf(id, sketch, account.setup), [id, sketch, account.setup])
  const input = inputOf(sketch.inputs[sketch.chosen]?.text ?? '')
  const problem = problemOf(input, account.problems)
  const desk: Desk = {
    input: (
      <InputDesk
        inputs={sketch.inputs}
        chosen={sketch.chosen}
        problem={input.ok ? undefined : input.error}
        onChange={change}
      />
    ),
    account: (
      <AccountDesk
        account={sketch.account}
        problems={account.problems}
        onChange={(changed) => change({ account: changed })}
      />
    ),
    keeping: { state, ...(refused !== undefined && { refused }), edited, ...NO_OTHERS },
    ...(problem && { problem }),
  }
  return (
    <>
      <SketchHead sketch={sketch} onChange={change}>
        <div className="flex gap-2">
          <Button onClick={() => setDialog({ kind: 'share', sketch: now() })}>
            <Share2 aria-hidden /> Share
          </Button>
          <Button onClick={() => setDialog({ kind: 'export', sketch: now() })}>
            <Download aria-hidden /> Export
          </Button>
        </div>
      </SketchHead>
      <WorkbenchLoader subject={subject} picture={opened.picture} nonce={nonce} desk={desk}>
        {children}
      </WorkbenchLoader>
      {dialog?.kind === 'share' && (
        <ShareDialog
          sketch={dialog.sketch}
          usualAccount={usualAccount}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'export' && (
        <ExportDialog sketch={dialog.sketch} onClose={() => setDialog(undefined)} />
      )}
    </>
  )
}

/** There is no Reset and no other text here that could take the place of the learner's. */
const NO_OTHERS: Pick<Desk['keeping'], 'others' | 'setAside' | 'discard'> = {
  others: [],
  setAside: () => {},
  discard: async () => false,
}

/** What the account was when it last was one, and what is wrong with it now. */
function useAccount({ account }: Sketch): {
  setup: Scenario['account']
  problems: readonly AccountTextProblem[]
} {
  const read = useMemo(() => accountOf(account), [account])
  const good = useRef<Scenario['account']>({})
  if (read.ok) good.current = read.value
  return { setup: good.current, problems: read.ok ? [] : read.error }
}

function problemOf(
  input: ReturnType<typeof inputOf>,
  problems: readonly AccountTextProblem[],
): Desk['problem'] {
  if (!input.ok) return { tab: 'input', sentence: `It cannot run yet. ${input.error}` }
  const [first] = problems
  return (
    first && {
      tab: 'account',
      sentence: `It cannot run yet. Line ${first.line} of the account: ${first.message}`,
    }
  )
}
