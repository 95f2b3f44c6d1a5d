import { Play } from 'lucide-react'
import type { ExerciseForLearner } from '@/lib/exercises'
import { Button } from '../_ui/button'
import { ScrollArea } from '../_ui/scroll-area'
import { StillText } from './editor/still-text'
import { ActionBar, DefinitionBar, Frame } from './frame'
import { fitsInPane } from './graph/fits'
import { GraphCanvas } from './graph/graph-pane'
import { PlannedChecks } from './results/planned-checks'
import { type Subject, starterOf } from './subject'
import type { Picture } from './workers/messages'

const nothingRan = {
  statuses: new Map(),
  taken: new Set<string>(),
  problems: new Map(),
  selected: undefined,
} as const

/** The workbench before any script runs: the text and the first picture, complete and readable. */
export function Shell({ subject, picture }: { subject: Subject; picture: Picture }) {
  return (
    <Frame
      label={`Workbench: ${subject.title}`}
      pane="definition"
      tabs={<p className="m-0 flex min-h-10 items-center px-3 text-sm font-semibold">Definition</p>}
      actions={
        <ActionBar
          buttons={
            <Button look="primary" data-act="run">
              <Play aria-hidden /> {subject.kind === 'predict' ? 'Predict, then run' : 'Run'}
            </Button>
          }
          sentence={
            <noscript>
              Running needs JavaScript. The text and the picture below are complete without it.
            </noscript>
          }
        />
      }
      definition={
        <>
          <DefinitionBar>
            <span className="px-1 text-sm font-semibold">Definition</span>
          </DefinitionBar>
          <StillText label="Definition" text={starterOf(subject)} className="min-h-0 flex-1" />
        </>
      }
      graph={<GraphCanvas picture={picture} fits={fitsInPane(picture.layout)} graph={nothingRan} />}
      results={
        <ScrollArea label="Results" className="min-h-0 flex-1">
          {subject.kind === 'predict' && <Prompts exercise={subject} />}
          {(subject.kind === 'write' || subject.kind === 'repair') && (
            <PlannedChecks checks={subject.checks} />
          )}
        </ScrollArea>
      }
    />
  )
}

function Prompts({ exercise }: { exercise: Extract<ExerciseForLearner, { kind: 'predict' }> }) {
  return (
    <ol className="m-0 list-decimal p-4 pl-9 text-sm">
      {exercise.prompts.map((prompt) => (
        <li key={prompt.id} className="m-0 mb-3">
          <p className="m-0 font-semibold">{prompt.text}</p>
          <ul className="m-0 list-disc pl-5">
            {prompt.options.map((option) => (
              <li key={option.id} className="m-0">
                {option.text}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
