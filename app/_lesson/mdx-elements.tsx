import type { MDXComponents } from 'mdx/types'
import { type ComponentProps, isValidElement, type ReactNode } from 'react'
import { ScrollArea } from '../_ui/scroll-area'
import { InlineCode } from '../_ui/text-with-code'
import { CodeBlock } from './code-block'

/** What Markdown's own elements become: fences are coloured, tables scroll by themselves. */
export const elements: MDXComponents = {
  code: ({ children }: ComponentProps<'code'>) => <InlineCode>{children}</InlineCode>,
  pre: ({ children }: ComponentProps<'pre'>) => <CodeBlock {...fenceOf(children)} />,
  table: (props: ComponentProps<'table'>) => (
    <ScrollArea label="Table" className="wide">
      <table {...props} />
    </ScrollArea>
  ),
}

/** The code and the language of a fence: MDX gives `<pre><code className="language-json">…`. */
function fenceOf(children: ReactNode): { code: string; language: string } {
  if (!isValidElement<ComponentProps<'code'>>(children)) return { code: String(children ?? ''), language: '' }
  const { className = '', children: code } = children.props
  return { code: String(code ?? ''), language: className.replace(/^.*language-/, '') }
}
