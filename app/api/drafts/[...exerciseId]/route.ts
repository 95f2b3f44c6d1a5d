import * as z from 'zod/mini'
import { learnerQuery, learnerRoute } from '@/app/_server'
import { exercise } from '@/lib/curriculum/server'
import { ulidSchema } from '@/lib/exercises/schemas'
import { MOST_DRAFT_BYTES } from '@/lib/progress'
import { discardDraft, draftsOf, isStorable, saveDraft } from '@/lib/progress/server'
import { asRefusal, notFound } from '../../refusals'

interface Params {
  exerciseId: string[]
}

const Draft = z.strictObject({
  draftId: ulidSchema,
  text: z.string().check(
    z.refine((text) => Buffer.byteLength(text) <= MOST_DRAFT_BYTES, 'is longer than a draft can be'),
    z.refine(isStorable, 'contains U+0000 or half a surrogate pair, which no text can keep'),
  ),
  savedAt: z.iso.datetime(),
})

const Discarded = z.strictObject({ draftId: ulidSchema })

/** Keeps a draft of the tab that sends it, and answers what is kept of that tab now. */
export const PUT = learnerRoute<typeof Draft, Params>(Draft, (learner, draft, { params }) =>
  saveDraft(learner, knownExercise(params), draft).catch(asRefusal),
)

/** The drafts of all tabs and devices, the newest first. */
export const GET = learnerQuery<Params>(async (learner, { params }) => ({
  drafts: learner ? await draftsOf(learner, knownExercise(params)) : [],
}))

/** Discards one draft, to make room or because it is not wanted any more. */
export const DELETE = learnerRoute<typeof Discarded, Params>(
  Discarded,
  async (learner, { draftId }, { params }) => {
    await discardDraft(learner, knownExercise(params), draftId)
    return { draftId }
  },
)

function knownExercise(params: Params): string {
  const id = params.exerciseId.join('/')
  if (!exercise(id)) throw notFound('exercise')
  return id
}
