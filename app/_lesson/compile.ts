import 'server-only'
import { evaluate } from '@mdx-js/mdx'
import type { MDXContent } from 'mdx/types'
import * as runtime from 'react/jsx-runtime'
import rehypeSlug from 'rehype-slug'
import remarkGfm from 'remark-gfm'
import { collectHeadings, type Heading } from './headings'

export interface CompiledText {
  Content: MDXContent
  /** Second and third level, in order: the table of contents. */
  headings: readonly Heading[]
}

const compiled = new Map<string, Promise<CompiledText>>()

/**
 * MDX of the installed content as a component. It runs as code, so only texts from `content/` may come here. The
 * result is kept by text: a lesson is compiled once per process, and again when its file changes.
 */
export function compileText(mdx: string): Promise<CompiledText> {
  const known = compiled.get(mdx)
  if (known) return known
  const made = compile(mdx)
  compiled.set(mdx, made)
  made.catch(() => compiled.delete(mdx))
  return made
}

async function compile(mdx: string): Promise<CompiledText> {
  const headings: Heading[] = []
  const { default: Content } = await evaluate(mdx, {
    ...runtime,
    remarkPlugins: [remarkGfm],
    rehypePlugins: [rehypeSlug, [collectHeadings, headings]],
  })
  return { Content, headings }
}
