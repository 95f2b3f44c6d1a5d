import 'server-only'
import { createHighlighterCore, type HighlighterCore, type ThemeRegistration } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import javascript from 'shiki/langs/javascript.mjs'
import json from 'shiki/langs/json.mjs'
import shellscript from 'shiki/langs/shellscript.mjs'

/** Languages that lessons use; any other fence is shown without colours. */
export const highlighted = ['json', 'javascript', 'shellscript'] as const
export type HighlightedLanguage = (typeof highlighted)[number]

/** Punctuation and whatever has no colour of its own: the colour of the whole block. */
export const PLAIN = 'var(--color-code-punctuation)'

/** Colours are the design tokens, so one rendering serves light, dark and print. */
const tokens: ThemeRegistration = {
  name: 'stepwise',
  type: 'light',
  fg: PLAIN,
  bg: 'transparent',
  settings: [
    { settings: { foreground: PLAIN, background: 'transparent' } },
    { scope: ['punctuation', 'meta.brace'], settings: { foreground: PLAIN } },
    { scope: ['comment'], settings: { foreground: 'var(--color-code-comment)' } },
    {
      scope: ['string', 'punctuation.definition.string'],
      settings: { foreground: 'var(--color-code-string)' },
    },
    {
      scope: [
        'support.type.property-name',
        'support.type.property-name punctuation.definition.string',
        'punctuation.support.type.property-name',
        'variable.other.property',
        'meta.object-literal.key',
      ],
      settings: { foreground: 'var(--color-code-key)' },
    },
    {
      scope: ['constant.numeric', 'constant.language'],
      settings: { foreground: 'var(--color-code-number)' },
    },
    { scope: ['keyword', 'storage'], settings: { foreground: 'var(--color-code-keyword)' } },
    {
      scope: ['entity.name.function', 'support.function'],
      settings: { foreground: 'var(--color-code-function)' },
    },
  ],
}

let made: Promise<HighlighterCore> | undefined

/** One highlighter per process: grammars are compiled on first use. */
export function highlighter(): Promise<HighlighterCore> {
  made ??= createHighlighterCore({
    themes: [tokens],
    langs: [json, javascript, shellscript],
    engine: createJavaScriptRegexEngine(),
  })
  return made
}
