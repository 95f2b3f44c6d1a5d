import type { ReactNode } from 'react'
import type { StandingState } from '@/app/_ui/standing-mark'
import type { NextStep } from '@/app/_workbench'
import type { Lesson, LessonComponentName, NoteKind } from '@/lib/curriculum'
import { exerciseForLearner } from '@/lib/curriculum/server'
import { exerciseAnchor, questionAnchor } from './anchors'
import { compileText } from './compile'
import { ExerciseBlock } from './exercise-block'
import { LitStates } from './lit-state'
import { MachineFigure } from './machine-figure'
import { elements } from './mdx-elements'
import { Note } from './note'
import { QuizBlock } from './quiz-block'
import { Sources } from './sources'
import { StateName } from './state-name'
import { SupportMatrix } from './support-matrix'

interface LessonTextProps {
  lesson: Lesson
  nonce: string | undefined
  /** By exercise. */
  standings: ReadonlyMap<string, StandingState>
}

/** The text of a lesson with everything in it: complete as HTML, alive once its scripts have come. */
export async function LessonText(props: LessonTextProps) {
  const { Content } = await compileText(props.lesson.body)
  return (
    <LitStates>
      <div className="prose" data-lesson-text>
        <Content components={{ ...elements, ...componentsOf(props) }} />
      </div>
    </LitStates>
  )
}

/** The attributes are as the author wrote them; `content:check` has seen that they are right. */
function drawn<Attributes>(draw: (attributes: Attributes) => ReactNode) {
  return draw
}

function componentsOf({ lesson, nonce, standings }: LessonTextProps) {
  const [firstMachine] = Object.keys(lesson.machines)
  return {
    StateMachine: drawn<{ name: string; title: string }>(({ name, title }) => (
      <MachineFigure name={name} title={title} definition={lesson.machines[name] ?? ''} />
    )),
    Exercise: drawn<{ id: string }>(({ id }) => (
      <ExerciseBlock id={id} nonce={nonce} next={stepAfter(lesson, id)} standing={standings.get(id)} />
    )),
    Quiz: drawn<{ questions: readonly string[] }>(({ questions }) => <QuizBlock questions={questions} />),
    State: drawn<{ name: string; machine?: string }>(({ name, machine = firstMachine }) => (
      <StateName name={name} machine={machine} />
    )),
    Note: drawn<{ kind: NoteKind; children: ReactNode }>(({ kind, children }) => (
      <Note kind={kind}>{children}</Note>
    )),
    SupportMatrix: drawn(() => <SupportMatrix />),
    Sources: drawn(() => <Sources sources={lesson.sources} />),
  } satisfies Record<LessonComponentName, unknown>
}

/** After an exercise comes the next one of the lesson, after the last the questions. */
function stepAfter({ exercises, questions }: Lesson, id: string): NextStep | undefined {
  const next = exercises[exercises.indexOf(id) + 1]
  const exercise = next && exerciseForLearner(next)
  if (exercise) return { href: `#${exerciseAnchor(exercise.id)}`, title: exercise.title }
  const [question] = questions
  return question ? { href: `#${questionAnchor(question)}`, title: 'Questions' } : undefined
}
