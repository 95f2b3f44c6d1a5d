import clsx from 'clsx'
import type { DropTarget } from '@/lib/studio'

/** The radius within which a pointer counts as on the place: 24 CSS pixels across, as WCAG asks of a target. */
const REACH = 12

/** The places of the picture: where a state can be put, each a button. */
export function PlaceHandles({
  targets,
  aimed,
  isChoosing,
  isEntry,
  onChoose,
}: {
  targets: readonly DropTarget[]
  aimed: string | undefined
  /** Something is on its way to a place: all of them stand out. */
  isChoosing: boolean
  /** There is no state to come to by Tab, so the first place is where one comes in. */
  isEntry: boolean
  onChoose: (target: DropTarget) => void
}) {
  return targets.map((target, index) => (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element
    <g
      key={target.key}
      role="button"
      tabIndex={isEntry && index === 0 ? 0 : -1}
      aria-label={isChoosing ? `Here: ${target.label}` : `Add a state ${target.label}`}
      data-place={target.key}
      onClick={() => onChoose(target)}
      // The canvas hears the keys of all places at once.
      onKeyDown={undefined}
      className="group/place cursor-pointer outline-none"
    >
      <title>{`Add a state ${target.label}. Or drag it onto a state, to lead there.`}</title>
      <circle cx={target.x} cy={target.y} r={REACH} className="fill-transparent" />
      <circle
        cx={target.x}
        cy={target.y}
        r={8}
        strokeWidth={1.5}
        className={clsx(
          'group-hover/place:fill-accent-wash group-hover/place:stroke-accent group-focus-visible/place:stroke-accent group-focus-visible/place:[stroke-width:3.5]',
          target.key === aimed
            ? 'fill-accent stroke-accent'
            : isChoosing
              ? 'fill-accent-wash stroke-accent'
              : 'fill-panel stroke-line-strong',
        )}
      />
      <path
        d={`M${target.x - 3.5} ${target.y}h7M${target.x} ${target.y - 3.5}v7`}
        strokeWidth={1.6}
        strokeLinecap="round"
        className={target.key === aimed ? 'stroke-on-accent' : 'stroke-ink-soft'}
      />
    </g>
  ))
}
