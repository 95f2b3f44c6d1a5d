import { type HighlightedLanguage, highlighted, highlighter } from './highlighter'

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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre tabIndex={0}>
      <code>{known ? await colouredLines(text, known) : text}</code>
    </pre>
  )
}

async function colouredLines(text: string, language: HighlightedLanguage) {
  const { tokens } = (await highlighter()).codeToTokens(text, { lang: language, theme: 'stepwise' })
  return tokens.flatMap((line, index) => [
    index > 0 && '\n',
    ...line.map(({ offset, color, content }) => (
      <span key={offset} style={{ color }}>
        {content}
      </span>
    )),
  ])
}
