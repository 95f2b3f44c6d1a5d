import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { bracketMatching } from '@codemirror/language'
import { type Extension, Prec } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import type { KnownResource, SeenData } from '@/lib/language'
import { HIGHLIGHTED } from './code-setup'
import { languageCompletion } from './completion'
import { expressionColours } from './expression-colours'
import { hoverHelp } from './hover-help'
import { markedUses } from './marked-uses'

/** What the editor knows of the language. It follows the editor: both at once would hold the page up. */
export function codeLanguage({
  text,
  known,
  seenAt,
}: {
  text: string
  known: () => readonly KnownResource[]
  seenAt: (offset: number) => SeenData
}): Extension[] {
  const ofShortTexts = [
    json(),
    bracketMatching(),
    closeBrackets(),
    // Before the default keymap, which the editor has already.
    Prec.high(keymap.of(closeBracketsKeymap)),
    expressionColours,
    markedUses,
    hoverHelp,
  ]
  return [
    ...(text.length <= HIGHLIGHTED ? ofShortTexts : []),
    autocompletion({ override: [languageCompletion(known, seenAt)], icons: false }),
  ]
}
