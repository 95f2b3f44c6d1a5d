import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { awsMessages } from '@/lib/asl/parse/aws-messages'
import { decisions, differences } from './differences'
import { ROOT } from './recordings'
import { floors, type Score, type Scores } from './scores'

export const parityFile = path.join(ROOT, 'docs/parity.md')

export function writeParity(): void {
  writeFileSync(parityFile, parity())
}

/** What docs/parity.md says: made of `floors.json`, `differences.ts` and the words of diagnostics. */
export function parity(): string {
  const { total = {}, jsonpath = {}, ...areas } = floors()
  return `# Where Stepwise and AWS agree, and where they may differ

<!-- Made by \`npm run parity\` from tests/conformance; edit differences.ts there, not this file. -->

The interpreter is measured against what AWS was recorded to answer: executions with their whole histories, TestState,
ValidateStateMachineDefinition and CreateStateMachine. The recordings are not part of the repository; \`npm run conformance\`
finds them in \`../shared\`, or where \`STEPWISE_SHARED\` says, and \`npm test\` runs it where they are. The scores below
may only rise: \`npm run conformance -- --raise\` writes new ones down.

## Scores

${table(['area', 'status', 'output', 'events'], scoreRows(areas, total))}

An answer agrees in *status*, then in *output* and error, then in *events*: every event, its ids and details, or the whole
answer. JSONPath agrees with Jayway JsonPath in ${shown(jsonpath.result)} answers.

## Known differences

${table(
  ['what', 'AWS', 'Stepwise', 'why'],
  differences.map(({ what, aws, stepwise, why }) => [what, aws, stepwise, why]),
)}

## Decided without a recording

${table(
  ['what', 'decision', 'why'],
  decisions.map(({ what, decision, why }) => [what, decision, why]),
)}

## Words of diagnostics

Of what AWS says of a definition, ${Object.keys(awsMessages).length} sentences are known: ${sources()}. A problem
that is not among them is told in words of ours and marked \`wording: 'ours'\`; the test cases show ${sentencesOfOurs()}
such sentences. Hints are always ours.
`
}

function scoreRows(areas: Scores, total: Scores[string]): string[][] {
  return Object.entries({ ...areas, '**all**': total }).map(([area, { status, output, events }]) => [
    area.replaceAll('_', ' '),
    shown(status),
    shown(output),
    shown(events),
  ])
}

function shown(score: Score | undefined): string {
  return score && score[1] > 0 ? `${score[0]} of ${score[1]}` : '–'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

/** `40 recorded, 7 from pages of AWS …`: where AWS's sentences were read. */
function sources(): string {
  const kinds = { recorded: 0, 'on pages of AWS': 0, 'in public reports that quote AWS': 0 }
  for (const { source } of Object.values(awsMessages)) {
    if (source === 'recorded') kinds.recorded++
    else if (source === 'AWS page') kinds['on pages of AWS']++
    else kinds['in public reports that quote AWS']++
  }
  return Object.entries(kinds)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')
}

/** Distinct sentences in the cases of the reader, whatever they quote. */
function sentencesOfOurs(): number {
  const folder = path.join(ROOT, 'tests/asl/parse/cases')
  const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const sentences = texts.flatMap((text) =>
    [...text.matchAll(/ (?:ERROR|WARNING) (\w+) \S* ?ours (.*?)(?: » .*)?$/gm)].map(
      ([, code, sentence = '']) =>
        `${code} ${sentence.replaceAll(/`[^`]*`|"[^"]*"/g, '…').replaceAll(/\d+/g, '0')}`,
    ),
  )
  return new Set(sentences).size
}
