import type { MDXComponents } from 'mdx/types'
import { type ComponentProps, isValidElement, type ReactNode } from 'react'
import { InlineCode } from '../_ui/text-with-code'
import { CodeBlock } from './code-block'

/** What Markdown's own elements become: fences are coloured, tables scroll by themselves. */
export const elements: MDXComponents = {
  code: ({ children }: ComponentProps<'code'>) => <InlineCode>{children}</InlineCode>,
  pre: ({ children }: ComponentProps<'pre'>) => <CodeBlock {...fenceOf(children)} />,
  table: (props: ComponentProps<'table'>) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table-scroll wide" tabIndex={0}>
      <table {...props} />
    </div>
  ),
}

/** The code and the language of a fence: MDX gives `<pre><code className="language-json">…`. */
function fenceOf(children: ReactNode): { code: string; language: string } {
  if (!isValidElement<ComponentProps<'code'>>(children)) return { code: String(children ?? ''), language: '' }
  const { className = '', children: code } = children.props
  return { code: String(code ?? ''), language: className.replace(/^.*language-/, '') }
}
