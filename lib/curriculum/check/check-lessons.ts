import { parse } from '@/lib/asl'
import type { ContentProblem, Place } from '../content-problem'
import type { Lesson } from '../lesson'
import { type LessonComponent, type LessonComponentName, lessonComponents } from '../lesson-components'
import type { Library } from '../library'
import { type MdxElement, type MdxText, readMdx } from '../mdx-text'
import { definitionProblems } from './definition-problems'
import { stateNames } from './state-names'

/** Pages that exist whatever the content is. */
const pages = new Set(['/', '/progress', '/account', '/sign-in', '/sign-up'])

/** Everything that a lesson's text speaks of exists, and it uses nothing but the lesson components. */
export function checkLessons(library: Library): ContentProblem[] {
  return [...library.lessons.values()].flatMap((lesson) => {
    const text = library.texts.get(lesson.slug)
    return text ? new LessonCheck(library, lesson, text).problems() : []
  })
}

/** Briefs are plain Markdown with living links. */
export function checkBriefs(library: Library): ContentProblem[] {
  return [...library.briefs].flatMap(([id, brief]) => {
    const file = `exercises/${id}/brief.mdx`
    const text = readMdx(file, brief)
    if (!text.ok) return text.error
    return [
      ...[...text.value.elements, ...text.value.scripts].map((place) => ({
        file,
        line: place.line,
        column: place.column,
        message: 'A brief is plain Markdown; it uses a component or script here.',
        hint: 'Say it in words. Graphs, quizzes and notes belong to the lesson.',
      })),
      ...deadLinks(library, file, text.value),
    ]
  })
}

class LessonCheck {
  readonly #library: Library
  readonly #lesson: Lesson
  readonly #text: MdxText
  readonly #file: string

  constructor(library: Library, lesson: Lesson, text: MdxText) {
    this.#library = library
    this.#lesson = lesson
    this.#text = text
    this.#file = `lessons/${lesson.slug}/lesson.mdx`
  }

  problems(): ContentProblem[] {
    return [
      ...this.#text.scripts.map((place) =>
        this.#at(place, 'Lessons hold no script.', 'Write text; a brace that is text is \\{.'),
      ),
      ...this.#text.elements.flatMap((element) => this.#element(element)),
      ...deadLinks(this.#library, this.#file, this.#text),
      ...this.#machines(),
    ]
  }

  #at(place: Place, message: string, hint: string): ContentProblem {
    return { file: this.#file, line: place.line, column: place.column, message, hint }
  }

