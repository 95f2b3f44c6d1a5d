import { parseArgs } from 'node:util'
import { parse } from '@/lib/asl'
import { validateStateMachineDefinition } from '@/lib/aws-api'
import { type Command, EXIT, Misuse, print, tell } from './command'
import { readDefinition } from './definition'
import { rendered } from './diagnostics'

const help = `npm run --silent asl -- validate FILE [--type EXPRESS] [--severity WARNING]

Says what is wrong with a definition, JSON or (.yaml, .yml) YAML; - reads standard input. Prints what
ValidateStateMachineDefinition answers, and each problem with its line and a hint on standard error.

  --type      STANDARD (unless given) or EXPRESS
  --severity  ERROR (unless given) leaves out warnings from the answer, WARNING lists them

Exit status: 0 valid, 2 invalid or misuse.`

export const validateCommand: Command = {
  help,
  async run(words, terminal) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { type: { type: 'string' }, severity: { type: 'string' } },
    })
    const definition = await readDefinition(onlyFile(positionals), terminal)
    const type = workflowType(values.type)
    const { severity = 'ERROR' } = values
    if (severity !== 'ERROR' && severity !== 'WARNING') throw new Misuse('--severity is ERROR or WARNING.')
    const parsed = parse(definition.json, { type })
    const problems = parsed.ok ? parsed.warnings : parsed.diagnostics
    for (const problem of problems) tell(terminal, rendered(problem, definition))
    print(terminal, validateStateMachineDefinition({ definition: definition.json, type, severity }))
    return parsed.ok ? EXIT.ok : EXIT.refused
  },
}

export function onlyFile(positionals: readonly string[]): string {
  const [file, other] = positionals
  if (file === undefined) throw new Misuse('a file with the definition is missing.')
  if (other !== undefined) throw new Misuse(`one file is enough, and "${other}" is another.`)
  return file
}

export function workflowType(given = 'STANDARD'): 'STANDARD' | 'EXPRESS' {
  if (given !== 'STANDARD' && given !== 'EXPRESS') throw new Misuse('--type is STANDARD or EXPRESS.')
  return given
}
