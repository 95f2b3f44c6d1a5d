import type { Help } from '@/lib/language'
import { TextWithCode } from '../../../_ui/text-with-code'

/** The help for a word: what it is, its default and limits, an example, and where it is written down. */
export function HelpText({ help }: { help: Help }) {
  return (
    <>
      <p className="m-0 [overflow-wrap:anywhere]">
        <strong className="font-mono">{help.signature ?? help.title}</strong>
        {help.about !== undefined && <span className="text-ink-soft"> · {help.about}</span>}
      </p>
      <p className="m-0">
        <TextWithCode text={help.help} />
      </p>
      {help.default !== undefined && (
        <p className="m-0 text-ink-soft">
          When absent: <TextWithCode text={help.default} />
        </p>
      )}
      {help.limits !== undefined && (
        <p className="m-0 text-ink-soft">
          <TextWithCode text={help.limits} />
        </p>
      )}
      {help.example !== undefined && (
        <p className="m-0 text-ink-soft [overflow-wrap:anywhere]">
          For example <code className="font-mono text-[0.9em]">{help.example}</code>
        </p>
      )}
      {help.source !== undefined && (
        <p className="m-0 text-xs">
          <a href={help.source} rel="noreferrer" target="_blank">
            {new URL(help.source).hostname === 'docs.jsonata.org'
              ? 'JSONata documentation'
              : 'AWS developer guide'}
          </a>
        </p>
      )}
    </>
  )
}
