import { exerciseBrief, exerciseForLearner } from '@/lib/curriculum/server'
import type { ExerciseForLearner } from '@/lib/exercises'
import { exerciseAnchor } from './anchors'
import { CodeBlock } from './code-block'
import { compileText } from './compile'
import { LazyWorkbench } from './lazy-workbench'
import { elements } from './mdx-elements'

const kinds: Record<ExerciseForLearner['kind'], string> = {
  write: 'Write it',
  repair: 'Repair it',
  predict: 'Predict, then run',
}

/**
 * An exercise where the text speaks of it: what is asked and the text to start from, as HTML. The workbench takes
 * the place of that text once the reader comes near.
 */
export async function ExerciseBlock({ id, nonce }: { id: string; nonce: string | undefined }) {
  const exercise = exerciseForLearner(id)
  if (!exercise) return null
  const anchor = exerciseAnchor(id)
  return (
    <section id={anchor} data-place aria-labelledby={`${anchor}-title`} className="wide">
      <p className="text-sm font-semibold text-accent">
        {kinds[exercise.kind]}{' '}
        <span className="font-normal text-ink-faint">about {exercise.minutes} min</span>
      </p>
      <h3 id={`${anchor}-title`}>{exercise.title}</h3>
      <Brief id={id} />
      <LazyWorkbench exercise={exercise} nonce={nonce}>
        <Written exercise={exercise} />
      </LazyWorkbench>
    </section>
  )
}

/** What the exercise asks. */
export async function Brief({ id }: { id: string }) {
  const brief = exerciseBrief(id)
  if (!brief) return null
  const { Content } = await compileText(brief)
  return (
    <div className="prose">
      <Content components={elements} />
    </div>
  )
}

/** The exercise as text: the starter, or the machine and what to predict of it. */
function Written({ exercise }: { exercise: ExerciseForLearner }) {
  if (exercise.kind !== 'predict') return <CodeBlock code={exercise.starter} language="json" />
  return (
    <div className="prose">
      <CodeBlock code={exercise.definition} language="json" />
      <ol>
        {exercise.prompts.map((prompt) => (
          <li key={prompt.id}>
            <p>{prompt.text}</p>
            <ul>
              {prompt.options.map((option) => (
                <li key={option.id}>{option.text}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}
