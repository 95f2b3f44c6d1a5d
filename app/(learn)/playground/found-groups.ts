import type { ExampleLines } from './example-finder'

/** The examples in which every word of the question begins some word; groups without any fall away. */
export function foundGroups(groups: readonly ExampleLines[], asked: string): readonly ExampleLines[] {
  const words = wordsOf(asked)
  if (words.length === 0) return groups
  return groups.flatMap((group) => {
    const examples = group.examples.filter(({ title, idea, words: more, type, slug }) => {
      const known = wordsOf([title, idea, ...more, type, slug, group.title].join(' '))
      return words.every((word) => known.some((one) => one.startsWith(word)))
    })
    return examples.length > 0 ? [{ ...group, examples }] : []
  })
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
