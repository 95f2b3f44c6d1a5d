/** How many drafts of one exercise a learner can keep. A tab makes one, so this is many tabs on many devices. */
export const MOST_DRAFTS = 12

/** Of a draft's text, in UTF-8 bytes: twice what the workbench has to take. */
export const MOST_DRAFT_BYTES = 4 * 1024 * 1024

/** Of all drafts of a learner together, in UTF-8 bytes: thousands of ordinary ones. */
export const MOST_BYTES_OF_DRAFTS = 64 * 1024 * 1024

export interface KeptDraft {
  draftId: string
  text: string
  savedAt: Date
}

/**
 * The draft that may give way to a new one: the oldest whose text is not lost with it, because it is empty or can
 * be found elsewhere (in a newer draft, among `known` texts such as the starter and attempts). Undefined when
 * each holds something of its own; then the learner has to choose.
 */
export function expendable(drafts: readonly KeptDraft[], known: ReadonlySet<string>): KeptDraft | undefined {
  const oldestFirst = drafts.toSorted((a, b) => a.savedAt.getTime() - b.savedAt.getTime())
  return oldestFirst.find(
    (draft, index) =>
      draft.text.trim() === '' ||
      known.has(draft.text) ||
      oldestFirst.slice(index + 1).some((newer) => newer.text === draft.text),
  )
}
