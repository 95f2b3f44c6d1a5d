import { fixesFor } from '@/lib/fixes'
import { completionsAt, formatEdits, helpAt, renameEdits, renameProblem, symbolAt } from '@/lib/language'
import { parseForSandbox } from '@/lib/sandbox'
import type { LanguageAnswer, LanguageRequest } from './messages'

/** Answers what the editor asks of the language. */
export async function answerAbout(request: LanguageRequest): Promise<LanguageAnswer> {
  const { source } = request
  switch (request.job) {
    case 'complete':
      return {
        job: 'complete',
        completions: await completionsAt(source, request.offset, request.known, request.seen),
      }
    case 'help':
      return { job: 'help', help: await helpAt(source, request.offset) }
    case 'symbol':
      return { job: 'symbol', symbol: symbolAt(source, request.offset) }
    case 'rename':
      return { job: 'rename', renamed: renamed(request) }
    case 'format':
      return { job: 'format', edits: formatEdits(source) }
    case 'fixes':
      return { job: 'fixes', fixes: await allFixes(request) }
  }
}

function renamed({ source, offset, name }: Extract<LanguageRequest, { job: 'rename' }>) {
  const symbol = symbolAt(source, offset)
  if (!symbol) return { ok: false, error: 'Here stands no name of a state or variable.' } as const
  const problem = renameProblem(source, symbol, name)
  return problem === undefined
    ? ({ ok: true, value: renameEdits(symbol, name) } as const)
    : ({ ok: false, error: problem } as const)
}

async function allFixes({ source, diagnostics, workflowType }: Extract<LanguageRequest, { job: 'fixes' }>) {
  const read = async (text: string) => {
    const parsed = await parseForSandbox(text, workflowType && { type: workflowType })
    return parsed.ok ? parsed.warnings : parsed.diagnostics
  }
  const fixes = []
  for (const diagnostic of diagnostics) fixes.push(await fixesFor(source, diagnostic, read))
  return fixes
}
