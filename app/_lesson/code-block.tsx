import { ScrolledText } from '../_ui/scrolled-text'
import { type HighlightedLanguage, highlighted, highlighter, PLAIN } from './highlighter'

const spellings: Record<string, HighlightedLanguage> = {
  asl: 'json',
  js: 'javascript',
  mjs: 'javascript',
  bash: 'shellscript',
  sh: 'shellscript',
}

function languageOf(name: string): HighlightedLanguage | undefined {
  return highlighted.find((language) => language === name) ?? spellings[name]
}

/** What is longer stays plain: colours for the largest answer would hold the server up for many seconds. */
const MOST_COLOURED = 32 * 1024

/** Code as text, coloured on the server. It scrolls by itself, so it takes the keyboard's focus. */
export async function CodeBlock({ code, language }: { code: string; language: string }) {
  const text = code.replace(/\n$/, '')
  const known = text.length <= MOST_COLOURED ? languageOf(language) : undefined
  return (
    <ScrolledText>
      <code>{known ? await coloured(text, known) : text}</code>
    </ScrolledText>
  )
}

/** As few elements as the colours need: neighbours of one colour are one, and what is plain is no element at all. */
async function coloured(text: string, language: HighlightedLanguage) {
  const { tokens } = (await highlighter()).codeToTokens(text, { lang: language, theme: 'stepwise' })
  const pieces: { at: number; color: string | undefined; text: string }[] = []
  let at = 0
  for (const [index, line] of tokens.entries()) {
    const parts = line.map(({ content, color }) => ({
      text: content,
      color: color === PLAIN ? undefined : color,
    }))
    for (const part of index > 0 ? [{ text: '\n', color: undefined }, ...parts] : parts) {
      const last = pieces.at(-1)
      if (last && (last.color === part.color || part.text.trim() === '')) last.text += part.text
      else pieces.push({ ...part, at })
      at += part.text.length
    }
  }
  return pieces.map(({ at: from, color, text: piece }) =>
    color === undefined ? (
      piece
    ) : (
      <span key={from} style={{ color }}>
        {piece}
      </span>
    ),
  )
}
