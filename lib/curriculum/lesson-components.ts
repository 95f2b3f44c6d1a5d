/**
 * The components that a lesson may use, and their attributes. `app/_lesson` renders exactly these;
 * `content:check` refuses any other. Plain Markdown does the rest. How authors use them: `docs/authoring.md`.
 */
export const lessonComponents = {
  /** A live graph of `<name>.asl.json` in the lesson's folder. */
  StateMachine: {
    attributes: { name: { required: true }, title: { required: true } },
    block: true,
  },
  /** The workbench with an exercise, where the text speaks of it. */
  Exercise: { attributes: { id: { required: true } }, block: true },
  /** Questions of the bank, in this order: `questions={["task-types-…", "…"]}`. */
  Quiz: { attributes: { questions: { required: true } }, block: true },
  /** The name of a state; pointing at it lights the state up in the graph of `machine`, or of the only graph. */
  State: { attributes: { name: { required: true }, machine: { required: false } }, block: false },
  /** A trap to avoid, what the exam asks, what it costs. */
  Note: { attributes: { kind: { required: true, values: ['trap', 'exam', 'cost'] } }, block: true },
  /** Which integration offers which pattern, in which type of workflow. */
  SupportMatrix: { attributes: {}, block: true },
  /** The sources in the frontmatter, each with the day it was checked. */
  Sources: { attributes: {}, block: true },
} as const satisfies Record<string, LessonComponent>

export type LessonComponentName = keyof typeof lessonComponents

export interface LessonComponent {
  attributes: Readonly<Record<string, { required: boolean; values?: readonly string[] }>>
  /** Stands in a paragraph of its own. */
  block: boolean
}

export type NoteKind = (typeof lessonComponents)['Note']['attributes']['kind']['values'][number]