  #element(element: MdxElement): ContentProblem[] {
    if (!isComponent(element.name)) {
      return [
        this.#at(
          element,
          `There is no component <${element.name}> for lessons.`,
          `Use one of: ${Object.keys(lessonComponents).join(', ')}; or plain Markdown.`,
        ),
      ]
    }
    const attributes = this.#attributes(element, lessonComponents[element.name])
    return attributes.length > 0 ? attributes : this.#references(element, element.name)
  }

  #attributes(element: MdxElement, component: LessonComponent): ContentProblem[] {
    const known = Object.keys(component.attributes)
    const unknown = [...element.attributes.keys()].filter((name) => !known.includes(name))
    const wrong = Object.entries(component.attributes).flatMap(([name, { required, values }]) => {
      const value = element.attributes.get(name)
      if (value === undefined && !element.attributes.has(name)) {
        if (!required) return []
        return [this.#at(element, `<${element.name}> needs ${name}.`, `Write <${element.name} ${name}="…">.`)]
      }
      const isList = name === 'questions'
      if (isList ? typeof value !== 'object' : typeof value !== 'string') {
        return [
          this.#at(
            element,
            `${name} of <${element.name}> is ${isList ? 'not a list of texts' : 'not a text'}.`,
            isList ? `Write ${name}={["…", "…"]}.` : `Write ${name}="…".`,
          ),
        ]
      }
      if (values && typeof value === 'string' && !values.includes(value)) {
        return [
          this.#at(
            element,
            `${name} of <${element.name}> cannot be "${value}".`,
            `Write one of: ${values.join(', ')}.`,
          ),
        ]
      }
      return []
    })
    return [
      ...unknown.map((name) =>
        this.#at(
          element,
          `<${element.name}> has no attribute ${name}.`,
          known.length > 0 ? `It knows: ${known.join(', ')}.` : 'It takes none.',
        ),
      ),
      ...wrong,
    ]
  }

  #references(element: MdxElement, name: LessonComponentName): ContentProblem[] {
    // Also what is broken exists: that is reported already.
    const { files } = this.#library
    switch (name) {
      case 'StateMachine':
        return this.#known(element, 'machine beside this lesson', 'name', Object.keys(this.#lesson.machines))
      case 'Exercise':
        return this.#known(element, 'exercise', 'id', files.ids('exercises/', '/exercise.json'))
      case 'Quiz':
        return this.#known(element, 'question', 'questions', files.ids('questions/', '.json'))
      case 'State':
        return this.#state(element)
      case 'Note':
      case 'SupportMatrix':
      case 'Sources':
        return []
    }
  }

  #known(element: MdxElement, what: string, attribute: string, known: readonly string[]): ContentProblem[] {
    const value = element.attributes.get(attribute)
    const wanted = typeof value === 'string' ? [value] : typeof value === 'object' ? value : []
    return wanted
      .filter((id) => !known.includes(id))
      .map((id) =>
        this.#at(
          element,
          `There is no ${what} called "${id}".`,
          known.length > 0 ? `These exist: ${known.join(', ')}.` : 'There are none yet.',
        ),
      )
  }

  #state(element: MdxElement): ContentProblem[] {
    const names = Object.keys(this.#lesson.machines)
    const machine = element.attributes.get('machine') ?? (names.length === 1 ? names[0] : undefined)
    if (typeof machine !== 'string') {
      return [
        this.#at(
          element,
          'It is not clear in which machine this state is.',
          `Add machine="…", one of: ${names.join(', ')}.`,
        ),
      ]
    }
    const definition = Object.hasOwn(this.#lesson.machines, machine)
      ? this.#lesson.machines[machine]
      : undefined
    if (definition === undefined) {
      return [
        this.#at(element, `There is no machine called "${machine}".`, `Write one of: ${names.join(', ')}.`),
      ]
    }
    const parsed = parse(definition)
    const states = parsed.ok ? stateNames(parsed.machine) : []
    const state = String(element.attributes.get('name'))
    if (!parsed.ok || states.includes(state)) return []
    return [
      this.#at(
        element,
        `The machine "${machine}" has no state called "${state}".`,
        `Its states are: ${states.join(', ')}.`,
      ),
    ]
  }

  #machines(): ContentProblem[] {
    const shown = new Set(
      this.#text.elements
        .filter(({ name }) => name === 'StateMachine')
        .map(({ attributes }) => attributes.get('name')),
    )
    return Object.entries(this.#lesson.machines).flatMap(([name, definition]) => {
      const file = `lessons/${this.#lesson.slug}/${name}.asl.json`
      const parsed = parse(definition)
      const unused = shown.has(name)
        ? []
        : [
            {
              file,
              line: 1,
              column: 1,
              message: 'The lesson shows this machine nowhere.',
              hint: `Add <StateMachine name="${name}" title="…" /> to it, or delete the file.`,
            },
          ]
      if (parsed.ok) return unused
      return [...unused, ...definitionProblems(file, parsed)]
    })
  }
}

function isComponent(name: string): name is LessonComponentName {
  return Object.hasOwn(lessonComponents, name)
}

function deadLinks(library: Library, file: string, text: MdxText): ContentProblem[] {
  return text.links
    .filter(({ url }) => !/^(https:\/\/|mailto:)/.test(url) && !isAlive(library, text, url))
    .map(({ url, line, column }) => ({
      file,
      line,
      column,
      message: `The link to ${url} leads nowhere.`,
      hint: 'Link to /lessons/<slug>, /exercises/<id>, #heading of this page, or an https address.',
    }))
}

function isAlive(library: Library, text: MdxText, url: string): boolean {
  const [page = '', anchor] = url.split('#')
  if (page === '') return anchor !== undefined && text.anchors.has(anchor)
  if (page.startsWith('/exercises/')) return library.briefs.has(page.slice('/exercises/'.length))
  if (!page.startsWith('/lessons/')) return pages.has(page)
  const target = library.texts.get(page.slice('/lessons/'.length))
  return target !== undefined && (anchor === undefined || target.anchors.has(anchor))
}
