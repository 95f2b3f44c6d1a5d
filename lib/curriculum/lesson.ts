import type { ExamTasks } from '@/lib/exercises'

/** Where a fact was read, and when it was read last. */
export interface Source {
  title: string
  url: string
  /** A day, such as `2026-11-22`. */
  checked: string
}

/** A lesson as `content/lessons/<slug>/` holds it. */
export interface Lesson {
  slug: string
  title: string
  /** One sentence: what the reader can do afterwards. */
  summary: string
  /** To read and do it all. */
  minutes: number
  concepts: readonly string[]
  examTasks: ExamTasks
  sources: readonly Source[]
  /** The MDX text after the frontmatter. */
  body: string
  /** Definitions in the lesson's folder by name: `order-paid` for `order-paid.asl.json`. */
  machines: Readonly<Record<string, string>>
  /** Ids in the order of the text. */
  exercises: readonly string[]
  questions: readonly string[]
}

export interface Course {
  id: string
  title: string
  summary: string
  modules: readonly CourseModule[]
}

export interface CourseModule {
  id: string
  title: string
  summary: string
  /** Slugs, in order. */
  lessons: readonly string[]
}
