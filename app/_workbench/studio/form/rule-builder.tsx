import { Minus, Plus } from 'lucide-react'
import { choiceOperators } from '@/lib/asl'
import { childPointer, isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '@/lib/json'
import {
  addEntry,
  jsonText,
  newComparison,
  operandKindOf,
  type RuleKind,
  readJsonText,
  readLine,
  removeEntry,
  setField,
  setValue,
  shapeOf,
  type Typed,
  withKind,
  withOperator,
} from '@/lib/studio'
import { Button } from '../../../_ui/button'
import { Group } from '../../../_ui/group'
import { useForm } from './form-context'
import { Select } from './select'
import { TypedControl } from './typed-control'

const KINDS: readonly (readonly [RuleKind, string])[] = [
  ['Compare', 'compare'],
  ['And', 'And: all of'],
  ['Or', 'Or: one of'],
  ['Not', 'Not'],
]
const OPERATORS = choiceOperators.map((operator) => [operator, operator] as const)

/** A JSONPath condition, put together: comparisons, and And, Or and Not around them, as deep as need be. */
export function RuleBuilder({
  at,
  rule,
  isTop = false,
}: {
  at: JsonPointer
  rule: JsonValue
  isTop?: boolean
}) {
  const { perform } = useForm()
  const shape = shapeOf(rule)
  if (shape.kind === 'Other' || !isJsonObject(rule)) return <AsText at={at} rule={rule} isTop={isTop} />
  return (
    <Group label="Condition" className={isTop ? '' : 'ml-2 border-l-2 border-line pl-2'}>
      <div className="flex flex-wrap items-center gap-1 py-0.5">
        <Select
          label="Kind of condition"
          value={shape.kind}
          options={KINDS}
          onChange={(kind) => perform((source) => setValue(source, at, withKind(rule, kind)))}
        />
        {shape.kind === 'Compare' && <Comparison at={at} rule={rule} shape={shape} />}
      </div>
      {(shape.kind === 'And' || shape.kind === 'Or') && (
        <>
          {shape.rules.map((part, index) => {
            const here = childPointer(childPointer(at, shape.kind), index)
            return (
              <div key={here} className="flex items-start">
                <div className="min-w-0 flex-1">
                  <RuleBuilder at={here} rule={part} />
                </div>
                <Button
                  look="quiet"
                  size="sm"
                  aria-label={`Remove condition ${index + 1}`}
                  onClick={() => perform((source) => removeEntry(source, here, true))}
                >
                  <Minus aria-hidden />
                </Button>
              </div>
            )
          })}
          <Button
            look="quiet"
            size="sm"
            onClick={() => perform((source) => addEntry(source, at, shape.kind, newComparison))}
          >
            <Plus aria-hidden /> Add a condition
          </Button>
        </>
      )}
      {shape.kind === 'Not' && <RuleBuilder at={childPointer(at, 'Not')} rule={shape.rule} />}
    </Group>
  )
}

function Comparison({
  at,
  rule,
  shape,
}: {
  at: JsonPointer
  rule: JsonObject
  shape: Extract<ReturnType<typeof shapeOf>, { kind: 'Compare' }>
}) {
  const { perform } = useForm()
  const { operator, operand } = shape
  const kind = operandKindOf(operator)
  return (
    <>
      <span className="w-36 min-w-24 flex-1">
        <TypedControl
          label="Variable"
          shown={shape.variable}
          read={(text) => ({ ok: true, value: text.trim() })}
          isCode
          onCommit={(value) => perform((source) => setField(source, at, 'Variable', value))}
        />
      </span>
      <Select
        label="Operator"
        value={operator}
        options={OPERATORS}
        onChange={(other) => perform((source) => setValue(source, at, withOperator(rule, other)))}
      />
      {kind === 'Boolean' ? (
        <Select
          label="Value"
          value={operand === true ? 'true' : 'false'}
          options={[
            ['true', 'true'],
            ['false', 'false'],
          ]}
          onChange={(word) => perform((source) => setField(source, at, operator, word === 'true'))}
        />
      ) : (
        <span className="w-28 min-w-20 flex-1">
          <TypedControl
            label="Value"
            shown={typeof operand === 'string' ? operand : JSON.stringify(operand)}
            read={(text) => readOperand(kind, text)}
            isCode={kind === 'Path'}
            onCommit={(value) => perform((source) => setField(source, at, operator, value))}
          />
        </span>
      )}
    </>
  )
}

/** An operand cannot be absent: an emptied text is the empty text. */
function readOperand(kind: ReturnType<typeof operandKindOf>, text: string): Typed {
  if (kind === 'Text') return { ok: true, value: text }
  const typed = readLine(kind === 'Number' ? 'Number' : 'Path', text, 'JSONPath')
  if (typed.ok && typed.value === undefined) return { ok: false, message: 'Write what to compare with.' }
  return typed
}

/** A condition that has no form, such as one with two operators. */
function AsText({ at, rule, isTop }: { at: JsonPointer; rule: JsonValue; isTop: boolean }) {
  const { perform } = useForm()
  return (
    <div className="py-0.5">
      <TypedControl
        label={isTop ? 'Rule as text' : 'Condition as text'}
        isLong
        isCode
        shown={jsonText(rule)}
        read={readJsonText}
        onCommit={(value) => value !== undefined && perform((source) => setValue(source, at, value))}
      />
      <Button
        look="quiet"
        size="sm"
        onClick={() =>
          perform((source) => setValue(source, at, withKind(isJsonObject(rule) ? rule : {}, 'Compare')))
        }
      >
        Begin a comparison instead
      </Button>
    </div>
  )
}
