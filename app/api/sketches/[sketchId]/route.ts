import * as z from 'zod/mini'
import { learnerQuery, learnerRoute, RefusedRequest } from '@/app/_server'
import { ulidSchema } from '@/lib/exercises/schemas'
import { MOST_SKETCH_BYTES, sketchSchema } from '@/lib/playground'
import { forgetSketch, SketchesFull, saveSketch, sketchOf } from '@/lib/playground/server'
import { notFound } from '../../refusals'

interface Params {
  sketchId: string
}

const Saved = z.strictObject({
  sketch: sketchSchema.check(
    z.refine(
      (sketch) => Buffer.byteLength(JSON.stringify(sketch)) <= MOST_SKETCH_BYTES,
      'is larger than a machine can be',
    ),
  ),
  savedAt: z.iso.datetime(),
})

const Nothing = z.strictObject({})

/** Keeps a machine, and answers what is kept of it now. */
export const PUT = learnerRoute<typeof Saved, Params>(
  Saved,
  async (learner, { sketch, savedAt }, { params }) => {
    try {
      return await saveSketch(learner, { sketchId: knownId(params), sketch, savedAt })
    } catch (error) {
      if (error instanceof SketchesFull) throw new RefusedRequest(409, 'SketchesFull', error.message)
      throw error
    }
  },
)

/** A machine of the learner's; null for what does not exist, is not sent yet, or belongs to somebody else. */
export const GET = learnerQuery<Params>(async (learner, { params }) => {
  return (learner && (await sketchOf(learner, knownId(params)))) ?? null
})

export const DELETE = learnerRoute<typeof Nothing, Params>(Nothing, async (learner, _, { params }) => {
  await forgetSketch(learner, knownId(params))
  return { sketchId: params.sketchId }
})

function knownId({ sketchId }: Params): string {
  if (!ulidSchema.safeParse(sketchId).success) throw notFound('machine')
  return sketchId
}
