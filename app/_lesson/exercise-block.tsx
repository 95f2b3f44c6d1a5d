import { type StandingState, standingFaces } from '@/app/_ui/standing-mark'
import { Tag } from '@/app/_ui/tag'
import { type NextStep, Workbench } from '@/app/_workbench'
import { exerciseBrief, exerciseForLearner } from '@/lib/curriculum/server'
import type { ExerciseForLearner } from '@/lib/exercises'
import { exerciseAnchor } from './anchors'
import { compileText } from './compile'
import { elements } from './mdx-elements'

const kinds: Record<ExerciseForLearner['kind'], string> = {
  write: 'Write it',
  repair: 'Repair it',
  predict: 'Predict, then run',
}

interface Props {
  id: string
  nonce: string | undefined
  next: NextStep | undefined
  /** How the learner stood on it when the page was made. */
  standing: StandingState | undefined
  /** The exercise's title is a heading of this level. */
  level?: 1 | 3
}

/** An exercise where the text speaks of it: what is asked, and the workbench to do it in. */
export async function ExerciseBlock({ id, nonce, next, standing, level = 3 }: Props) {
  const exercise = exerciseForLearner(id)
  if (!exercise) return null
  const anchor = exerciseAnchor(id)
  const Title = level === 1 ? 'h1' : 'h3'
  return (
    <section id={anchor} data-place aria-labelledby={`${anchor}-title`} className="wide scroll-mt-6">
      <div className="not-prose">
        <p className="flex flex-wrap items-center gap-x-2 text-[0.9375rem] font-semibold text-accent">
          {kinds[exercise.kind]}
          <span className="font-normal text-ink-faint">about {exercise.minutes} min</span>
          {exercise.workflowType === 'EXPRESS' && <Tag>Express workflow</Tag>}
          <Done standing={standing} />
        </p>
        <Title
          id={`${anchor}-title`}
          className={
            level === 1
              ? 'mt-1 text-4xl leading-tight font-bold tracking-tight sm:text-5xl'
              : 'mt-0.5 text-xl leading-snug font-bold tracking-tight'
          }
        >
          {exercise.title}
        </Title>
      </div>
      <Brief id={id} />
      <div className="mt-5">
        <Workbench exercise={exercise} nonce={nonce} {...(next && { next })} />
      </div>
    </section>
  )
}

function Done({ standing }: { standing: StandingState | undefined }) {
  if (standing !== 'passed' && standing !== 'passed-assisted') return null
  const { icon: Icon, words } = standingFaces[standing]
  return (
    <Tag tone={standing === 'passed' ? 'succeeded' : 'caught'}>
      <Icon aria-hidden />
      {words}
    </Tag>
  )
}

/** What the exercise asks. */
async function Brief({ id }: { id: string }) {
  const brief = exerciseBrief(id)
  if (!brief) return null
  const { Content } = await compileText(brief)
  return (
    <div className="prose mt-2.5">
      <Content components={elements} />
    </div>
  )
}
