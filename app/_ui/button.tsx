import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps } from 'react'

/** `primary`: the one thing to do next. `secondary`: other choices. `quiet`: tools in a bar. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet'
export type ButtonSize = 'sm' | 'md' | 'lg'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  secondary: 'bg-panel text-ink border-line-strong hover:border-accent hover:text-accent',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-idle-wash hover:text-ink',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'min-h-8 px-2.5 gap-1.5 text-sm',
  md: 'min-h-10 px-4 gap-2 text-[0.9375rem]',
  lg: 'min-h-12 px-6 gap-2.5 text-lg',
}

function classesOf(look: ButtonLook, size: ButtonSize, className: string | undefined): string {
  return clsx(
    'inline-flex items-center justify-center rounded-md border font-semibold whitespace-nowrap select-none',
    'transition-colors disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0',
    // A switch that is on has to look so, also where the person's own colours take the place of ours.
    'aria-pressed:border-accent aria-pressed:bg-accent-wash',
    'forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText] forced-colors:aria-pressed:forced-color-adjust-none',
    looks[look],
    sizes[size],
    className,
  )
}

type ButtonProps = ComponentProps<'button'> & { look?: ButtonLook; size?: ButtonSize }

/** A button that does something on this page; it submits a form only where `type="submit"` says so. */
export function Button({
  look = 'secondary',
  size = 'md',
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return <button type={type} className={classesOf(look, size, className)} {...rest} />
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: ButtonLook; size?: ButtonSize }

/** A link that looks like a button: it leads somewhere. */
export function ButtonLink({ look = 'secondary', size = 'md', className, ...rest }: ButtonLinkProps) {
  return <Link className={classesOf(look, size, className)} {...rest} />
}
